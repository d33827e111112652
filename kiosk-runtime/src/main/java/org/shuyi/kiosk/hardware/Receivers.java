package org.shuyi.kiosk.hardware;

import org.shuyi.devices.position.PositionNotice;
import org.shuyi.devices.position.PositionNotice.Position;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.PlaceEvent;

/**
 * What a receiver of position says, in the kernel's words. It is asked nothing: it says it again.
 */
final class Receivers {
  private Receivers() {}

  static Event event(PositionNotice notice) {
    return switch (notice) {
      case PositionNotice.Changed(Position.Heard heard) ->
          new PlaceEvent.PositionHeard(
              heard.latitude(), heard.longitude(), heard.metres(), heard.satellites());
      case PositionNotice.Changed(Position.Unknown(String why)) -> new PlaceEvent.PositionLost(why);
    };
  }
}
