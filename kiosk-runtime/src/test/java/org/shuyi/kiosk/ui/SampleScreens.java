package org.shuyi.kiosk.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Button;
import org.shuyi.kiosk.kernel.Screen.DoorTile;
import org.shuyi.kiosk.kernel.Screen.Line;
import org.shuyi.kiosk.kernel.Screen.Look;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;

/** A screen of every kind, as the kernel would make it. */
final class SampleScreens {
  private static final List<List<String>> TITLES =
      List.of(
          List.of("红楼梦", "呐喊", "城南旧事", "边城", "围城", "骆驼祥子"),
          List.of("小王子", "夏洛的网", "安徒生童话", "爱丽丝漫游奇境"),
          List.of("The Great Gatsby", "Walden", "万历十五年", "乡土中国", "三体"),
          List.of("茶经", "本草纲目", "梦溪笔谈"));
  private static final int[] ITEMS = {12, 7, 9, 3};

  private final String language;

  SampleScreens(String language) {
    this.language = language;
  }

  /** By name, in the order of a visit; {@code ends} is the tick at which those that end do so. */
  SortedMap<String, Screen> all(long ends) {
    var screens = new TreeMap<String, Screen>();
    var finish = new Button(Phrase.of("button.finish"), new Intent.Finish(), true);
    var stay = new Button(Phrase.of("button.stay"), new Intent.Stay(), true);
    screens.put("01-starting", screen("starting", List.of(), List.of(), List.of()));
    screens.put("02-attract", screen("attract", doors(Look.SHUT, false), List.of(), List.of()));
    screens.put(
        "03-attract-degraded",
        with(
            screen("attract", doors(Look.AWAY, false), List.of(), List.of()),
            List.of(
                Phrase.of("notice.offline"),
                Phrase.of("notice.door-away", "3"),
                Phrase.of("notice.device-lost", "reader-3")),
            Optional.empty()));
    screens.put("04-asking", screen("asking", List.of(), List.of(), List.of()));
    for (String reason : PhraseKeys.REASONS) {
      screens.put(
          "05-turned-away-" + reason,
          ending(
              said(
                  screen("turned-away", List.of(), List.of(), List.of()),
                  Phrase.of("turned-away." + reason + ".title"),
                  Phrase.of("turned-away." + reason + ".hint")),
              ends));
    }
    screens.put(
        "06-choose-door",
        said(
            screen("choose-door", doors(Look.SHUT, true), List.of(), List.of(finish)),
            Phrase.of("choose-door.title"),
            Phrase.of("choose-door.may-borrow", "5")));
    screens.put(
        "07-doors-open-unlocked",
        said(
            screen("doors-open", doors(Look.UNLOCKED, true), List.of(), List.of(finish)),
            Phrase.of("doors-open.unlocked.title", "3"),
            Phrase.of("doors-open.unlocked.hint", "3")));
    screens.put(
        "08-doors-open",
        said(
            screen("doors-open", doors(Look.OPEN, true), List.of(), List.of(finish)),
            Phrase.of("doors-open.title", "3"),
            Phrase.of("doors-open.hint", "3")));
    screens.put(
        "09-doors-open-two",
        said(
            screen("doors-open", twoOpen(), lines(2), List.of(finish)),
            Phrase.of("doors-open.title", "1, 3"),
            Phrase.of("doors-open.hint", "3")));
    screens.put(
        "10-counting", screen("counting", doors(Look.COUNTING, false), List.of(), List.of()));
    screens.put(
        "11-choose-again",
        said(
            screen("choose-door", doors(Look.SHUT, true), lines(3), List.of(finish)),
            Phrase.of("choose-door.title"),
            Phrase.of("choose-door.may-borrow", "1")));
    screens.put(
        "12-still-there",
        ending(
            screen(
                "still-there",
                doors(Look.SHUT, false),
                List.of(),
                List.of(stay, new Button(Phrase.of("button.finish"), new Intent.Finish(), false))),
            ends));
    screens.put(
        "13-receipt", ending(screen("receipt", List.of(), lines(4), List.of(finish)), ends));
    screens.put(
        "14-receipt-long", ending(screen("receipt", List.of(), lines(12), List.of(finish)), ends));
    var print = new Button(Phrase.of("button.print"), new Intent.Print(), false);
    screens.put(
        "14-receipt-to-print",
        ending(screen("receipt", List.of(), lines(4), List.of(finish, print)), ends));
    screens.put(
        "15-receipt-nothing",
        ending(
            said(
                screen("receipt", List.of(), List.of(), List.of(finish)),
                Phrase.of("receipt.nothing.title"),
                Phrase.of("receipt.nothing.hint")),
            ends));
    screens.put(
        "16-out-of-service",
        said(
            screen("out-of-service", List.of(), List.of(), List.of()),
            Phrase.of("out-of-service.title"),
            Phrase.of("out-of-service.hint")));
    screens.put(
        "17-service",
        said(
            screen("service", List.of(), List.of(), List.of()),
            Phrase.of("service.title"),
            Phrase.of("service.reason", "更换 3 号门天线")));
    returns(screens, finish, ends);
    rooms(screens);
    strips(screens, ends);
    return screens;
  }

  /** What a reading room with a door and a gate shows besides, and a station on wheels. */
  private void rooms(SortedMap<String, Screen> screens) {
    screens.put("23-entrance-open", screen("entrance-open", List.of(), List.of(), List.of()));
    screens.put("24-gate-sorry", screen("gate-sorry", List.of(), List.of(), List.of()));
    screens.put(
        "25-attract-noticing",
        with(
            screen("attract", doors(Look.SHUT, false), List.of(), List.of()),
            List.of(Phrase.of("notice.exit"), Phrase.of("notice.full"), Phrase.of("notice.camera")),
            Optional.empty()));
    screens.put(
        "26-between-stops",
        said(
            screen("out-of-service", List.of(), List.of(), List.of()),
            Phrase.of("out-of-service.title"),
            Phrase.of("out-of-service.no-stop")));
    screens.put(
        "28-outbox-full",
        said(
            screen("out-of-service", List.of(), List.of(), List.of()),
            Phrase.of("out-of-service.title"),
            Phrase.of("out-of-service.outbox")));
    screens.put(
        "27-fire",
        with(
            screen("emergency", List.of(), List.of(), List.of()),
            List.of(Phrase.of("notice.exit")),
            Optional.empty()));
  }

  /** What a station with a return slot shows besides, and one whose lights are dim. */
  private void returns(SortedMap<String, Screen> screens, Button finish, long ends) {
    var again = new Intent.ReturnBook();
    var invites = new Button(Phrase.of("button.return-book"), again, true);
    var attract = screen("attract", doors(Look.AJAR, false), List.of(), List.of(invites));
    screens.put("18-attract-return-slot", attract);
    screens.put(
        "19-intake-open",
        ending(
            screen(
                "intake-open",
                List.of(),
                List.of(new Line("returned", "城南旧事", Phrase.of("line.returned"))),
                List.of(finish, new Button(Phrase.of("button.take-in"), again, false))),
            ends));
    screens.put("20-intake-busy", screen("intake-busy", List.of(), List.of(), List.of()));
    screens.put(
        "21-intake-take",
        ending(
            said(
                screen("intake-take", List.of(), List.of(), List.of(finish)),
                Phrase.of("intake-take.title"),
                Phrase.of("intake-take.two-items")),
            ends));
    screens.put("22-attract-dim", attract.dimmed(true));
  }

  /** What a station with a magnetic unit shows besides. */
  private void strips(SortedMap<String, Screen> screens, long ends) {
    var lines = List.of(new Line("loaned", "红楼梦", Phrase.of("line.loaned", "2026-10-28")));
    var laid = new Button(Phrase.of("button.laid-on"), new Intent.LaidOn(), true);
    var back = new Button(Phrase.of("button.put-back"), new Intent.Finish(), false);
    screens.put(
        "28-magnet-lay-on",
        ending(
            said(
                screen("magnet-lay-on", List.of(), lines, List.of(laid, back)),
                Phrase.of("magnet-lay-on.title"),
                Phrase.of("magnet-lay-on.hint", "红楼梦")),
            ends));
    screens.put("29-magnet-busy", screen("magnet-busy", List.of(), lines, List.of()));
  }

  private Screen screen(String name, List<DoorTile> doors, List<Line> lines, List<Button> more) {
    return new Screen(
        name,
        language,
        Phrase.of(name + ".title"),
        Phrase.of(name + ".hint"),
        doors,
        lines,
        more,
        List.of(),
        false,
        Optional.empty());
  }

  private static Screen said(Screen on, Phrase title, Phrase hint) {
    return new Screen(
        on.name(),
        on.language(),
        title,
        hint,
        on.doors(),
        on.lines(),
        on.buttons(),
        on.notices(),
        on.offline(),
        on.endsAt());
  }

  private static Screen ending(Screen on, long ends) {
    return with(on, on.notices(), Optional.of(ends));
  }

  private static Screen with(Screen on, List<Phrase> notices, Optional<Long> ends) {
    return new Screen(
        on.name(),
        on.language(),
        on.title(),
        on.hint(),
        on.doors(),
        on.lines(),
        on.buttons(),
        notices,
        !notices.isEmpty(),
        ends);
  }

  private static List<DoorTile> doors(Look third, boolean offered) {
    var tiles = new ArrayList<DoorTile>();
    for (int i = 0; i < 4; i++) {
      Look look = i == 2 ? third : Look.SHUT;
      tiles.add(
          new DoorTile(
              new DoorId(Integer.toString(i + 1)),
              look,
              ITEMS[i],
              TITLES.get(i),
              offered && look == Look.SHUT));
    }
    return tiles;
  }

  private static List<DoorTile> twoOpen() {
    var tiles = new ArrayList<>(doors(Look.OPEN, false));
    tiles.set(0, new DoorTile(new DoorId("1"), Look.OPEN, 12, TITLES.get(0), false));
    tiles.set(1, new DoorTile(new DoorId("2"), Look.COUNTING, 7, TITLES.get(1), false));
    return tiles;
  }

  private static List<Line> lines(int count) {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < count; i++) {
      lines.add(
          switch (i % 4) {
            case 0 -> new Line("loaned", "红楼梦", Phrase.of("line.loaned", "2026-10-28"));
            case 1 -> new Line("loaned", "The Great Gatsby", Phrase.of("line.loaned-days", "30"));
            case 2 -> new Line("returned", "城南旧事", Phrase.of("line.returned"));
            default -> new Line("unclear", "乡土中国", Phrase.of("line.unclear"));
          });
    }
    return lines;
  }
}
