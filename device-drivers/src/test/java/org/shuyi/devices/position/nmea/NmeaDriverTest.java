package org.shuyi.devices.position.nmea;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.position.PositionCommand;
import org.shuyi.devices.position.PositionNotice;
import org.shuyi.devices.position.PositionNotice.Changed;
import org.shuyi.devices.position.PositionNotice.Position.Heard;
import org.shuyi.devices.position.PositionNotice.Position.Unknown;

class NmeaDriverTest {
  private static final String HERE = "GPGGA,1,3113.8249,N,12128.4221,E,1,09,1.2,4,M,,M,,";
  private static final String NEAR = "GPGGA,1,3113.8250,N,12128.4222,E,1,09,1.2,4,M,,M,,";
  private static final String THERE = "GPGGA,1,3114.8249,N,12128.4221,E,1,07,1.2,4,M,,M,,";
  private static final String NOWHERE = "GPGGA,1,,,,,0,00,,,M,,M,,";
  private static final Changed AT_HERE = new Changed(new Heard(31_230_415, 121_473_702, 6, 9));
  private static final Changed AT_NEAR = new Changed(new Heard(31_230_417, 121_473_703, 6, 9));
  private static final Changed AT_THERE = new Changed(new Heard(31_247_082, 121_473_702, 6, 7));
  private static final Changed BLIND = new Changed(new Unknown("no reception"));

  private final Bench<PositionCommand, PositionNotice> bench =
      new Bench<PositionCommand, PositionNotice>(
              new NmeaDriver(new NmeaConfig(SomeSettings.of("stepMetres", 20))))
          .up();

  @Test
  void aPositionIsToldWhenThreeSentencesAgreeAndConfirmedEachTwentySeconds() {
    say(HERE, 2);
    assertThat(bench.noticed()).isEmpty();
    say(HERE, 1);
    assertThat(bench.noticed()).containsExactly(AT_HERE);
    say(NEAR, 19);
    assertThat(bench.noticed()).isEmpty();
    say(NEAR, 2);
    assertThat(bench.noticed()).containsExactly(AT_NEAR);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void oneSentenceThatLiesElsewhereIsNotBelieved() {
    say(HERE, 3);
    say(THERE, 2);
    say(HERE, 3);
    assertThat(bench.noticed()).containsExactly(AT_HERE);
    say(THERE, 3);
    assertThat(bench.noticed()).containsExactly(AT_THERE);
  }

  @Test
  void onAFastRoadItIsToldWhereItIs() {
    for (int i = 0; i < 12; i++) say(HERE.replace("3113.8249", "3113.%02d49".formatted(80 + i)), 1);
    assertThat(bench.noticed()).hasSize(3);
  }

  @Test
  void tenSecondsWithoutAPositionAreNoReceptionAndTheReceiverIsWell() {
    say(HERE, 3);
    say(NOWHERE, 8);
    assertThat(bench.noticed()).containsExactly(AT_HERE);
    say(NOWHERE, 3);
    assertThat(bench.noticed()).containsExactly(BLIND);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    say(HERE, 3);
    assertThat(bench.noticed()).containsExactly(AT_HERE);
  }

  @Test
  void aReceiverThatNeverHadAPositionSaysSo() {
    say(NOWHERE, 12);
    assertThat(bench.noticed()).containsExactly(BLIND);
  }

  @Test
  void whatTheReceiverWarnsOfIsNoPosition() {
    say(HERE, 3);
    bench.noticed();
    for (int i = 0; i < 13; i++) {
      say("GPRMC,1,V,3114.8249,N,12128.4221,E,0,0,1,,", 0);
      say(THERE, 1);
    }
    assertThat(bench.noticed()).containsExactly(BLIND);
  }

  @Test
  void aSilentReceiverIsLostAndItsPositionUnknown() {
    say(HERE, 3);
    bench.noticed();
    bench.pass(3_000);
    assertThat(bench.driver.health()).isEqualTo(new Health.Lost("the receiver says nothing"));
    assertThat(bench.noticed())
        .containsExactly(new Changed(new Unknown("the receiver says nothing")));
    bench.want(new PositionCommand.Sense());
    assertThat(bench.noticed()).hasSize(1);
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(13);
    var golden = Vectors.of("/org/shuyi/devices/position/nmea/nmea.vectors").toList();
    for (int i = 0; i < 20_000; i++) {
      bench.hear(Chunks.spoiled(golden.get(i % golden.size()).bytes(), random));
      if (i % 5 == 0) bench.pass(random.nextInt(400));
    }
    assertThat(bench.counted("damaged")).isPositive();
    bench.noticed();
    say(HERE, 3);
    assertThat(bench.noticed()).endsWith(AT_HERE);
  }

  /** Says it each second; with 0 times at once. */
  private void say(String text, int times) {
    if (times == 0) bench.hear(NmeaCodecTest.sentence(text));
    for (int i = 0; i < times; i++) {
      bench.hear(NmeaCodecTest.sentence(text));
      bench.pass(1_000);
    }
  }
}
