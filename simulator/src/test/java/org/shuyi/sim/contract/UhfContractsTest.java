package org.shuyi.sim.contract;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.sim.device.LlrpPeer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.ThingMagicPeer;
import org.shuyi.sim.device.UhfReader18Peer;
import org.shuyi.sim.world.Gen2Field;
import org.shuyi.sim.world.Gen2Tag;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.TagField;

/** Readers of EPC Gen2 tags, each with its peer, held to the contract of tag readers. */
class UhfContractsTest {
  /** UHF readers: each book's UID stands in its EPC, and its memory in the user bank. */
  abstract static class Gen2Tags extends TagContract {
    static Gen2Field gen2(TagField field) {
      return antenna ->
          field.tags(antenna).stream()
              .map(tag -> Gen2Tag.iso(tag.afi(), tag.uid(), tag.memory()))
              .toList();
    }

    @Override
    final Seen truth(Tag tag, int rounds) {
      var gen2 = Gen2Tag.iso(tag.afi(), tag.uid(), tag.memory());
      return new Seen(
          rounds,
          OptionalInt.empty(),
          OptionalInt.empty(),
          Optional.of(tag.memory()),
          Optional.of(gen2.bank()));
    }

    @Override
    Given shortReads() {
      return Given.of("words", "1");
    }
  }

  @Nested
  class UhfReader18 extends Gen2Tags {
    @Override
    String kind() {
      return "tag.uhfreader18";
    }

    @Override
    Peer peer(TagField field, int tagsPerReply, long seed) {
      return new UhfReader18Peer(0, tagsPerReply, gen2(field), UhfReader18Peer.PACE, seed);
    }

    @Override
    Seen ghost(int rounds) {
      return new Seen(rounds, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    @Override
    Given settings() {
      return Given.of("words", "56", "answerWithin", "2000ms");
    }

    @Override
    Given twoAntennas() {
      return Given.of();
    }

    /** A block is two words. */
    @Override
    int blocksAsked(Bytes frame) {
      if (frame.size() < 12 || frame.at(2) != 0x02) return 0;
      int bank = 4 + 2 * frame.at(3);
      return frame.at(bank) == 3 ? frame.at(bank + 2) / 2 : 0;
    }
  }

  @Nested
  class ThingMagic extends Gen2Tags {
    @Override
    String kind() {
      return "tag.thingmagic";
    }

    @Override
    Peer peer(TagField field, int tagsPerReply, long seed) {
      int fit = Math.min(tagsPerReply, 14);
      return new ThingMagicPeer(4, fit, gen2(field), ThingMagicPeer.PACE, seed);
    }

    @Override
    Seen ghost(int rounds) {
      var bank = Gen2Tag.plain(Bytes.parse("E004010099999999"), Bytes.EMPTY).bank();
      return new Seen(
          rounds, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(bank));
    }

    @Override
    Given settings() {
      return Given.of("words", "56", "answerWithin", "2000ms");
    }

    @Override
    Given twoAntennas() {
      return Given.of("antennas", "2");
    }

    /** A block is two words. */
    @Override
    int blocksAsked(Bytes frame) {
      boolean reads = frame.size() > 20 && frame.at(0) == 0xFF && frame.at(2) == 0x28;
      return reads ? frame.at(13) / 2 : 0;
    }
  }

  @Nested
  class Llrp extends Gen2Tags {
    /** ADD_ACCESSSPEC, whose read ends with the number of words. */
    private static final Bytes READ = Bytes.parse("0155 000F");

    @Override
    String kind() {
      return "tag.llrp";
    }

    @Override
    Peer peer(TagField field, int tagsPerReply, long seed) {
      return new LlrpPeer(4, tagsPerReply, gen2(field), seed);
    }

    @Override
    Seen ghost(int rounds) {
      var bank = Gen2Tag.plain(Bytes.parse("E004010099999999"), Bytes.EMPTY).bank();
      return new Seen(
          rounds, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(bank));
    }

    @Override
    Given settings() {
      return Given.of("words", "56", "answerWithin", "2000ms");
    }

    @Override
    Given twoAntennas() {
      return Given.of("antennas", "2");
    }

    /** A block is two words. */
    @Override
    int blocksAsked(Bytes frame) {
      for (int at = 0; at + 15 <= frame.size(); at++) {
        if (frame.slice(at, at + 4).equals(READ)) return frame.at(at + 14) / 2;
      }
      return 0;
    }
  }
}
