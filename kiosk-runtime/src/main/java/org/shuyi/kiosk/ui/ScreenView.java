package org.shuyi.kiosk.ui;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.ui.Texts.Text;

/**
 * A screen as the touch API tells it: every phrase a ready text, every touch a ready intent, so
 * that a page need know no word and no rule.
 *
 * @param start changes with each start of the program
 * @param number of this screen, rising by one with each change since the start
 * @param endsInMillis until the screen goes on by itself, at the moment of telling
 * @param endsAfterMillis the same at the moment it was first shown
 * @param spoken what a voice says when the screen appears
 * @param page the words of the page itself, by key without {@code page.}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScreenView(
    String start,
    long number,
    String name,
    String language,
    Text title,
    Text hint,
    List<DoorView> doors,
    List<LineView> lines,
    List<ButtonView> buttons,
    List<Text> notices,
    boolean offline,
    boolean dim,
    boolean demo,
    @Nullable Long endsInMillis,
    @Nullable Long endsAfterMillis,
    String spoken,
    PageWords page) {

  record DoorView(
      String door,
      Text label,
      String look,
      Text lookText,
      int items,
      Text itemsText,
      List<String> titles,
      boolean offered,
      TouchIntent intent) {}

  record LineView(String kind, Text kindText, String title, Text detail) {}

  record ButtonView(Text label, TouchIntent intent, boolean primary) {}

  record PageWords(Text demo, Text lost, Text lostHint, Text soundOn, Text soundOff) {}

  static ScreenView of(
      String start, boolean demo, Texts texts, LatestScreen.Shown shown, long ticks) {
    Screen screen = shown.screen();
    var words = new Words(texts, screen.language());
    Text title = words.say(screen.title());
    Text hint = words.say(screen.hint());
    return new ScreenView(
        start,
        shown.number(),
        screen.name(),
        screen.language(),
        title,
        hint,
        screen.doors().stream().map(tile -> door(words, tile)).toList(),
        screen.lines().stream().map(line -> line(words, line)).toList(),
        Stream.concat(
                screen.buttons().stream().map(button -> button(words, button)),
                texts.languages().stream()
                    .filter(language -> !language.equals(screen.language()))
                    .map(language -> language(texts, language)))
            .toList(),
        screen.notices().stream().map(words::say).toList(),
        screen.offline(),
        screen.dim(),
        demo,
        screen.endsAt().map(end -> Math.max(0, end - ticks)).orElse(null),
        screen.endsAt().map(end -> Math.max(0, end - shown.endsSince())).orElse(null),
        Stream.of(title, hint).map(Text::spoken).reduce("", (a, b) -> (a + " " + b).strip()),
        new PageWords(
            words.say("page.demo"),
            words.say("page.lost"),
            words.say("page.lost-hint"),
            words.say("page.sound-on"),
            words.say("page.sound-off")));
  }

  /** Every other language of the catalogue, by its own name. */
  private static ButtonView language(Texts texts, String language) {
    return new ButtonView(
        texts.say(language, Phrase.of("button.language")),
        TouchIntent.of(new VisitEvent.Intent.Speak(language)),
        false);
  }

  private static DoorView door(Words words, Screen.DoorTile tile) {
    String look = look(tile.look());
    return new DoorView(
        tile.door().label(),
        words.say("door.label", tile.door().label()),
        look,
        words.say("look." + look),
        tile.items(),
        words.say("door.items", Integer.toString(tile.items())),
        tile.titles(),
        tile.offered(),
        TouchIntent.of(new VisitEvent.Intent.OpenDoor(tile.door())));
  }

  private static LineView line(Words words, Screen.Line line) {
    return new LineView(
        line.kind(), words.say("kind." + line.kind()), line.title(), words.say(line.detail()));
  }

  private static ButtonView button(Words words, Screen.Button button) {
    return new ButtonView(
        words.say(button.label()), TouchIntent.of(button.intent()), button.primary());
  }

  private static String look(Screen.Look look) {
    return switch (look) {
      case SHUT -> "shut";
      case UNLOCKED -> "unlocked";
      case OPEN -> "open";
      case AJAR -> "ajar";
      case COUNTING -> "counting";
      case AWAY -> "away";
    };
  }

  /** The catalogue in one language. */
  private record Words(Texts texts, String language) {
    Text say(Phrase phrase) {
      return texts.say(language, phrase);
    }

    Text say(String key, String... arguments) {
      return say(Phrase.of(key, arguments));
    }
  }
}
