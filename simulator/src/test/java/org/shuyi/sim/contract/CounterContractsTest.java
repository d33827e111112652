package org.shuyi.sim.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.climate.ClimateNotice.Climate;
import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.sim.device.BxPeer;
import org.shuyi.sim.device.CrtPeer;
import org.shuyi.sim.device.Ds18b20Peer;
import org.shuyi.sim.device.EscPosPeer;
import org.shuyi.sim.device.EvdevScannerPeer;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.MegatecPeer;
import org.shuyi.sim.device.NmeaPeer;
import org.shuyi.sim.device.Pace;
import org.shuyi.sim.device.PcscPeer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.ProcessPeer;
import org.shuyi.sim.device.ProcessVoicePeer;
import org.shuyi.sim.device.SdtPeer;
import org.shuyi.sim.device.Sht3xPeer;
import org.shuyi.sim.world.Air;
import org.shuyi.sim.world.CardField;
import org.shuyi.sim.world.CardStack;
import org.shuyi.sim.world.LedBoard;
import org.shuyi.sim.world.Loudspeaker;
import org.shuyi.sim.world.PaperRoll;
import org.shuyi.sim.world.Supplied;
import org.shuyi.sim.world.TagField;
import org.shuyi.sim.world.Whereabouts;

/**
 * The subjects of {@link PortContractsTest} that stand at a counter or in the cellar: cards, codes,
 * receipts, signs, voices, blank cards, power and air; and a program in the place of a reader.
 */
class CounterContractsTest {
  @Nested
  class NmeaPositions extends PositionContract {
    @Override
    String kind() {
      return "position.nmea";
    }

    @Override
    Peer peer(Whereabouts place, long seed) {
      return new NmeaPeer(place, NmeaPeer.PACE, seed);
    }
  }

  @Nested
  class IdentityCards extends IdentityContract {
    @Override
    Peer peer(CardField field, long seed) {
      return new SdtPeer(field, false, SdtPeer.PACE, seed);
    }
  }

  /** Most modules find a card once, until it is taken away (unconfirmed). */
  @Nested
  class IdentityCardsFoundOnce extends IdentityContract {
    @Override
    String name() {
      return "card.sdt, found once";
    }

    @Override
    Peer peer(CardField field, long seed) {
      return new SdtPeer(field, true, SdtPeer.PACE, seed);
    }
  }

  @Nested
  class PcscCards extends ChipContract {
    @Override
    String kind() {
      return "card.pcsc";
    }

    @Override
    Peer peer(CardField field, long seed) {
      return new PcscPeer(field, false, Pace.INSTANT, seed);
    }

    @Override
    List<Fault> disturbances(Random random) {
      return List.of(new Fault.Mute(random.nextInt(20)), new Fault.Late(random.nextInt(1_000), 10));
    }
  }

  /** Readers differ in the order of a number's bytes; calibrated, they tell the same identity. */
  @Nested
  class PcscCardsReversed extends PcscCards {
    @Override
    String name() {
      return "card.pcsc, reversed";
    }

    @Override
    Peer peer(CardField field, long seed) {
      return new PcscPeer(field, true, Pace.INSTANT, seed);
    }

    @Override
    Given settings() {
      return Given.of("numberReversed", "true");
    }
  }

  @Nested
  class TypedCodes extends CodeContract {
    @Override
    String kind() {
      return "code.evdev";
    }

    @Override
    Peer peer(long seed) {
      return new EvdevScannerPeer(seed);
    }

    @Override
    void scan(Peer peer, String code, long now) {
      ((EvdevScannerPeer) peer).scan(code, now);
    }

    /** Chinese characters cannot be typed. */
    @Override
    String other() {
      return "A-z9";
    }

    @Test
    void everyCharacterOfTheKeyboardIsTold() {
      String all = IntStream.range('!', 0x7F).mapToObj(Character::toString).collect(joining());
      var rig = rig(1).begin();
      rig.line.touch(now -> scan(rig.peer, all, now));
      rig.run(1_000);
      assertThat(rig.told(CodeNotice.class)).containsExactly(new CodeNotice.CodeScanned(all));
    }
  }

  @Nested
  class EscPosReceipts extends PrinterContract {
    @Override
    String kind() {
      return "printer.escpos";
    }

    @Override
    Peer peer(PaperRoll roll, long seed) {
      return new EscPosPeer(EscPosPeer.Setup.USUAL, roll, EscPosPeer.PACE, seed);
    }

    @Override
    List<String> strange(Peer peer) {
      return ((EscPosPeer) peer).strange();
    }
  }

  @Nested
  class BxSigns extends SignContract {
    @Override
    String kind() {
      return "sign.bx";
    }

    @Override
    Peer peer(LedBoard board, long seed) {
      return new BxPeer(board, BxPeer.PACE, seed);
    }
  }

  @Nested
  class SpeakingPrograms extends VoiceContract {
    @Override
    String kind() {
      return "voice.process";
    }

    @Override
    Peer peer(Loudspeaker loudspeaker, long seed) {
      return new ProcessVoicePeer(loudspeaker, seed);
    }

    @Override
    Peer stubborn(Loudspeaker loudspeaker, long seed) {
      return ProcessVoicePeer.stubborn(loudspeaker, seed);
    }
  }

  @Nested
  class MegatecPower extends PowerContract {
    @Override
    String kind() {
      return "power.megatec";
    }

    @Override
    Peer peer(Supplied supplied, long seed) {
      return new MegatecPeer(supplied, MegatecPeer.PACE, seed);
    }
  }

  @Nested
  class CrtCards extends DispenserContract {
    @Override
    String kind() {
      return "dispenser.crt";
    }

    @Override
    Peer peer(CardStack stack, long seed) {
      return new CrtPeer(stack, CrtPeer.PACE, seed);
    }
  }

  @Nested
  class OneWireClimate extends ClimateContract {
    @Override
    String kind() {
      return "climate.ds18b20";
    }

    @Override
    Peer peer(Air air, long seed) {
      return new Ds18b20Peer(air, seed);
    }
  }

  @Nested
  class HwmonClimate extends ClimateContract {
    @Override
    String kind() {
      return "climate.sht3x";
    }

    @Override
    Peer peer(Air air, long seed) {
      return new Sht3xPeer(air, seed);
    }

    @Override
    Measured measured(int milliCelsius) {
      return new Measured(milliCelsius, Optional.of(40_000));
    }

    @Test
    void aChangeOfHumidityIsToldWithinFifteenSeconds() {
      var cabinet = cabinet();
      cabinet.air.dampens(87_500);
      cabinet.rig.run(15_000);
      assertThat(cabinet.told())
          .containsExactly(measured(21_875), new Measured(21_875, Optional.of(87_500)));
    }

    @Test
    void noMoreThanWholeHumidityIsBelieved() {
      var cabinet = cabinet();
      cabinet.air.dampens(100_001);
      cabinet.rig.run(60_000);
      assertThat(cabinet.told()).hasSize(2).element(1).isInstanceOf(Climate.Unknown.class);
    }
  }

  /** A program beside a closed SDK. */
  @Nested
  class Programs extends TagContract {
    @Override
    String kind() {
      return "tag.process";
    }

    @Override
    Peer peer(TagField field, int tagsPerReply, long seed) {
      return new ProcessPeer(2, tagsPerReply, field, seed);
    }

    @Override
    Given settings() {
      return Given.of("answerWithin", "2000ms");
    }

    @Override
    Given shortReads() {
      return Given.of("blocks", "1");
    }

    @Override
    Given twoAntennas() {
      return Given.of("antennas", "2");
    }

    @Override
    int blocksAsked(Bytes frame) {
      var line = new String(frame.toArray(), StandardCharsets.UTF_8);
      var count = Pattern.compile("\"ask\":\"read\".*\"count\":(\\d+)").matcher(line);
      return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }
  }
}
