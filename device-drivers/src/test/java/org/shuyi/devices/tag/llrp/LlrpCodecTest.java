package org.shuyi.devices.tag.llrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.tag.llrp.LlrpCodec.Event;
import org.shuyi.devices.tag.llrp.LlrpCodec.Read;
import org.shuyi.devices.tag.llrp.LlrpCodec.Tag;

class LlrpCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/llrp/llrp.vectors";
  private static final Bytes EPC = Bytes.parse("3005FB63AC1F3841EC880467");

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenMessageIsExplainedToItsLastByte(Vector vector) {
    var explained = LlrpCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    int bytes = explained.parts().stream().mapToInt(part -> part.bytes().size()).sum();
    assertThat(bytes).isEqualTo(vector.bytes().size());
    assertThat(explained.parts()).noneMatch(part -> part.meaning().startsWith("parameter "));
    assertThat(message(vector.bytes()).encoded()).isEqualTo(vector.bytes());
  }

  /**
   * The toolkit reads: events of ROSpecs, of the buffer and of the reader on, keep-alive each
   * 10,000 ms, nothing held; antenna 3; ROSpec 9 without triggers of its own, antenna 3 for 200 ms,
   * session 0, 32 tags, reported at the end of the AISpec; AccessSpec 1 once in ROSpec 9, tags
   * whose bank 1 from bit 32 is that EPC, 32 words of bank 3 from word 0.
   */
  @Test
  void whatIsAskedIsWhatTheToolkitReads() {
    var confirmed =
        vectors().filter(vector -> vector.mark().startsWith("recomputed")).map(Vector::bytes);
    assertThat(confirmed)
        .containsExactly(
            new LlrpMessage(1, 2, LlrpCodec.generalCapabilities()).encoded(),
            new LlrpMessage(3, 3, LlrpCodec.settings(10_000)).encoded(),
            new LlrpMessage(2, 4, LlrpCodec.antennaProperties(3)).encoded(),
            new LlrpMessage(20, 7, LlrpCodec.inventory(9, 3, 200, 32)).encoded(),
            new LlrpMessage(40, 10, LlrpCodec.read(9, EPC, 0, 32)).encoded(),
            new LlrpMessage(42, 11, LlrpCodec.accessSpec()).encoded());
  }

  @Test
  void severalMessagesInOneGoAreExplainedOneByOne() {
    var frame = named("ENABLE_ROSPEC").plus(named("START_ROSPEC"));
    var explained = LlrpCodec.FRAMES.explain(frame);
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo("ENABLE_ROSPEC; START_ROSPEC");
    assertThat(LlrpCodec.FRAMES.explain(frame.slice(0, 26)).what())
        .isEqualTo("cut off: 26 of 28 bytes");
  }

  @Test
  void aReportTellsTheTagsWhateverTheLengthOfTheirEpc() {
    assertThat(LlrpCodec.tags(message(vectors().toList().get(1).bytes())))
        .hasValueSatisfying(
            tags ->
                assertThat(tags)
                    .containsExactly(
                        new Tag(OptionalLong.empty(), 1, Optional.empty(), EPC, Optional.empty())));
    var whole =
        Bytes.parse(
            "00F0 002D 00F1 000E 0040 E004010000001000 89 00000007 81 0002 88 0003 8C 2507"
                + "015D 000D 00 0001 0002 01020304");
    assertThat(LlrpCodec.tags(new LlrpMessage(LlrpMessage.REPORT, 1, whole)))
        .hasValueSatisfying(
            tags ->
                assertThat(tags)
                    .containsExactly(
                        new Tag(
                            OptionalLong.of(7),
                            2,
                            Optional.of(Bytes.parse("2507")),
                            Bytes.parse("E004010000001000"),
                            Optional.of(new Read(0, Bytes.parse("01020304"))))));
  }

  @Test
  void aReportThatContradictsItselfHasNoTags() {
    for (String body :
        new String[] {
          "00F0 0010 00F1 000E 0060 E00401000000", "00F0 0022 8D", "00F0 0007 81 0001", "00F0 0003"
        }) {
      assertThat(LlrpCodec.tags(new LlrpMessage(LlrpMessage.REPORT, 1, Bytes.parse(body))))
          .as(body)
          .isEmpty();
    }
  }

  @Test
  void eventsTellTheEndOfAnOrderAndWhatIsInItsWay() {
    assertThat(event("0080 000C 0000000000000001 00F9 000D 01 00000007 00000000"))
        .isEqualTo(new Event.Ended(7));
    assertThat(event("00F9 000D 00 00000007 00000000")).isEqualTo(new Event.Began(7));
    assertThat(event("00F9 000D 02 00000007 00000008")).isEqualTo(new Event.Preempted(7));
    assertThat(event("00FB 0004")).isEqualTo(new Event.Trouble("the reader lost reports"));
    assertThat(event("00FC 0008 0002 4142")).isEqualTo(new Event.Trouble("the reader is not well"));
    assertThat(event("0100 0006 0002")).isEqualTo(new Event.NotConnected(2));
    assertThat(event("0100 0006 0000")).isEqualTo(new Event.Other());
    assertThat(event("00F9")).isEqualTo(new Event.Other());
  }

  @Test
  void anAntennaIsDisconnectedWhereTheReaderSaysSo() {
    // Of an Impinj reader, in sllurp's tests: antenna 1 is connected, antenna 2 is not.
    var answer =
        new LlrpMessage(
            12, 3, Bytes.parse("011F0008 00000000 00DD0009 80 0001 0000 00DD0009 00 0002 0000"));
    assertThat(LlrpCodec.isDisconnected(answer, 1)).isFalse();
    assertThat(LlrpCodec.isDisconnected(answer, 2)).isTrue();
    assertThat(LlrpCodec.isDisconnected(answer, 3)).isFalse();
    assertThat(LlrpCodec.ok(answer)).isTrue();
  }

  @Test
  void everyBeginningOfAMessageWaitsForMore() {
    Bytes frame = vectors().toList().get(1).bytes();
    for (int i = 0; i < frame.size(); i++) {
      assertThat(LlrpMessage.parse(frame.slice(0, i))).isInstanceOf(Parsed.More.class);
    }
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    int messages = 0;
    for (int i = 0; i < 40_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      if (i % 2 == 0 && noise.size() > LlrpMessage.HEADER) {
        // With a length that fits, so that what lies behind it is tried as well.
        int type = i % 4 == 0 ? LlrpMessage.REPORT : LlrpMessage.EVENT;
        noise = new LlrpMessage(type, i, noise.from(LlrpMessage.HEADER)).encoded();
      }
      LlrpCodec.FRAMES.explain(noise);
      assertThat(LlrpCodec.FRAMES.masked(noise)).isEqualTo(noise);
      switch (LlrpMessage.parse(noise)) {
        case Parsed.Frame<LlrpMessage>(LlrpMessage message, int size) -> {
          messages++;
          assertThat(size).isBetween(LlrpMessage.HEADER, noise.size());
          LlrpCodec.tags(message);
          LlrpCodec.event(message);
          LlrpCodec.status(message);
          LlrpCodec.antennas(message);
          LlrpCodec.isDisconnected(message, 1);
        }
        case Parsed.Noise<LlrpMessage>(int size, String why) ->
            assertThat(size).isBetween(1, noise.size());
        case Parsed.More<LlrpMessage>() -> {}
      }
    }
    assertThat(messages).isGreaterThan(15_000);
  }

  private static Event event(String body) {
    var data = LlrpParameter.of(LlrpCodec.EVENT_DATA, Bytes.parse(body));
    return LlrpCodec.event(new LlrpMessage(LlrpMessage.EVENT, 1, data));
  }

  private static Bytes named(String meaning) {
    return Vectors.named(VECTORS, meaning);
  }

  private static LlrpMessage message(Bytes frame) {
    return switch (LlrpMessage.parse(frame)) {
      case Parsed.Frame<LlrpMessage>(LlrpMessage message, int size) -> message;
      case Parsed.Noise<LlrpMessage> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<LlrpMessage> more -> throw new AssertionError(more.toString());
    };
  }
}
