package org.shuyi.sim.station;

import java.util.function.Consumer;
import org.shuyi.kiosk.host.Camera;
import org.shuyi.kiosk.kernel.Event;

/** Makes the camera of one life of a station, which tells its events there. */
public interface CameraMaker {
  Camera make(Consumer<Event> events);
}
