package org.shuyi.devices.code.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.code.CodeNotice.CodeScanned;

class ScannerDriverTest {
  private static final Bytes CODE = Bytes.parse("52 30 30 30 31 32 33 0D");
  private static final CodeScanned SCANNED = new CodeScanned("R000123");

  private final Bench<CodeCommand, CodeNotice> bench =
      new Bench<>(new ScannerDriver(new ScannerConfig(SomeSettings.of())));

  @BeforeEach
  void up() {
    bench.up();
  }

  @ParameterizedTest
  @MethodSource("org.shuyi.devices.code.serial.ScannerCodecTest#vectors")
  void everyChunkingOfAScanIsOneCode(Vector vector) {
    Chunks.of(vector.bytes())
        .forEach(
            chunks -> {
              bench.pass(2_000);
              chunks.forEach(bench::hear);
              assertThat(bench.noticed())
                  .containsExactly(new CodeScanned(vector.meaning().substring("code ".length())));
            });
  }

  @Test
  void theSameCodeWithinTwoSecondsIsOneScan() {
    bench.hear(CODE.plus(CODE));
    bench.pass(1_999).hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED);
    bench.pass(2_000).hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED);
    assertThat(bench.counted("repeated")).isEqualTo(2);
  }

  @Test
  void anotherCodeInBetweenIsToldAndSoIsTheFirstAgain() {
    bench.hear(CODE).hear("41 0D").hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED, new CodeScanned("A"), SCANNED);
  }

  @Test
  void theSameCodeIsToldAgainAfterForget() {
    bench.hear(CODE).want(new CodeCommand.Forget()).hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED, SCANNED);
  }

  @Test
  void aCodeThatBreaksOffIsDroppedAndTheNextIsWhole() {
    bench.hear("52 30 30").pass(500).hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED);
    assertThat(bench.counted("bytesDropped")).isEqualTo(3);
  }

  @Test
  void garbageIsRefusedAndCounted() {
    bench.hear("00 FF 12 0D").hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED);
    assertThat(bench.counted("refused")).isEqualTo(1);
  }

  @Test
  void aStreamWithoutEndFillsNothing() {
    for (int i = 0; i < 1_000; i++) bench.hear(Bytes.copyOf(new byte[100]));
    assertThat(bench.noticed()).isEmpty();
    assertThat(bench.counted("refused")).isGreaterThan(100);
  }

  @Test
  void itIsReadyWhileItsLineIsUp() {
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    bench.hear("52 30").down();
    assertThat(bench.driver.health()).isInstanceOf(Health.Lost.class);
    bench.up().hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED);
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(19);
    for (int i = 0; i < 20_000; i++) bench.hear(Chunks.spoiled(CODE, random));
    bench.pass(5_000).noticed();
    bench.hear(CODE);
    assertThat(bench.noticed()).containsExactly(SCANNED);
  }
}
