package org.shuyi.kiosk.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the touch screen shows, as a value: keys and arguments, no sentence. The ui turns it into
 * texts and speech of the visit's language.
 *
 * @param name which screen, such as {@code attract} or {@code receipt}; also the key of its texts
 * @param language a language tag such as {@code zh-CN}
 * @param doors every door that patrons may know of, in the order of labels
 * @param lines what was lent and returned, on the screens that tell it
 * @param notices what does not work now
 * @param endsAt the tick at which the screen goes on by itself, or empty
 * @param dim whether nobody is expected, so that little light will do; any touch makes it bright
 */
public record Screen(
    String name,
    String language,
    Phrase title,
    Phrase hint,
    List<DoorTile> doors,
    List<Line> lines,
    List<Button> buttons,
    List<Phrase> notices,
    boolean offline,
    Optional<Long> endsAt,
    boolean dim) {
  /** A bright one. */
  public Screen(
      String name,
      String language,
      Phrase title,
      Phrase hint,
      List<DoorTile> doors,
      List<Line> lines,
      List<Button> buttons,
      List<Phrase> notices,
      boolean offline,
      Optional<Long> endsAt) {
    this(name, language, title, hint, doors, lines, buttons, notices, offline, endsAt, false);
  }

  public Screen {
    doors = List.copyOf(doors);
    lines = List.copyOf(lines);
    buttons = List.copyOf(buttons);
    notices = List.copyOf(notices);
  }

  /** The same, dim or bright. */
  public Screen dimmed(boolean now) {
    return new Screen(
        name, language, title, hint, doors, lines, buttons, notices, offline, endsAt, now);
  }

  /** The same with one more notice behind the others. */
  public Screen noticing(Phrase notice) {
    var all = Stream.concat(notices.stream(), Stream.of(notice)).toList();
    return new Screen(
        name, language, title, hint, doors, lines, buttons, all, offline, endsAt, dim);
  }

  /** A key of the catalogue with its arguments in order. */
  public record Phrase(String key, List<String> arguments) {
    public Phrase {
      arguments = List.copyOf(arguments);
    }

    public static Phrase of(String key, String... arguments) {
      return new Phrase(key, List.of(arguments));
    }
  }

  /**
   * A door as a patron sees it.
   *
   * @param items how many items lie behind it, as last counted
   * @param titles some of their titles, at most six
   * @param offered whether a touch may ask for it now
   */
  public record DoorTile(DoorId door, Look look, int items, List<String> titles, boolean offered) {
    public DoorTile {
      titles = List.copyOf(titles);
    }
  }

  /** How a door looks on the screen. */
  public enum Look {
    SHUT,
    UNLOCKED,
    OPEN,
    /** Its latch is closed and the door is not: open it, and shut it again. */
    AJAR,
    COUNTING,
    AWAY
  }

  /**
   * One line of a receipt.
   *
   * @param kind {@code loaned}, {@code returned} or {@code unclear}
   * @param title the item's title, or its barcode where it has none
   * @param detail due date, days, or what is wrong
   */
  public record Line(String kind, String title, Phrase detail) {}

  /** A touch that this screen offers; one of them at most is the primary one. */
  public record Button(Phrase label, VisitEvent.Intent intent, boolean primary) {}
}
