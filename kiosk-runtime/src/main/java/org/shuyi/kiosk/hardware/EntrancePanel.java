package org.shuyi.kiosk.hardware;

import java.util.function.Consumer;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.link.Pins.Bias;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;

/** The contacts at a room's entrance. An open one and a wire that is cut look alike. */
final class EntrancePanel {
  private EntrancePanel() {}

  static void watch(
      Pins pins, EntranceWiring wiring, Consumer<Event> events, Consumer<Health> healths) {
    wiring
        .contacts()
        .forEach(
            (contact, input) ->
                pins.watch(
                    input, Bias.UP, (pin, level) -> sensed(contact, pin, level, events, healths)));
  }

  private static void sensed(
      EntranceContact contact,
      int pin,
      Level level,
      Consumer<Event> events,
      Consumer<Health> healths) {
    switch (level) {
      case LOW, HIGH -> {
        healths.accept(new Health.Ready());
        events.accept(new EntranceEvent.ContactChanged(contact, level == Level.HIGH));
      }
      case UNKNOWN -> {
        healths.accept(
            new Health.Degraded(
                "the " + contact.word() + " contact at pin " + pin + " is not seen"));
        events.accept(new EntranceEvent.ContactUnseen(contact));
      }
    }
  }
}
