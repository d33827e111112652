package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.ui.Texts;

/** Whatever the kernel shows has words to read and to speak in every language. */
class ScreensSpeakTest {
  private final Texts texts = Texts.bundled();
  private final Set<String> met = new TreeSet<>();

  @Test
  void everyScreenOfABusyDayHasItsWords() {
    borrowing();
    refusing();
    lookingAfter();
    onBattery();
    onPaper();
    assertThat(met)
        .contains(
            "starting",
            "attract",
            "asking",
            "turned-away",
            "choose-door",
            "doors-open",
            "counting",
            "still-there",
            "receipt",
            "out-of-service",
            "service");
  }

  private void borrowing() {
    Tale tale = Tale.inService();
    listen(tale);
    tale.tell(new VisitEvent.CardTapped(Tale.ALICE));
    listen(tale);
    tale.tell(new CentreEvent.PatronAnswered(1, new Verdict.Welcome(1)));
    listen(tale);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(Tale.DOOR_1)));
    listen(tale);
    tale.tell(new ShelfEvent.DoorOpened(Tale.DOOR_1));
    listen(tale);
    tale.closes(Tale.DOOR_1);
    listen(tale);
    tale.counted(Tale.DOOR_1, 3, 9);
    listen(tale);
    tale.after(15_000);
    listen(tale);
    tale.after(7_000);
    listen(tale);
  }

  private void refusing() {
    for (String why : new String[] {"blocked", "expired", "unknown-card", "a reason of tomorrow"}) {
      Tale tale = Tale.inService();
      tale.tell(new VisitEvent.CardTapped(Tale.BOB));
      tale.tell(new CentreEvent.PatronAnswered(1, new Verdict.Refused(why)));
      listen(tale);
    }
    Tale tale = Tale.inService();
    tale.tell(new VisitEvent.CardUnusable("random"));
    listen(tale);
  }

  private void lookingAfter() {
    Tale tale = Tale.inService();
    tale.tell(new ServiceEvent.ServiceBegan("lin", "new lamp", 10));
    listen(tale);
    tale.tell(new ServiceEvent.ServiceEnded("lin"));
    tale.tell(new TimeEvent.Restarted(2, "not ordered"));
    listen(tale);
    for (DoorId door : tale.kiosk.plan().doors().keySet()) {
      tale.tell(lost(Tale.reader(door)));
    }
    tale.tell(lost(Tale.LOCKS));
    listen(tale);
  }

  private void onPaper() {
    for (ReceiptEvent end :
        List.of(
            new ReceiptEvent.Printed(1),
            new ReceiptEvent.NotPrinted(1, true, "out of paper"),
            new ReceiptEvent.NotPrinted(1, false, "the cover is open"))) {
      Tale tale = Tale.inService().tell(new ReceiptEvent.PrinterStands(true));
      tale.tell(new HealthEvent.DeviceChanged(Tale.PRINTER, new DeviceHealth.Ready()));
      tale.admitted(Tale.ALICE, 5).opens(Tale.DOOR_1).closes(Tale.DOOR_1);
      tale.counted(Tale.DOOR_1, 2, 3);
      listen(tale);
      tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Print()));
      listen(tale);
      tale.tell(end);
      listen(tale);
    }
  }

  private void onBattery() {
    Tale tale = Tale.inService().admitted(Tale.ALICE, 5);
    tale.tell(new PowerEvent.SupplyChanged(PowerEvent.Supply.BATTERY));
    listen(tale);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish())).after(12_000);
    listen(tale);
  }

  private static HealthEvent lost(DeviceId device) {
    return new HealthEvent.DeviceChanged(device, new DeviceHealth.Lost("silent"));
  }

  private void listen(Tale tale) {
    Screen screen = tale.kiosk.said().screen().orElseThrow();
    met.add(screen.name());
    for (String language : texts.languages()) {
      hear(language, screen.title());
      hear(language, screen.hint());
      screen.notices().forEach(notice -> hear(language, notice));
      screen.buttons().forEach(button -> hear(language, button.label()));
      screen.lines().forEach(line -> hear(language, line.detail()));
    }
  }

  private void hear(String language, Phrase phrase) {
    Texts.Text text = texts.say(language, phrase);
    assertThat(text.text())
        .as("%s in %s", phrase, language)
        .isNotBlank()
        .doesNotContain(phrase.key());
    assertThat(text.spoken()).as("%s spoken in %s", phrase, language).isNotBlank();
  }
}
