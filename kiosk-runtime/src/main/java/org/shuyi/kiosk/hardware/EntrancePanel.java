package org.shuyi.kiosk.hardware;

import java.util.function.Consumer;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.link.Pins.Bias;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;

/**
 * The contacts at a room's entrance. An open one and a wire that is cut look alike, and both say
 * what is not as it should be: somebody passes, the gate rings, or the way out is not free.
 */
final class EntrancePanel {
  private EntrancePanel() {}

  static void watch(Pins pins, EntranceWiring wiring, Consumer<Event> events, PinHealths healths) {
    wiring
        .contacts()
        .forEach(
            (contact, input) ->
                pins.watch(
                    input, Bias.UP, (pin, level) -> sensed(contact, pin, level, events, healths)));
  }

  private static void sensed(
      EntranceContact contact, int pin, Level level, Consumer<Event> events, PinHealths healths) {
    String what = "the " + contact.word() + " contact at pin " + pin;
    switch (level) {
      case LOW, HIGH -> {
        healths.well(what);
        events.accept(new EntranceEvent.ContactChanged(contact, level == active(contact)));
      }
      case UNKNOWN -> {
        healths.unseen(what);
        events.accept(new EntranceEvent.ContactUnseen(contact));
      }
    }
  }

  /** That the way out is free has to be proven: this one is closed to ground when it is. */
  private static Level active(EntranceContact contact) {
    return contact == EntranceContact.EXIT_FREED ? Level.LOW : Level.HIGH;
  }
}
