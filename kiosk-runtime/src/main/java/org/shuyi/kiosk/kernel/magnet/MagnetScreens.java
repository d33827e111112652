package org.shuyi.kiosk.kernel.magnet;

import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Button;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.visit.Visit;

/** What a patron reads whose items have a strip: one item to lay on the unit at a time. */
public final class MagnetScreens {
  private MagnetScreens() {}

  /** Empty where nothing is to be done with what this visit has taken. */
  public static Optional<Screen> of(Visit.Inside inside, List<Screen.Line> lines, Kiosk kiosk) {
    if (!Magnetising.isBusy(kiosk, inside.number())) return Optional.empty();
    return Optional.of(
        Magnetising.toLayOn(kiosk, inside.number())
            .map(waiting -> layOn(waiting.task(), lines, kiosk))
            .orElseGet(() -> busy(lines, kiosk)));
  }

  private static Screen layOn(Task.ToLayOn task, List<Screen.Line> lines, Kiosk kiosk) {
    Item item = task.item();
    String title = item.title().isEmpty() ? item.barcode() : item.title();
    return screen(
        "magnet-lay-on",
        Phrase.of("magnet-lay-on.hint", title),
        lines,
        List.of(
            new Button(Phrase.of("button.laid-on"), new Intent.LaidOn(), true),
            new Button(Phrase.of("button.put-back"), new Intent.Finish(), false)),
        Optional.of(task.until()),
        kiosk);
  }

  private static Screen busy(List<Screen.Line> lines, Kiosk kiosk) {
    Phrase hint = Phrase.of("magnet-busy.hint");
    return screen("magnet-busy", hint, lines, List.of(), Optional.empty(), kiosk);
  }

  private static Screen screen(
      String name,
      Phrase hint,
      List<Screen.Line> lines,
      List<Button> buttons,
      Optional<Long> endsAt,
      Kiosk kiosk) {
    boolean offline = !kiosk.devices().online();
    return new Screen(
        name,
        kiosk.visits().language(),
        Phrase.of(name + ".title"),
        hint,
        List.of(),
        lines,
        buttons,
        offline ? List.of(Phrase.of("notice.offline")) : List.of(),
        offline,
        endsAt);
  }
}
