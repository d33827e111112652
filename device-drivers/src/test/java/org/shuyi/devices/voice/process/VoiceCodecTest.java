package org.shuyi.devices.voice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
import org.shuyi.devices.voice.process.VoiceCodec.Heard;

class VoiceCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/voice/process/voice.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenLineIsExplained(Vector vector) {
    var explained = VoiceCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
  }

  @Test
  void whatIsWrittenIsAsSpecified() {
    assertThat(VoiceCodec.ping(1)).isEqualTo(Vectors.named(VECTORS, "are you there"));
    assertThat(VoiceCodec.hush(3)).isEqualTo(Vectors.named(VECTORS, "be still"));
    assertThat(VoiceCodec.say(2, "zh-CN", "请关门"))
        .isEqualTo(Vectors.named(VECTORS, "say \"请关门\" (zh-CN)"));
  }

  @Test
  void answersAreReadWithTheirNumbers() {
    assertThat(VoiceCodec.parse(line("here\t7\r\n")))
        .isEqualTo(new Parsed.Frame<Heard>(new Heard.Here(7), 8));
    assertThat(VoiceCodec.parse(line("said\t8\nsaid\t9\n")))
        .isEqualTo(new Parsed.Frame<Heard>(new Heard.Said(8), 7));
    assertThat(VoiceCodec.parse(line("failed\t9\tno sound card\n")))
        .isEqualTo(new Parsed.Frame<Heard>(new Heard.Failed(9, "no sound card"), 23));
    assertThat(VoiceCodec.parse(line("said\t8"))).isEqualTo(new Parsed.More<Heard>());
    assertThat(VoiceCodec.parse(line("ALSA lib pcm.c:2666\n"))).isInstanceOf(Parsed.Noise.class);
    assertThat(VoiceCodec.parse(line("x".repeat(2_000)))).isInstanceOf(Parsed.Noise.class);
  }

  @Test
  void noTextIsAnotherLine() {
    var line = VoiceCodec.say(1, "en", "a\tb\nhush\t2\u0000\u2028c");
    var text = new String(line.toArray(), StandardCharsets.UTF_8);
    assertThat(text).isEqualTo("say\t1\ten\ta b hush 2  c\n");
    assertThat(VoiceCodec.say(1, "en", "书".repeat(5_000)).size()).isLessThan(VoiceCodec.LONGEST);
  }

  @Test
  void anyBytesAreExplainedAndParsed() {
    var random = new Random(20_261_126);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      VoiceCodec.FRAMES.explain(noise);
      VoiceCodec.parse(noise);
    }
  }

  private static Bytes line(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }
}
