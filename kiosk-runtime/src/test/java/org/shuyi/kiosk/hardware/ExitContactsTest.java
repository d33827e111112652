package org.shuyi.kiosk.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactChanged;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactUnseen;
import org.shuyi.kiosk.kernel.Event;

/** The contacts of the way out: a wire that is cut never says that it is free. */
class ExitContactsTest {
  private final PaperPins board = new PaperPins();
  private final List<Event> events = new ArrayList<>();
  private final List<Health> healths = new ArrayList<>();

  @Test
  void freeIsWhatIsClosedToGroundAndPressedIsWhatIsOpen() {
    var contacts = Map.of(EntranceContact.EXIT_BUTTON, 14, EntranceContact.EXIT_FREED, 15);
    EntrancePanel.watch(
        board,
        new EntranceWiring(new TreeMap<>(contacts), Optional.empty()),
        events::add,
        new PinHealths(healths::add));
    assertThat(board.watched).containsExactly("14 UP", "15 UP");
    board.say(15, Level.HIGH);
    board.say(15, Level.LOW);
    board.say(14, Level.LOW);
    board.say(14, Level.HIGH);
    board.say(15, Level.UNKNOWN);
    assertThat(events)
        .containsExactly(
            new ContactChanged(EntranceContact.EXIT_FREED, false),
            new ContactChanged(EntranceContact.EXIT_FREED, true),
            new ContactChanged(EntranceContact.EXIT_BUTTON, false),
            new ContactChanged(EntranceContact.EXIT_BUTTON, true),
            new ContactUnseen(EntranceContact.EXIT_FREED));
    assertThat(healths)
        .endsWith(new Health.Degraded("the exit-freed contact at pin 15 is not seen"));
  }
}
