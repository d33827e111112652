package org.shuyi.kiosk.host;

import org.shuyi.kiosk.ui.DeviceViews;
import org.shuyi.kiosk.ui.FrameTrace;

/** All devices of a running station: an edge that is started, looked at and closed as one. */
public interface Wires extends Edge, DeviceViews, FrameTrace, AutoCloseable {
  /** Those of this machine: a thread and a line for each device, the pins of its board. */
  static Wires ofThisMachine() {
    return new LineEdge();
  }

  /** Lets every device speak from now on. */
  void start();

  /** Ends every device; safe to call twice. */
  @Override
  void close();
}
