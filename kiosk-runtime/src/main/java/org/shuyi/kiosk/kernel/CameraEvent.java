package org.shuyi.kiosk.kernel;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What becomes of pictures; the pictures themselves never come here. */
public sealed interface CameraEvent extends Event {
  /**
   * A picture lies sealed on the disk.
   *
   * @param sha256 of the sealed file, in 64 hex digits
   * @param bytes of the sealed file
   */
  record PictureSealed(long picture, String sha256, int bytes) implements CameraEvent {}

  /** There is no picture. */
  record PictureFailed(long picture, String why) implements CameraEvent {}

  /** All that lies in the folder, also what nobody knows of; told when it was tidied. */
  record PicturesSeen(SortedSet<Long> pictures) implements CameraEvent {
    public PicturesSeen {
      pictures = Collections.unmodifiableSortedSet(new TreeSet<>(pictures));
    }
  }
}
