package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.devices.Bytes;
import picocli.CommandLine;

class FramesCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anUnlockIsPrintedAsOnTheWireAndAsPeopleCount() {
    assertThat(run("decode", "lock.kerong", "02", "05", "31", "03", "3B")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " ")).contains("\"address\": 5, \"lock\": 6,");
    assertThat(json().path("what").asText()).isEqualTo("unlock lock 6 of board 0");
    assertThat(json().path("check").toString())
        .isEqualTo("{\"name\":\"sum8\",\"found\":\"3B\",\"expected\":\"3B\",\"ok\":true}");
    assertThat(json().path("parts").size()).isEqualTo(5);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tag.feig | 06 00 B0 01 5C 63 | reply to ISO command: status 01, no tag
          tag.feig | 07FFB001001C56 | inventory
          lock.wjl | 8A:02:03:11:9A | open lock 3 of board 2
          code.serial | 41,0D | code A
          card.feig | 05 FF 65 E5 CB | software version
          printer.escpos | 10 04 04 | ask paper
          card.sdt | AA AA AA 96 69 00 03 20 01 22 | find a card
          card.pcsc | 65 00 00 00 00 00 01 00 00 00 | ask whether a card is there
          code.evdev | 000000000000000000000000000000000000000000000000 | sync
          climate.ds18b20 | 3F | ask for the temperature
          climate.sht3x | 3F | ask for the air
          dispenser.crt | F2 00 00 03 43 31 30 03 B0 | status
          power.megatec | 51 31 0D | ask how it stands
          """)
  void everyKindIsUnderstoodHoweverItsHexIsWritten(String id, String hex, String what) {
    assertThat(run("decode", id, hex)).isZero();
    assertThat(json().path("what").asText()).isEqualTo(what);
    assertThat(json().path("id").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02 05 31 03 3C", "02 05", "FF", "02 05 77 03 00", "02 05 31 03 3B 00"})
  void aDamagedOrUnknownFrameIsExplainedByteByByte(String hex) {
    assertThat(run("decode", "lock.kerong", hex)).isEqualTo(1);
    assertThat(json().path("ok").asBoolean()).isFalse();
    assertThat(json().path("what").asText()).isNotBlank();
    int explained = 0;
    for (JsonNode part : json().path("parts")) {
      explained += Bytes.parse(part.path("bytes").asText()).size();
    }
    assertThat(explained).isEqualTo(Bytes.parse(hex).size());
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lock.wjl | 8A 01 02 03 | head: open, board 1, lock 2, the beginning of a part that is cut off
          lock.wjl | 80 01 | head: question or answer, board 1
          lock.kerong | 02 05 31 | head, address: board 0, lock 6, command: unlock
          """)
  void aFrameThatIsCutOffIsToldAsFarAsItGoes(String id, String hex, String meanings) {
    assertThat(run("decode", id, hex)).isEqualTo(1);
    assertThat(json().path("what").asText()).startsWith("cut off: ");
    assertThat(json().path("parts").findValuesAsText("meaning"))
        .isEqualTo(List.of(meanings.split(", (?!lock 6)")));
  }

  @Test
  void aFalseCheckIsNamedWithWhatWasFoundAndExpected() {
    run("decode", "lock.kerong", "02 05 31 03 3C");
    assertThat(json().path("check").toString())
        .isEqualTo("{\"name\":\"sum8\",\"found\":\"3C\",\"expected\":\"3B\",\"ok\":false}");
  }

  @Test
  void anUnknownIdIsAnsweredWithTheKnownOnes() {
    assertThat(run("decode", "lock.nobody", "00")).isEqualTo(2);
    assertThat(err.toString()).contains(String.join(", ", Wiring.frames().keySet()));
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"decode", "decode lock.kerong", "decode lock.kerong 0", "decode tag.feig x"})
  void aWrongQuestionIsTwoAndNeverAStackTrace(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains("Usage").doesNotContain("Exception", "\tat ");
  }

  @Test
  void aQuestionWithoutItsVerbIsTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("missing: decode");
  }

  @Test
  void aTraceIsExplainedMomentByMoment() throws Exception {
    var trace =
        """
        trace 1
        device locks
        kind lock.kerong
        line /dev/shuyi/locks 19200 8N1
        began 2026-03-01T08:00:00Z
        0 up
        3 > 02 05 31 03 3B
        4021 down it has vanished
        """;
    Path file = Files.writeString(folder.resolve("locks.trace"), trace);
    assertThat(run("read", file.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            locks  lock.kerong  /dev/shuyi/locks 19200 8N1  2026-03-01T08:00:00Z
                   0  the line came up
                   3  > unlock lock 6 of board 0  [02 05 31 03 3B]
                4021  the line went down: it has vanished
            """);
    Files.writeString(file, trace.replace("3B", "3C"));
    assertThat(run("read", file.toString())).isEqualTo(1);
    Files.writeString(file, trace.replace("trace 1", "trace"));
    assertThat(run("read", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("locks.trace:1: \"trace\", expected trace 1");
    assertThat(run("read", folder.resolve("none").toString())).isEqualTo(2);
  }

  @Test
  void whateverIsTypedIsAnswered() {
    var random = new Random(20_260_306);
    for (int i = 0; i < 500; i++) {
      var bytes = new byte[1 + random.nextInt(24)];
      random.nextBytes(bytes);
      for (String id : Wiring.frames().keySet()) {
        assertThat(run("decode", id, Bytes.copyOf(bytes).toString())).isBetween(0, 1);
      }
    }
    assertThat(err.toString()).isEmpty();
  }

  private int run(String... words) {
    return new CommandLine(new FramesCommand(Wiring.frames()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private JsonNode json() {
    try {
      return new ObjectMapper().readTree(out.toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(out.toString(), e);
    }
  }
}
