package org.shuyi.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.ui.Texts.Text;

/** The catalogue says everything that the kernel and the pages ask of it, in every language. */
class TextsTest {
  private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:-[a-z]+)*(?:\\.[a-z-]+)+\\.?)\"");
  private final Texts texts = Texts.bundled();

  @Test
  void everyKeyHasATextAndASpokenFormInEveryLanguageAndNothingElseIsThere() {
    for (String language : texts.languages()) {
      var wanted = new TreeSet<String>();
      PhraseKeys.ALL.keySet().forEach(key -> wanted.addAll(List.of(key, key + ".spoken")));
      assertThat(texts.entries(language).keySet()).as(language).isEqualTo(wanted);
      assertThat(texts.entries(language).values()).as(language).noneMatch(String::isBlank);
    }
  }

  @Test
  void everyKeySaysItsArgumentsAndLeavesNoBrace() {
    for (String language : texts.languages()) {
      PhraseKeys.ALL.forEach(
          (key, count) -> {
            String[] arguments = {"7", "8"};
            Text said = texts.say(language, Phrase.of(key, Arrays.copyOf(arguments, count)));
            for (String form : List.of(said.text(), said.spoken())) {
              assertThat(form).as(language + " " + key).isNotBlank().doesNotContain("{", "}");
            }
          });
    }
  }

  @Test
  void noTextHasAnApostropheThatTheFormatOrAChineseFontWouldSpoil() {
    for (String language : texts.languages()) {
      assertThat(texts.entries(language).values()).noneMatch(t -> t.matches(".*['’].*"));
    }
  }

  @Test
  void everyScreenOfAVisitIsWhollySaidAndSpokenInEveryLanguage() {
    for (String language : texts.languages()) {
      new SampleScreens(language)
          .all(1000)
          .forEach((name, screen) -> assertThat(blanks(screen)).as(language + name).isEmpty());
    }
  }

  /** One that shows neither doors nor buttons would be half empty without. */
  @Test
  void everyScreenWithNothingToTouchHasAPicture() throws IOException {
    String drawn;
    try (var in = Texts.class.getResourceAsStream("touch/motifs.js")) {
      drawn = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    var bare = new TreeSet<String>();
    for (Screen screen : new SampleScreens("en").all(1000).values()) {
      if (screen.doors().isEmpty() && screen.buttons().isEmpty()) bare.add(screen.name());
    }
    assertThat(bare).hasSizeGreaterThan(5).allMatch(name -> pictured(drawn, name));
  }

  private static boolean pictured(String drawn, String name) {
    return drawn.contains("\n  " + name + ": ") || drawn.contains("\n  '" + name + "': ");
  }

  private List<String> blanks(Screen screen) {
    var view = ScreenView.of("start", true, texts, new LatestScreen.Shown(1, 1, 0, screen), 0);
    var said = new TreeMap<String, Text>();
    said.put("title", view.title());
    said.put("hint", view.hint());
    view.doors().forEach(d -> said.put("door " + d.door(), d.label()));
    view.doors().forEach(d -> said.put("look " + d.door(), d.lookText()));
    view.doors().forEach(d -> said.put("items " + d.door(), d.itemsText()));
    view.lines().forEach(l -> said.put("kind " + l.title(), l.kindText()));
    view.lines().forEach(l -> said.put("detail " + l.title(), l.detail()));
    view.buttons().forEach(b -> said.put("button " + b.intent().intent(), b.label()));
    view.notices().forEach(n -> said.put("notice " + n.text(), n));
    assertThat(view.spoken()).isNotBlank();
    return said.entrySet().stream()
        .filter(e -> e.getValue().text().isBlank() || e.getValue().spoken().isBlank())
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  /** The kernel may know nothing of the catalogue, so its sources are read here. */
  @Test
  void everyKeyThatTheKernelWritesIsInTheCatalogue() throws IOException {
    var used = new TreeSet<String>();
    var kernel =
        Path.of(
            System.getProperty("shuyi.home"), "kiosk-runtime/src/main/java/org/shuyi/kiosk/kernel");
    try (var files = Files.walk(kernel)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Screens.java")).toList()) {
        var keys = KEY.matcher(Files.readString(file));
        while (keys.find()) used.add(keys.group(1));
      }
    }
    assertThat(used).contains("choose-door.title", "receipt.nothing", "notice.offline");
    assertThat(used)
        .allMatch(key -> PhraseKeys.ALL.keySet().stream().anyMatch(known -> begins(known, key)));
  }

  /** The kernel writes a whole key, or one that it completes by {@code .title} or a reason. */
  private static boolean begins(String known, String written) {
    return known.equals(written)
        || known.startsWith(written.endsWith(".") ? written : written + ".");
  }

  @Test
  void theReadmeBesideTheTextsListsEveryKey() throws IOException {
    try (var in = Texts.class.getResourceAsStream("texts/README.md")) {
      assertThat(in).isNotNull();
      String readme = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var listed =
          Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\d?) \\|")
              .matcher(readme)
              .results()
              .collect(
                  Collectors.toMap(
                      row -> row.group(1),
                      row -> row.group(2).isEmpty() ? 0 : Integer.parseInt(row.group(2)),
                      (a, b) -> a,
                      TreeMap::new));
      assertThat(listed).isEqualTo(PhraseKeys.ALL);
    }
  }

  @Test
  void aReasonThatOnlyTheCentreKnowsFallsBackToWhatFitsAll() {
    assertThat(texts.say("en", Phrase.of("turned-away.moon-phase.hint")))
        .isEqualTo(texts.say("en", Phrase.of("turned-away.hint")));
  }

  @Test
  void aKeyThatExistsNowhereIsEmptyAndDoesNotThrow() {
    assertThat(texts.say("en", Phrase.of("nowhere"))).isEqualTo(new Text("", ""));
  }

  @Test
  void aLanguageWithoutTextsIsSaidInTheFirst() {
    assertThat(texts.say("fr", Phrase.of("attract.title")).text()).isEqualTo("请刷读者证");
  }

  @Test
  void doorsDatesNumbersAndDevicesAreMadeReadable() {
    assertThat(text("en", "doors-open.title", "3")).isEqualTo("Door 3 is open");
    assertThat(text("en", "doors-open.title", "1, 2, 4")).isEqualTo("Doors 1, 2 and 4 are open");
    assertThat(text("zh-CN", "doors-open.title", "1, 3")).isEqualTo("1、3 号门已开");
    assertThat(text("en", "line.loaned", "2026-10-28")).isEqualTo("Due October 28, 2026");
    assertThat(text("zh-CN", "line.loaned", "2026-10-28")).isEqualTo("请于2026年10月28日前归还");
    assertThat(text("en", "line.loaned", "2026-13-99")).isEqualTo("Due 2026-13-99");
    assertThat(text("en", "line.loaned-days", "1")).isEqualTo("For 1 day");
    assertThat(text("en", "line.loaned-days", "30")).isEqualTo("For 30 days");
    assertThat(text("en", "notice.device-lost", "reader-2"))
        .isEqualTo("Not working now: book sensor 2");
    assertThat(text("en", "notice.device-lost", "odd thing"))
        .isEqualTo("Not working now: odd thing");
  }

  @Test
  void bracesAndQuotesInAnArgumentStayWhatTheyAre() {
    assertThat(text("en", "out-of-service.reason", "back at {0} o'clock"))
        .isEqualTo("back at {0} o'clock");
  }

  private String text(String language, String key, String argument) {
    return texts.say(language, Phrase.of(key, argument)).text();
  }
}
