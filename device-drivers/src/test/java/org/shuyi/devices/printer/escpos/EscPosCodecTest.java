package org.shuyi.devices.printer.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.devices.printer.PrinterState.Paper;

class EscPosCodecTest {
  static final String VECTORS = "/org/shuyi/devices/printer/escpos/escpos.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameIsExplained(Vector vector) {
    var explained = EscPosCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void commandsAreThoseOfTheVectors() {
    assertThat(EscPosCodec.INITIALISE).isEqualTo(Vectors.named(VECTORS, "initialise"));
    assertThat(EscPosCodec.CUT).isEqualTo(Vectors.named(VECTORS, "feed and cut"));
    assertThat(EscPosCodec.ask(4)).isEqualTo(Vectors.named(VECTORS, "ask paper"));
    assertThat(receipt("gb18030", 32, "书驿", "1"))
        .isEqualTo(Vectors.named(VECTORS, "a receipt of 2 lines"));
  }

  @Test
  void aStateIsReadFromItsFourAnswers() {
    assertThat(EscPosCodec.state(0x12, 0x12, 0x12, 0x12)).isEqualTo(state(Paper.THERE, false, ""));
    assertThat(EscPosCodec.state(0x12, 0x12, 0x12, 0x1E))
        .isEqualTo(state(Paper.NEAR_END, false, ""));
    assertThat(EscPosCodec.state(0x1A, 0x32, 0x12, 0x7E)).isEqualTo(state(Paper.OUT, false, ""));
    assertThat(EscPosCodec.state(0x1A, 0x16, 0x12, 0x12)).isEqualTo(state(Paper.THERE, true, ""));
    assertThat(EscPosCodec.state(0x1A, 0x52, 0x1A, 0x12).fault()).contains("cutter");
    assertThat(EscPosCodec.state(0x1A, 0x12, 0x12, 0x12).prints()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gb18030", "gbk", "ascii"})
  void noControlCharacterOfATitleGetsIntoAReceipt(String encoding) {
    var nasty = new StringBuilder("a");
    for (int point = 0; point < 0x3000; point++) {
      if (Character.isValidCodePoint(point)) nasty.appendCodePoint(point);
    }
    nasty.append("\u0010\u0004\u0001\u001bp\u0000\ud800\ue000\u2028z");
    var text = text(encoding, 64);
    for (Bytes line : text.printed(List.of(nasty.toString()))) {
      for (int i = 0; i < line.size(); i++) assertThat(line.at(i)).isGreaterThanOrEqualTo(0x20);
    }
  }

  @Test
  void aLongLineIsBrokenByTheWidthOfItsCharacters() {
    assertThat(text("gb18030", 16).printed(List.of("书驿书驿书驿书驿书", "abc", "")))
        .extracting(EscPosCodecTest::read)
        .containsExactly("书驿书驿书驿书驿", "书", "abc", "");
    assertThat(text("gb18030", 16).printed(List.of("0123456789abcdef书")))
        .extracting(EscPosCodecTest::read)
        .containsExactly("0123456789abcdef", "书");
  }

  @Test
  void whatTheEncodingLacksIsAQuestionMark() {
    assertThat(text("ascii", 32).printed(List.of("书a"))).containsExactly(Bytes.of('?', 'a'));
    assertThat(text("gbk", 32).printed(List.of("\ud83d\ude00a")))
        .containsExactly(Bytes.of('?', 'a'));
  }

  @Test
  void noTextSurvivesTheMask() {
    var receipt = receipt("gb18030", 32, "三体 2", "ABC");
    var masked = EscPosCodec.FRAMES.masked(receipt);
    assertThat(masked)
        .isEqualTo(Bytes.parse("1B40 1C26 000000000000 0A 000000 0A 1D564200 1D7201"));
    assertThat(EscPosCodec.FRAMES.explain(masked).what()).isEqualTo("a receipt of 2 lines");
    Chunks.of(receipt)
        .filter(chunks -> chunks.stream().allMatch(chunk -> chunk.size() > 1))
        .forEach(
            chunks ->
                assertThat(
                        chunks.stream()
                            .map(EscPosCodec.FRAMES::masked)
                            .reduce(Bytes.EMPTY, Bytes::plus)
                            .hex())
                    .doesNotContain("4142", "C8FD"));
  }

  @Test
  void anyBytesAreExplainedAndParsed() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      EscPosCodec.FRAMES.explain(noise);
      assertThat(EscPosCodec.FRAMES.masked(noise).size()).isEqualTo(noise.size());
      EscPosCodec.parse(noise);
    }
  }

  private static EscPosText text(String encoding, int columns) {
    return new EscPosText(config(encoding, columns));
  }

  private static Bytes receipt(String encoding, int columns, String... lines) {
    var config = config(encoding, columns);
    return EscPosText.receipt(new EscPosText(config).printed(List.of(lines)), config);
  }

  private static EscPosConfig config(String encoding, int columns) {
    return new EscPosConfig(SomeSettings.of("encoding", encoding, "columns", columns));
  }

  private static String read(Bytes line) {
    return new String(line.toArray(), Charset.forName("GB18030"));
  }

  private static PrinterState state(Paper paper, boolean cover, String fault) {
    return new PrinterState(paper, cover, fault);
  }
}
