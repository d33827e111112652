package org.shuyi.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.scenario.Story.Complaint;
import org.shuyi.sim.scenario.Story.Reading;

/** What a story may say, and what a person is told who mistyped. */
class StoryReaderTest {
  private static final String WHY = "# Why it exists. And more.\n\n";

  @Test
  void theFirstParagraphIsTheReasonAndItsFirstSentenceTheTitle() {
    Story story = read("# Why it\n# exists. And more.\n\n# Later.\ntouch door 2\n");
    assertThat(story.title()).isEqualTo("Why it exists");
    assertThat(story.why()).isEqualTo("Why it exists. And more.");
    assertThat(story.sentences())
        .singleElement()
        .satisfies(
            sentence -> {
              assertThat(sentence.note()).isEqualTo("Later.");
              assertThat(sentence.line()).isEqualTo(5);
              assertThat(sentence.words()).isEqualTo("touch door 2");
            });
  }

  @Test
  void anExpectationMayTakeItsTimeAndADeedMayBeDoneAtOnce() {
    var sentences = read(WHY + "screen: attract within 2 min\nat once open door 1\n").sentences();
    assertThat(sentences.get(0).within()).contains(Duration.ofMinutes(2));
    assertThat(sentences.get(1).atOnce()).isTrue();
  }

  @Test
  void aMistypedWordIsNamedWithWhatWasExpectedAndAGuess() {
    assertThat(complaints(WHY + "touch dor 2\n"))
        .singleElement()
        .asString()
        .startsWith("story.txt:3:7: dor is not understood; expected door; or done; or stay")
        .endsWith("(did you mean door?)");
  }

  @Test
  void whatASlotTakesIsListed() {
    assertThat(told(WHY + "touch door 7\n")).contains("expected a door: 1, 2, 3 or 4");
    assertThat(told(WHY + "screen: recipt\n")).contains("(did you mean receipt?)");
    assertThat(told(WHY + "Alicia holds her card\n")).contains("(did you mean Alice?)");
    assertThat(told(WHY + "take \"Moby Dick\"\n")).contains("(did you mean Moby-Dick?)");
    assertThat(told(WHY + "unplug reader2\n")).contains("(did you mean reader-2?)");
  }

  @Test
  void aLineThatEndsTooSoonOrTooLateIsSaid() {
    assertThat(told(WHY + "open door\n"))
        .isEqualTo("story.txt:3:10: the line ends; expected a door: 1, 2, 3 or 4");
    assertThat(told(WHY + "close door 2 quickly\n"))
        .isEqualTo("story.txt:3:14: quickly is not understood; expected nothing more");
  }

  @Test
  void anOpenQuotationMarkIsPointedAt() {
    assertThat(told(WHY + "take \"Moby-Dick\n"))
        .isEqualTo("story.txt:3:6: this text has no second quotation mark");
  }

  @Test
  void everyLineThatIsWrongIsSaidAtOnce() {
    assertThat(complaints(WHY + "touch dor 2\nopen door 1\nclose dor 1\n"))
        .extracting(Complaint::line)
        .containsExactly(3, 5);
  }

  @Test
  void aStoryWithoutAReasonIsRefused() {
    assertThat(told("touch door 2\n")).contains("opens with a comment");
    assertThat(told("# Why.\n")).contains("without a step");
  }

  @Test
  void onlyExpectationsWaitAndOnlyDeedsAreDoneAtOnce() {
    assertThat(told(WHY + "touch door 2 within 3 s\n")).contains("only what is expected");
    assertThat(told(WHY + "at once screen: attract\n")).contains("only what is done");
  }

  @Test
  void everySentenceOfTheLanguageCanBeRead() {
    for (Form form : Phrasebook.FORMS) {
      String line = example(form.written());
      assertThat(StoryReader.read("story.txt", "story", WHY + line + "\n", new Company()))
          .as(line)
          .isInstanceOf(Reading.Read.class);
    }
  }

  /** A sentence of this form: the first of each choice. */
  private static String example(String written) {
    String line = written.replaceAll("(\\w+)/\\w+", "$1");
    for (Slot slot : Slot.values()) {
      String word =
          switch (slot) {
            case BOOK -> "\"Moby-Dick\"";
            case TEXT -> "\"some text\"";
            case COUNT -> "2";
            case TIMES -> "3 times";
            case TIME -> "12 s";
            case ACTOR, DOOR, DEVICE, READER, SCREEN, LOOK ->
                slot.vocabulary(new Company()).getFirst();
            case STATE, SERVING, STAGE, KIND, LANGUAGE -> slot.vocabulary(new Company()).getFirst();
          };
      line = line.replace("<" + slot.name().toLowerCase(Locale.ROOT) + ">", word);
    }
    return line;
  }

  private static Story read(String text) {
    return switch (StoryReader.read("story.txt", "story", text, new Company())) {
      case Reading.Read(Story story) -> story;
      case Reading.Refused(var complaints) -> throw new AssertionError(complaints.toString());
    };
  }

  private static String told(String text) {
    return complaints(text).getFirst().toString();
  }

  private static List<Complaint> complaints(String text) {
    return switch (StoryReader.read("story.txt", "story", text, new Company())) {
      case Reading.Read(Story story) -> List.of();
      case Reading.Refused(var complaints) -> complaints;
    };
  }
}
