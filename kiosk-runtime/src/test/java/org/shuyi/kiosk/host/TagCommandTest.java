package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TagCommandTest {
  /** GOST R ISO 28560-2-2014, annex D. */
  private static final String BOOK =
      "91 00 05 1C BE 99 1A 14 02 01 D0 14 02 04 B3 46 07 44 1C B6 E2 E3 35 D6 83 02 07 AC C0 9E BA"
          + " A0 6F 6B 00 00";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... words) {
    return new CommandLine(new TagCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private int run(String line) {
    return run(line.split(" ", -1));
  }

  private JsonNode json() {
    try {
      return new ObjectMapper().readTree(out.toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(out.toString(), e);
    }
  }

  @Test
  void aBookIsExplainedElementByElement() {
    assertThat(run("decode " + BOOK)).isZero();

    var tag = json();
    assertThat(tag.path("model").asText()).isEqualTo("28560-2");
    assertThat(tag.path("itemId").asText()).isEqualTo("123456789012");
    assertThat(tag.path("owner").asText()).isEqualTo("US-InU-Mu");
    assertThat(tag.path("parts").toString()).isEqualTo("{\"part\":3,\"of\":12}");
    assertThat(tag.path("check").toString())
        .isEqualTo(
            "{\"name\":\"content"
                + " parameter\",\"found\":\"3,4,6\",\"expected\":\"3,4,6\",\"ok\":true}");
    assertThat(tag.path("elements").findValuesAsText("oid"))
        .containsExactly("1", "2", "4", "6", "3");
    assertThat(tag.path("notes").size()).isZero();
  }

  @Test
  void hexIsTakenInOnePieceAndInAnyCase() {
    assertThat(run("decode", "9100051cbe991a14")).isZero();
    assertThat(json().path("itemId").asText()).isEqualTo("123456789012");
  }

  @Test
  void aBlankTagIsEmpty() {
    assertThat(run("decode 00000000")).isZero();
    assertThat(json().path("model").asText()).isEqualTo("empty");
  }

  @Test
  void aForeignTagIsUnknownWithTheReasonAndExitCodeOne() {
    assertThat(run("decode E1 40 0D 01 03 0B D1 01")).isEqualTo(1);
    assertThat(json().path("model").asText()).isEqualTo("unknown");
    assertThat(json().path("why").asText()).contains("byte 0: found OID 1");
  }

  @Test
  void aDamagedByteIsNamedWithItsBlock() {
    assertThat(run("decode " + BOOK.replace("14 02 04 B3", "14 44 04 B3"))).isZero();

    var note = json().path("notes").path(0);
    assertThat(json().path("intact").asBoolean()).isFalse();
    assertThat(note.path("weight").asText()).isEqualTo("damage");
    assertThat(note.path("offset").asInt()).isEqualTo(11);
    assertThat(note.path("block").asInt()).isEqualTo(2);
  }

  @Test
  void aWrongCrcIsShownAsFoundAndExpected() {
    run("decode 11010131 31323233 33343400 00000000 00000052 3E444537 30350000 00000000");

    assertThat(json().path("model").asText()).isEqualTo("28560-3");
    assertThat(json().path("doubtful").asBoolean()).isTrue();
    assertThat(json().path("check").path("found").asText()).isEqualTo("52 3E");
    assertThat(json().path("check").path("expected").asText()).isEqualTo("51 3E");
  }

  @Test
  void legacyContentsAreReadByThisToolEverywhere() {
    run("decode 04110000 323030393031303130313233 00000000 FFFFFFFF 7FFFFFFF00000000");

    assertThat(json().path("model").asText()).isEqualTo("legacy-3m");
    assertThat(json().path("itemId").asText()).isEqualTo("200901010123");
  }

  @Test
  void marksAreJudgedTogether() {
    run("decode 00000000 --afi C2 --eas on");

    assertThat(json().path("marks").path("afi").path("onTag").asInt()).isEqualTo(0xC2);
    assertThat(json().path("marks").path("verdict").asText()).startsWith("AFI and EAS disagree");
  }

  @Test
  void aTagIsLaidOutWithItsLocks() {
    int code =
        run(
            "encode --model 28560-2 --pii 123456789012 --owner US-InU-Mu --set 3/12 --shelf"
                + " QA268.L55 --lock 1,3");

    assertThat(code).isZero();
    assertThat(json().path("hex").asText()).isEqualTo(BOOK);
    assertThat(json().path("lock").path("map").asText()).isEqualTo("ll....lll");
    assertThat(json().path("clear").asText()).isEqualTo("blocks 9 to 27");
  }

  @Test
  void whatIsEncodedIsDecodedAgain() {
    run(
        "encode",
        "--model",
        "28560-2",
        "--pii",
        "A0012345",
        "--owner",
        "CN-440100-1-GZL",
        "--title",
        "𠮷野 红楼梦",
        "--set",
        "1/1",
        "--usage",
        "10",
        "--blocks",
        "28");
    var hex = json().path("hex").asText();
    out.getBuffer().setLength(0);

    assertThat(run("decode", hex)).isZero();
    assertThat(json().path("title").asText()).isEqualTo("𠮷野 红楼梦");
    assertThat(json().path("usage").path("says").asText()).isEqualTo("circulating");
    assertThat(json().path("notes").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decode 123 | 3 hex digits, expected two for each byte",
        "decode 12 3G | 'G' at digit 4, expected hex digits",
        "decode | Missing required parameter: 'HEX'",
        "decode 00 --afi 7 | --afi '7', expected two hex digits",
        "decode 00 --eas maybe | --eas 'maybe', expected on or off",
        "decode 00 --block-size 0 | --block-size 0, expected 1 to 32",
        "encode --model 28560-9 --pii 1 | model '28560-9' is not known, expected 28560-2",
        "encode --model 28560-3 --pii 1 | model 28560-3 is read, not written; expected 28560-2",
        "encode --pii 1 | Missing required option: '--model=MODEL'",
        "encode --model 28560-2 --pii 12 --set 3 | --set '3', expected N/M such as 3/12",
        "encode --model 28560-2 --pii 12 --set 3/2 | --set: part 3 of 2",
        "encode --model 28560-2 --pii 12 --usage 1 | OID 5 (type of usage) is \"1\", expected one"
            + " byte",
        "encode --model 28560-2 --pii 12 --owner GZ_L | OID 3 (owner institution) holds U+005F",
        "encode --model 28560-2 --pii 12 --blocks 300 | 300 blocks, expected 1 to 256",
        "encode --model 28560-2 --pii ABCDEFGHIJKLMNOP --blocks 2 | the elements take 12 bytes, the"
            + " tag has 8",
        "encode --model 28560-2 --pii 12 --lock 3 | OID 3 (owner institution) is to be locked, but"
            + " is not given",
        "encode --model 28560-2 --pii 12 --element 40=x | OID 40, expected 0 to 26",
        "encode --model 28560-2 --pii 12 --element 1=x | OID 1 is given twice",
        "encode --model 28560-2 --pii 12 --title \uFFFD | --title lost letters on its way here",
        "frobnicate | Unmatched argument at index 0: 'frobnicate'"
      })
  void badInputIsRefusedWithTheReason(String line, String why) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(err.toString()).contains(why).doesNotContain("Exception", "\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpExplainsEachWord() {
    for (var line : List.of("--help", "decode --help", "encode --help"))
      assertThat(run(line)).isZero();

    assertThat(out.toString())
        .contains("Exit code", "user memory from block 0", "OID 4, part N of M", "Example:");
    assertThat(err.toString()).isEmpty();
  }
}
