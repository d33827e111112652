package org.shuyi.kiosk.ui;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every key of the catalogue with the number of its arguments; the one list that kernel, texts and
 * {@code texts/README.md} are held together by.
 */
public final class PhraseKeys {
  /** Screens by name; each has {@code <name>.title} and {@code <name>.hint}. */
  public static final List<String> SCREENS =
      List.of(
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
          "emergency",
          "service",
          "intake-open",
          "intake-busy",
          "intake-take",
          "intake-blocked",
          "intake-stopped",
          "intake-done",
          "entrance-open",
          "gate-sorry",
          "magnet-lay-on",
          "magnet-busy");

  /** Why somebody is turned away; each has {@code turned-away.<reason>.title} and {@code .hint}. */
  public static final List<String> REASONS =
      List.of(
          "unknown-card",
          "blocked",
          "expired",
          "offline-stranger",
          "unusable-card",
          "no-answer",
          "no-door",
          "busy",
          "full",
          "entrance-closed",
          "entrance-away");

  /** Key to number of arguments. */
  public static final SortedMap<String, Integer> ALL = all();

  private PhraseKeys() {}

  private static SortedMap<String, Integer> all() {
    var keys = new TreeMap<String, Integer>();
    for (String screen : SCREENS) {
      keys.put(screen + ".title", screen.equals("doors-open") ? 1 : 0);
      keys.put(screen + ".hint", List.of("doors-open", "magnet-lay-on").contains(screen) ? 1 : 0);
    }
    for (String reason : REASONS) {
      keys.put("turned-away." + reason + ".title", 0);
      keys.put("turned-away." + reason + ".hint", 0);
    }
    for (String plain :
        List.of(
            "choose-door.returns-only",
            "choose-door.no-more",
            "out-of-service.after-emergency",
            "out-of-service.power",
            "out-of-service.outbox",
            "out-of-service.no-stop",
            "out-of-service.stop-closed",
            "receipt.nothing.title",
            "receipt.nothing.hint",
            "receipt.unclear.hint",
            "button.print",
            "receipt.printing.hint",
            "receipt.printed.hint",
            "receipt.no-paper.hint",
            "receipt.not-printed.hint",
            "paper.title",
            "paper.foot",
            "button.finish",
            "button.stay",
            "button.language",
            "notice.offline",
            "notice.power",
            "notice.camera",
            "notice.uv",
            "notice.uv-soon",
            "notice.full",
            "notice.exit",
            "line.returned",
            "line.unclear",
            "line.over-limit",
            "line.not-for-loan",
            "line.not-offline",
            "line.not-lent",
            "line.unasked",
            "line.magnetic",
            "line.maybe-silent",
            "kind.loaned",
            "kind.returned",
            "kind.unclear",
            "look.shut",
            "look.unlocked",
            "look.open",
            "look.ajar",
            "look.counting",
            "look.away",
            "device.locks",
            "device.card",
            "device.scanner",
            "device.printer",
            "page.demo",
            "page.lost",
            "page.lost-hint",
            "page.sound-on",
            "page.sound-off",
            "intake-open.nothing",
            "intake-take.no-tag",
            "intake-take.two-tags",
            "intake-take.two-items",
            "intake-take.foreign",
            "intake-take.unreadable",
            "intake-take.not-ours",
            "intake-take.no-room",
            "intake-take.unclear",
            "intake-stopped.hand",
            "button.return-book",
            "button.take-in",
            "button.go-on",
            "button.laid-on",
            "button.put-back",
            "notice.intake.away",
            "notice.intake.emergency-stop",
            "notice.intake.jam",
            "notice.intake.stopped",
            "notice.intake.blocked",
            "notice.intake.card-later",
            "notice.intake.left",
            "notice.intake.bins-full",
            "notice.intake.bin-missing",
            "notice.intake.astray",
            "announce.fire",
            "announce.hand-in-slot",
            "announce.lamp",
            "announce.door-left-open",
            "announce.not-serving")) {
      keys.put(plain, 0);
    }
    for (String withOne :
        List.of(
            "paper.station",
            "paper.time",
            "choose-door.may-borrow",
            "doors-open.title.several",
            "doors-open.ajar.title",
            "doors-open.ajar.title.several",
            "doors-open.ajar.hint",
            "doors-open.unlocked.title",
            "doors-open.unlocked.title.several",
            "doors-open.unlocked.hint",
            "out-of-service.reason",
            "service.reason",
            "button.open-door",
            "notice.door-away",
            "notice.device-lost",
            "line.loaned",
            "line.loaned-days",
            "door.label",
            "door.items",
            "device.reader")) {
      keys.put(withOne, 1);
    }
    for (String withTwo : List.of("list.two", "list.more")) {
      keys.put(withTwo, 2);
    }
    return Collections.unmodifiableSortedMap(keys);
  }
}
