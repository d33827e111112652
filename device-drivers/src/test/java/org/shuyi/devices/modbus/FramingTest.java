package org.shuyi.devices.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.modbus.Framing.Answered;

class FramingTest {
  private static final Frames FRAMES = new ModbusFrames();

  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/modbus/modbus.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    assertThat(FRAMES.masked(vector.bytes())).isEqualTo(vector.bytes());
    for (int i = 0; i < vector.bytes().size(); i++) {
      assertThat(FRAMES.explain(vector.bytes().slice(0, i)).ok()).isFalse();
    }
  }

  @Test
  void questionsAreWrittenAsInTheDocuments() {
    asked("01 03 00 00 00 0A C5 CD", 1, new Request.ReadWords(true, 0, 10));
    asked("11 03 00 6B 00 03 76 87", 0x11, new Request.ReadWords(true, 0x6B, 3));
    asked("01 06 00 01 00 03 98 0B", 1, new Request.WriteWord(1, 3));
    asked("01 05 00 00 FF 00 8C 3A", 1, new Request.WriteCoil(0, Request.ON));
    asked("01 02 00 00 00 08 79 CC", 1, new Request.ReadBits(false, 0, 8));
    asked("01 10 00 01 00 02 04 00 0A 01 02 92 30", 1, new Request.WriteWords(1, List.of(10, 258)));
    assertThat(Framing.TCP.frame(7, 1, new Request.WriteCoil(0, Request.ON)))
        .isEqualTo(Bytes.parse("00 07 00 00 00 06 01 05 00 00 FF 00"));
  }

  private static void asked(String hex, int unit, Request request) {
    assertThat(Framing.RTU.frame(0, unit, request)).isEqualTo(Bytes.parse(hex));
  }

  @Test
  void answersAreReadAsInTheDocuments() {
    answered("01 02 01 05 61 8B", new Response.Read(2, Bytes.of(5)));
    answered("01 83 02 C0 F1", new Response.Refused(3, 2));
    answered("01 05 00 00 FF 00 8C 3A", new Response.Wrote(5, 0, 0xFF00));
    answered("01 03 04 00 0A 01 02 5A 60", new Response.Read(3, Bytes.of(0, 10, 1, 2)));
    var words = new Response.Read(3, Bytes.of(0, 10, 1, 2));
    assertThat(words.word(1)).isEqualTo(258);
    assertThat(new Response.Read(2, Bytes.of(5)).bit(2)).isTrue();
    assertThat(new Response.Refused(3, 2).words()).isEqualTo("exception 02: illegal address");
    assertThat(Framing.TCP.parse(Bytes.parse("00 01 00 00 00 03 11 83 02"), 4))
        .isEqualTo(new Parsed.Frame<>(new Answered(1, 0x11, new Response.Refused(3, 2)), 9));
  }

  private static void answered(String hex, Response response) {
    var bytes = Bytes.parse(hex);
    assertThat(Framing.RTU.parse(bytes, 4))
        .isEqualTo(new Parsed.Frame<>(new Answered(0, 1, response), bytes.size()));
    for (int i = 0; i < bytes.size(); i++) {
      assertThat(Framing.RTU.parse(bytes.slice(0, i), 4)).isInstanceOf(Parsed.More.class);
    }
  }

  @Test
  void anAnswerThatDoesNotFitItsQuestionIsNoAnswerToIt() {
    var read = new Request.ReadWords(true, 0, 2);
    assertThat(read.isAnsweredBy(new Response.Read(3, Bytes.of(0, 1, 0, 2)))).isTrue();
    assertThat(read.isAnsweredBy(new Response.Read(3, Bytes.of(0, 1)))).isFalse();
    assertThat(read.isAnsweredBy(new Response.Read(4, Bytes.of(0, 1, 0, 2)))).isFalse();
    assertThat(read.isAnsweredBy(new Response.Refused(3, 4))).isTrue();
    var write = new Request.WriteWords(7, List.of(1, 2));
    assertThat(write.isAnsweredBy(new Response.Wrote(0x10, 7, 2))).isTrue();
    assertThat(write.isAnsweredBy(new Response.Wrote(0x10, 7, 3))).isFalse();
    assertThat(new Request.WriteWord(7, 1).isAnsweredBy(new Response.Wrote(6, 7, 2))).isFalse();
  }

  @Test
  void aDamagedLengthKeepsNobodyWaiting() {
    assertThat(Framing.RTU.parse(Bytes.parse("01 02 F0 05"), 2)).isInstanceOf(Parsed.Noise.class);
    assertThat(Framing.TCP.parse(Bytes.parse("00 01 00 00 00 F3 11 03 F0"), 2))
        .isInstanceOf(Parsed.Noise.class);
  }

  @ParameterizedTest
  @EnumSource(Framing.class)
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits(Framing framing) {
    var random = new Random(20_260_311);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      FRAMES.explain(left);
      while (!left.isEmpty()) {
        int taken =
            switch (framing.parse(left, 8)) {
              case Parsed.Frame<Answered> frame -> frame.size();
              case Parsed.Noise<Answered> noise -> noise.size();
              case Parsed.More<Answered>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }
}
