package org.shuyi.kiosk.ui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The last frames on a device's line; answers at once, from any thread. */
public interface FrameTrace {
  /** At most {@code newest} frames, the newest last; none for a name that no device has. */
  List<TracedFrame> frames(String device, int newest);

  /**
   * All that is kept of its line, as text to be taken away and replayed; nothing for a name that no
   * device has.
   */
  Optional<String> text(String device);

  /**
   * One frame.
   *
   * @param sent to the device, else received from it
   * @param hex its bytes with what could name a person masked, such as {@code 02 00 0E ·· ·· B6}
   * @param words what it says, or empty
   */
  record TracedFrame(Instant at, boolean sent, String hex, String words) {}
}
