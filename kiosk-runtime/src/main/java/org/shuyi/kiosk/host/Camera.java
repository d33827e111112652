package org.shuyi.kiosk.host;

import java.util.SortedSet;

/** Takes pictures, seals them, and erases them; what becomes of it is told as events. */
public interface Camera extends AutoCloseable {
  /** A station without one: nothing is asked of it. */
  Camera NONE =
      new Camera() {
        @Override
        public void take(long picture) {}

        @Override
        public void erase(SortedSet<Long> pictures) {}
      };

  /** Answered by one of {@code PictureSealed} and {@code PictureFailed}. */
  void take(long picture);

  /** Erases these and no other; answered by {@code PicturesSeen} of all that lies there then. */
  void erase(SortedSet<Long> pictures);

  @Override
  default void close() {}
}
