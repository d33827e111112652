package org.shuyi.devices.lock.wjl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
import org.shuyi.devices.lock.wjl.WjlCodec.WjlFrame;

class WjlCodecTest {
  static final String VECTORS = "/org/shuyi/devices/lock/wjl/wjl.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = WjlCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what()).startsWith(vector.meaning().substring(0, 5));
    for (int i = 0; i < vector.bytes().size(); i++) {
      assertThat(WjlCodec.FRAMES.explain(vector.bytes().slice(0, i)).ok()).isFalse();
    }
  }

  @Test
  void whatIsAskedIsWrittenAsInTheDocument() {
    assertThat(WjlCodec.open(1, 1)).isEqualTo(frame("open lock 1 of board 1"));
    assertThat(WjlCodec.open(2, 3)).isEqualTo(frame("open lock 3 of board 2"));
    assertThat(WjlCodec.queryAll(1)).isEqualTo(frame("query all"));
    assertThat(WjlCodec.queryAll(2)).isEqualTo(frame("query all of board 2"));
    assertThat(WjlCodec.query(1, 1)).isEqualTo(frame("query lock 1"));
  }

  @Test
  void whatIsAnsweredIsReadAndWrittenBack() {
    answer("reply: 11", new WjlFrame.Single(1, 1, 0x11));
    answer("reply: 00", new WjlFrame.Single(1, 1, 0));
    answer("reply: address 1", new WjlFrame.Single(1, 1, 0x99));
    answer("reply: all 32 bits set", new WjlFrame.State(1, 0xFFFF_FFFFL));
    answer("reply: all but lock 3", new WjlFrame.State(2, 0xFFFF_FFFBL));
    answer("reply: lock 3 only", new WjlFrame.State(2, 4));
  }

  @Test
  void aStateListsTheBitsByTheirNumbers() {
    assertThat(WjlCodec.FRAMES.explain(frame("reply: lock 3 only")).fields())
        .containsEntry("board", 2)
        .containsEntry("locks", 4L)
        .containsEntry("locksWithOne", List.of(3));
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_260_305);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      WjlCodec.FRAMES.explain(left);
      int size = i % 2 == 0 ? 5 : 8;
      while (!left.isEmpty()) {
        int taken =
            switch (WjlCodec.parse(left, size)) {
              case Parsed.Frame<WjlFrame> frame -> frame.size();
              case Parsed.Noise<WjlFrame> noise -> noise.size();
              case Parsed.More<WjlFrame>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }

  private static void answer(String meaning, WjlFrame frame) {
    Bytes bytes = frame(meaning);
    assertThat(WjlCodec.encode(frame)).isEqualTo(bytes);
    assertThat(WjlCodec.parse(bytes, bytes.size()))
        .isEqualTo(new Parsed.Frame<>(frame, bytes.size()));
  }

  private static Bytes frame(String meaning) {
    return Vectors.named(VECTORS, meaning);
  }
}
