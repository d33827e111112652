package org.shuyi.kiosk.host;

import java.nio.file.Path;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.shuyi.kiosk.kernel.CameraEvent;
import org.shuyi.kiosk.kernel.Event;

/** A station without a camera, which still erases what one that was taken out has left. */
record NoCamera(Path folder, Consumer<Event> events) implements Camera {
  @Override
  public void take(long picture) {
    events.accept(new CameraEvent.PictureFailed(picture, "there is no camera"));
  }

  @Override
  public void erase(SortedSet<Long> pictures) {
    PictureFolder.erase(folder, pictures).ifPresent(events);
  }
}
