package org.shuyi.kiosk.kernel.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Button;
import org.shuyi.kiosk.kernel.Screen.Line;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.intake.Intake.Company;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.kernel.visit.Visit.Handed;

/** What whoever stands at the return slot reads: one thing to do at a time. */
public final class IntakeScreens {
  static final String NOTHING = "nothing";

  /** Why something lies in the gate again, where there are words for it. */
  private static final List<String> REASONS =
      List.of(
          "no-tag",
          "two-tags",
          "two-items",
          "foreign",
          "unreadable",
          "not-ours",
          "no-room",
          "unclear");

  private IntakeScreens() {}

  /** Empty where the return slot has nothing to say to anybody. */
  public static Optional<Screen> of(Kiosk kiosk) {
    if (!isInFront(kiosk)) return Optional.empty();
    Intake intake = kiosk.fittings().intake();
    boolean mayFinish = intake.company() == Company.HERE;
    return switch (intake.stage()) {
      case Stage.Idle idle -> Optional.empty();
      case Stage.Farewell farewell ->
          Optional.of(plain("intake-done", List.of(finish(true)), farewell.until(), kiosk));
      case Stage.GateOpen open -> Optional.of(open(open, kiosk));
      case Stage.ToTake take -> take(take, kiosk);
      case Stage.Blocked blocked when blocked.isLeft() -> Optional.empty();
      case Stage.Blocked blocked ->
          Optional.of(plain("intake-blocked", List.of(finish(false)), kiosk));
      case Stage.Stopped stopped ->
          SlotHealth.isAttended(kiosk) ? Optional.of(stopped(stopped, kiosk)) : Optional.empty();
      case Stage busy ->
          Optional.of(plain("intake-busy", mayFinish ? List.of(finish(false)) : List.of(), kiosk));
    };
  }

  /** The button by which the gate is opened, where it may be. */
  public static List<Button> invitation(Kiosk kiosk, boolean primary) {
    return SlotHealth.invites(kiosk)
        ? List.of(new Button(Phrase.of("button.return-book"), new Intent.ReturnBook(), primary))
        : List.of();
  }

  /** What does not work now. */
  public static List<Phrase> notices(Kiosk kiosk) {
    return SlotHealth.trouble(kiosk).stream()
        .map(why -> Phrase.of("notice.intake." + why.key()))
        .toList();
  }

  /** A card that was tapped, and a receipt that is read, come before the gate. */
  private static boolean isInFront(Kiosk kiosk) {
    return switch (kiosk.visits().now()) {
      case Visit.Nobody nobody -> true;
      case Visit.Greeted greeted -> true;
      case Visit.Inside inside -> !(kiosk.fittings().intake().stage() instanceof Stage.Farewell);
      case Visit.Asking asking -> false;
      case Visit.TurnedAway away -> false;
      case Visit.Leaving leaving -> false;
    };
  }

  private static Screen open(Stage.GateOpen open, Kiosk kiosk) {
    return screen(
        "intake-open",
        Phrase.of(open.nothing() ? "intake-open.nothing" : "intake-open.hint"),
        List.of(
            finish(true), new Button(Phrase.of("button.take-in"), new Intent.ReturnBook(), false)),
        Optional.of(open.until()),
        kiosk);
  }

  private static Optional<Screen> take(Stage.ToTake take, Kiosk kiosk) {
    if (take.isLeft()) return Optional.empty();
    String hint = REASONS.contains(take.why()) ? "intake-take." + take.why() : "intake-take.hint";
    return Optional.of(
        screen(
            "intake-take",
            Phrase.of(hint),
            List.of(finish(false)),
            Optional.of(take.until()),
            kiosk));
  }

  private static Screen stopped(Stage.Stopped stopped, Kiosk kiosk) {
    Optional<String> obstacle = SlotHealth.obstacle(kiosk);
    var buttons = new ArrayList<Button>();
    if (stopped.byPerson() && obstacle.isEmpty()) {
      buttons.add(new Button(Phrase.of("button.go-on"), new Intent.ReturnBook(), true));
    }
    buttons.add(finish(false));
    boolean hand = obstacle.equals(Optional.of("hand"));
    String hint = hand ? "intake-stopped.hand" : "intake-stopped.hint";
    return screen("intake-stopped", Phrase.of(hint), buttons, Optional.empty(), kiosk);
  }

  private static Screen plain(String name, List<Button> buttons, Kiosk kiosk) {
    return screen(name, Phrase.of(name + ".hint"), buttons, Optional.empty(), kiosk);
  }

  private static Screen plain(String name, List<Button> buttons, long until, Kiosk kiosk) {
    return screen(name, Phrase.of(name + ".hint"), buttons, Optional.of(until), kiosk);
  }

  private static Screen screen(
      String name, Phrase hint, List<Button> buttons, Optional<Long> endsAt, Kiosk kiosk) {
    boolean offline = !kiosk.devices().online();
    return new Screen(
        name,
        kiosk.visits().language(),
        Phrase.of(name + ".title"),
        hint,
        List.of(),
        lines(kiosk.fittings().intake()),
        buttons,
        notices(offline, kiosk),
        offline,
        endsAt);
  }

  /** A card begins nothing while somebody who showed none stands at the gate. */
  private static List<Phrase> notices(boolean offline, Kiosk kiosk) {
    var notices = new ArrayList<Phrase>();
    if (offline) notices.add(Phrase.of("notice.offline"));
    boolean anonymous = !(kiosk.visits().now() instanceof Visit.Inside);
    if (anonymous && SlotHealth.isAttended(kiosk)) {
      notices.add(Phrase.of("notice.intake.card-later"));
    }
    return notices;
  }

  private static List<Line> lines(Intake intake) {
    return intake.handed().values().stream().map(IntakeScreens::line).toList();
  }

  private static Line line(Handed handed) {
    String kind = handed.kind() == Handed.Kind.RETURNED ? "returned" : "unclear";
    Item item = handed.item();
    String title = item.title().isEmpty() ? item.barcode() : item.title();
    return new Line(kind, title, Phrase.of("line." + kind));
  }

  private static Button finish(boolean primary) {
    return new Button(Phrase.of("button.finish"), new Intent.Finish(), primary);
  }
}
