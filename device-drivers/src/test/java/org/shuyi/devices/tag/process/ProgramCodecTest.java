package org.shuyi.devices.tag.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;

class ProgramCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/process/process.vectors";
  private static final Bytes UID = Bytes.parse("E004010012345678");

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenLineIsExplained(Vector vector) {
    boolean good = !vector.meaning().startsWith("must be refused");
    var explained = ProgramCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isEqualTo(good);
    if (good) {
      assertThat(explained.what().startsWith("reply"))
          .isEqualTo(vector.meaning().startsWith("{\"to\""));
      assertThat(vector.bytes()).isEqualTo(bytes(vector.meaning() + "\n"));
    }
    int bytes = explained.parts().stream().mapToInt(part -> part.bytes().size()).sum();
    assertThat(bytes).isEqualTo(vector.bytes().size());
  }

  @Test
  void whatIsAskedIsWrittenAsInTheReadMe() {
    Stream.of(
            new Question.Ping(),
            new Question.Hello(),
            new Question.Antenna(1),
            new Question.Inventory(),
            new Question.AboutTag(UID),
            new Question.ReadBlocks(UID, 0, 2),
            new Question.WriteBlocks(UID, 4, 4, Bytes.parse("30303031")),
            new Question.AskAfi(UID),
            new Question.WriteAfi(UID, 0xC2),
            new Question.AskDsfid(UID),
            new Question.WriteDsfid(UID, 6),
            new Question.SetEas(UID, true),
            new Question.AskAlarm(UID))
        .forEach(
            question ->
                assertThat(vectors().map(Vector::bytes)).contains(ProgramCodec.encode(question)));
  }

  @Test
  void everyAnswerIsReadAndEveryBeginningOfItWaitsForMore() {
    vectors()
        .filter(vector -> vector.meaning().startsWith("{\"to\""))
        .forEach(
            vector -> {
              int size = vector.bytes().size();
              assertThat(ProgramCodec.parse(vector.bytes().plus(0x7B)))
                  .isInstanceOfSatisfying(
                      Parsed.Frame.class, frame -> assertThat(frame.size()).isEqualTo(size));
              for (int i = 0; i < size; i++) {
                assertThat(ProgramCodec.parse(vector.bytes().slice(0, i)))
                    .isInstanceOf(Parsed.More.class);
              }
            });
  }

  @Test
  void whatAnSdkPrintsIsNoAnswerAndNotDamagedEither() {
    for (String printed : new String[] {"\n", "[SDK] init ok\r\n", "{}\n", "{\"to\":\"ping\"}\n"}) {
      assertThat(ProgramCodec.parse(bytes(printed)))
          .isEqualTo(new Parsed.Frame<>(Reply.PRINTED, printed.length()));
    }
  }

  @Test
  void whatAnSdkPrintsBeforeAnAnswerDoesNotHideItAndInsideItDamagesIt() {
    String ping = "{\"to\":\"ping\",\"crc\":\"73C887F6\"}";
    assertThat(read("[SDK] 50% " + ping + "\r\n").to()).isEqualTo("ping");
    var damaged = bytes(ping.replace("ping", "pi[SDK] 51%ng") + "\n");
    assertThat(ProgramCodec.parse(damaged))
        .isEqualTo(new Parsed.Noise<>(damaged.size(), "the check is wrong"));
  }

  @Test
  void aLineWithoutAnEndIsBounded() {
    var endless = Bytes.copyOf(new byte[ProgramCodec.LONGEST]);
    assertThat(ProgramCodec.parse(endless.from(1))).isInstanceOf(Parsed.More.class);
    assertThat(ProgramCodec.parse(endless)).isInstanceOf(Parsed.Noise.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "{\"a\":1.5}",
        "{\"a\":1e3}",
        "{\"a\":01}",
        "{\"a\":null}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1}x",
        "[1]",
        "{\"a\":[[[1]]]}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12G4\"}",
        "{\"a\":1234567890123456789}",
        "{\"a\":\"\t\"}",
        "{\"a\":-}"
      })
  void whatTheProtocolDoesNotHaveIsRefused(String text) {
    assertThat(Json.object(text)).isEmpty();
  }

  @Test
  void anObjectIsReadWithItsEscapesListsAndNumbers() {
    var read = Json.object(" { \"a\" : \"\\u4e66\\n\" , \"b\" : [ 1 , -2 ] , \"c\" : { } } ");
    assertThat(read.orElseThrow().toString())
        .isEqualTo("{a=书\n, b=[1, -2], c=Members[members={}]}");
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      if (i % 2 == 0 && noise.size() > 30) {
        // With a check that fits, so that what lies behind it is tried as well.
        noise = ProgramCodec.line(text(noise.slice(0, noise.size() - 19)));
      }
      ProgramCodec.FRAMES.explain(noise);
      switch (ProgramCodec.parse(noise)) {
        case Parsed.Frame<Reply>(Reply reply, int size) -> {
          assertThat(size).isBetween(1, noise.size());
          reply.parts("tags");
          reply.bytes("uid");
          reply.number("afi", 0, 255);
        }
        case Parsed.Noise<Reply>(int size, String why) ->
            assertThat(size).isBetween(1, noise.size());
        case Parsed.More<Reply>() -> {}
      }
    }
  }

  private static Reply read(String line) {
    return switch (ProgramCodec.parse(bytes(line))) {
      case Parsed.Frame<Reply>(Reply reply, int size) -> reply;
      case Parsed.Noise<Reply> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<Reply> more -> throw new AssertionError(more.toString());
    };
  }

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }
}
