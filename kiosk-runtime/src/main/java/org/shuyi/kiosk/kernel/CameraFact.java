package org.shuyi.kiosk.kernel;

/** What became of pictures. The picture is in none of them: the centre learns its hash. */
public sealed interface CameraFact extends Fact {
  /**
   * The intent before the motion.
   *
   * @param picture a number that no other picture of this station has
   * @param event such as {@code door-forced 3}, {@code tamper} or {@code tilt}
   */
  record PictureMeant(long picture, String event) implements CameraFact {}

  /**
   * It lies on the station's disk, and the centre alone can open it.
   *
   * @param sha256 of the sealed file, in 64 hex digits
   */
  record PictureKept(long picture, String event, String sha256, long bytes) implements CameraFact {}

  record PictureNotTaken(long picture, String event, String why) implements CameraFact {}

  /**
   * It lies on the disk though nobody waits for it: it came too late, or the journal that told of
   * it was lost. The intent before it is erased.
   */
  record PictureFound(long picture) implements CameraFact {}

  /** It was seen to be gone. */
  record PictureErased(long picture, String why) implements CameraFact {}
}
