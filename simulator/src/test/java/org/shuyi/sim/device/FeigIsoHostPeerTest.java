package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Tag;

/** Frames of protocols/rfid-readers.md, section 1, and times of iso15693.md, section 3. */
class FeigIsoHostPeerTest {
  private static final String INVENTORY = "07 FF B0 01 00 1C 56";
  private static final String MORE = "07 FF B0 01 80 14 D2";
  private static final String ONE = "11 00 B0 00 01 03 06 E0 04 01 00 12 34 56 78 C7 91";
  private static final String NONE = "06 00 B0 01 5C 63";
  private static final String AFI_07 = "10 FF B0 27 01 E0 04 01 00 12 34 56 78 07 D8 DE";

  private final List<Tag> tags = new ArrayList<>();
  private final Tag first = tag("E004010012345678");
  private final FeigIsoHostPeer peer = peer(FeigIsoHostPeer.Setup.USUAL);
  private final Asked reader = new Asked(peer);

  private FeigIsoHostPeer peer(FeigIsoHostPeer.Setup setup) {
    return new FeigIsoHostPeer(setup, antenna -> antenna == 1 ? tags : List.of(), Pace.INSTANT, 1);
  }

  private static Tag tag(String uid) {
    return Tag.of(uid, Bytes.parse("91 00 05 1C BE 99 1A 14"));
  }

  /** Wraps data in a frame to any reader. */
  private static String frame(String body) {
    var bytes = Bytes.of(body.replace(" ", "").length() / 2 + 4, 0xFF).plus(Bytes.parse(body));
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      crc ^= bytes.at(i);
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
    }
    return bytes.plus(crc & 0xFF, crc >> 8).toString();
  }

  @Test
  void framesMadeHereAreThoseOfTheDocument() {
    assertThat(frame("B0 01 00")).isEqualTo(INVENTORY);
  }

  @Test
  void anEmptyFieldIsStatus01() {
    assertThat(reader.hears(INVENTORY)).containsExactly(NONE);
  }

  @Test
  void oneTagIsToldWithItsModelAndItsUid() {
    tags.add(first);
    assertThat(reader.hears(INVENTORY)).containsExactly(ONE);
  }

  @Test
  void moreTagsThanAReplyHoldsAreToldOnRequest() {
    tags.add(first);
    tags.add(tag("E004010012345679"));
    tags.add(tag("E00401001234567A"));
    var small = new Asked(peer(new FeigIsoHostPeer.Setup(0, 2, true)));
    assertThat(small.hears(INVENTORY))
        .containsExactly(
            "1B 00 B0 94 02 03 06 E0 04 01 00 12 34 56 78 03 06 E0 04 01 00 12 34 56 79 77 8D");
    assertThat(small.hears(MORE))
        .singleElement()
        .asString()
        .startsWith("11 00 B0 00 01 03 06 E0 04 01 00 12 34 56 7A");
    assertThat(small.hears(MORE)).containsExactly(NONE);
  }

  @Test
  void theReaderTellsItsVersionAndItsBuffers() {
    assertThat(reader.hears("06 FF 52 00 0F 6E"))
        .singleElement()
        .asString()
        .startsWith("06 00 52 00");
    assertThat(Bytes.parse(reader.hears("05 FF 65 E5 CB").getFirst()).size()).isEqualTo(13);
    assertThat(Bytes.parse(reader.hears("06 FF 66 00 CD BF").getFirst()).size()).isEqualTo(17);
    assertThat(reader.hears("05 FF 69 89 01")).singleElement().asString().startsWith("06 00 69 00");
  }

  @Test
  void systemInformationHasModelAfiAndMemory() {
    tags.add(first);
    assertThat(reader.hears("0F FF B0 2B 01 E0 04 01 00 12 34 56 78 11 A3"))
        .singleElement()
        .asString()
        .startsWith("13 00 B0 00 06 E0 04 01 00 12 34 56 78 C2 03 1B 01");
  }

  @Test
  void blocksTravelLastByteFirstOrAsTheyAre() {
    tags.add(first);
    var read = "11 FF B0 23 01 E0 04 01 00 12 34 56 78 00 04 6B 1C";
    assertThat(reader.hears(read))
        .singleElement()
        .asString()
        .startsWith("1C 00 B0 00 04 04 00 1C 05 00 91 00 14 1A 99 BE 00 00 00 00 00 00");
    var straight = new Asked(peer(new FeigIsoHostPeer.Setup(0, 24, false)));
    assertThat(straight.hears(read))
        .singleElement()
        .asString()
        .startsWith("1C 00 B0 00 04 04 00 91 00 05 1C 00 BE 99 1A 14 00");
  }

  @Test
  void blocksAreWrittenInTheSameOrder() {
    tags.add(first);
    var write = frame("B0 24 01 E0 04 01 00 12 34 56 78 02 01 04 04 03 02 01");
    assertThat(reader.hears(write)).singleElement().asString().startsWith("06 00 B0 00");
    assertThat(first.block(2)).isEqualTo(Bytes.of(1, 2, 3, 4));
  }

  @Test
  void theAfiIsWrittenAndALockedTagSaysSo() {
    tags.add(first);
    assertThat(reader.hears(AFI_07)).singleElement().asString().startsWith("06 00 B0 00");
    assertThat(first.afi()).isEqualTo(0x07);
    first.lock();
    assertThat(reader.hears("10 FF B0 27 01 E0 04 01 00 12 34 56 78 C2 79 4F"))
        .containsExactly("07 00 B0 95 12 60 DE");
    assertThat(first.afi()).isEqualTo(0x07);
  }

  @Test
  void theGateBitIsSetResetAndAskedForBehindTheMakersCode() {
    tags.add(first);
    var on = frame("B1 04 A2 01 E0 04 01 00 12 34 56 78");
    var off = frame("B1 04 A3 01 E0 04 01 00 12 34 56 78");
    var alarm = frame("B1 04 A5 01 E0 04 01 00 12 34 56 78");
    assertThat(reader.hears(on)).singleElement().asString().startsWith("06 00 B1 00");
    assertThat(first.eas()).isTrue();
    assertThat(reader.hears(alarm)).singleElement().asString().startsWith("06 00 B1 00");
    assertThat(reader.hears(off)).singleElement().asString().startsWith("06 00 B1 00");
    assertThat(reader.hears(alarm)).singleElement().asString().startsWith("06 00 B1 01");
    assertThat(first.eas()).isFalse();
  }

  @Test
  void aTagOfAnotherMakerDoesNotKnowTheGateBit() {
    tags.add(tag("E007010012345678"));
    assertThat(reader.hears(frame("B1 04 A2 01 E0 07 01 00 12 34 56 78")))
        .singleElement()
        .asString()
        .startsWith("06 00 B1 01");
  }

  @Test
  void whatLiesOutsideATagIsNotAvailable() {
    tags.add(first);
    assertThat(reader.hears(frame("B0 23 01 E0 04 01 00 12 34 56 78 1B 02")))
        .singleElement()
        .asString()
        .startsWith("07 00 B0 95 10");
  }

  @Test
  void aQuietTagIsNotCountedUntilTheFieldWasOff() {
    tags.add(first);
    reader.hears(frame("B0 02 01 E0 04 01 00 12 34 56 78"));
    assertThat(reader.hears(INVENTORY)).containsExactly(NONE);
    reader.hears("05 FF 69 89 01");
    assertThat(reader.hears(INVENTORY)).containsExactly(ONE);
  }

  @Test
  void aFrameWithAnErrorOrForAnotherReaderIsNotAnswered() {
    assertThat(reader.hears("07 FF B0 01 00 1C 57")).isEmpty();
    assertThat(reader.hears("04 FF 65")).isEmpty();
    var other = new Asked(peer(new FeigIsoHostPeer.Setup(7, 24, true)));
    assertThat(other.hears(INVENTORY)).singleElement().asString().startsWith("06 07 B0 01");
  }

  @Test
  void anUnknownCommandIsRefusedInWords() {
    assertThat(reader.hears(frame("7F"))).singleElement().asString().startsWith("06 00 7F 80");
    tags.add(first);
    assertThat(reader.hears(frame("B0 A2 01 E0 04 01 00 12 34 56 78")))
        .singleElement()
        .asString()
        .startsWith("06 00 B0 80");
  }

  @Test
  void theOtherAntennaSeesAnotherField() {
    tags.add(first);
    reader.hears(frame("6A 02"));
    assertThat(reader.hears(INVENTORY)).containsExactly(NONE);
    reader.hears(frame("6A 01"));
    assertThat(reader.hears(INVENTORY)).containsExactly(ONE);
  }

  @Test
  void aFlickeringTagIsMissedInSoManyRounds() {
    tags.add(first);
    peer.faults().add(new Fault.Missed(first.uid(), 2));
    assertThat(reader.hears(INVENTORY)).containsExactly(NONE);
    assertThat(reader.hears(INVENTORY)).containsExactly(NONE);
    assertThat(reader.hears(INVENTORY)).containsExactly(ONE);
  }

  @Test
  void aDetunedAntennaMissesByTheSameChanceWithTheSameSeed() {
    tags.add(first);
    peer.faults().add(new Fault.MissedByChance(300));
    var twin = peer(FeigIsoHostPeer.Setup.USUAL);
    twin.faults().add(new Fault.MissedByChance(300));
    var other = new Asked(twin);
    int missed = 0;
    for (int round = 0; round < 1000; round++) {
      var said = reader.hears(INVENTORY);
      assertThat(other.hears(INVENTORY)).isEqualTo(said);
      if (said.contains(NONE)) missed++;
    }
    assertThat(missed).isBetween(250, 350);
  }

  @Test
  void aGhostIsCountedAndCannotBeRead() {
    peer.faults().add(new Fault.Ghost(first.uid(), 6, 1));
    assertThat(reader.hears(INVENTORY)).containsExactly(ONE);
    assertThat(reader.hears("11 FF B0 23 01 E0 04 01 00 12 34 56 78 00 04 6B 1C"))
        .containsExactly(NONE);
    assertThat(reader.hears(INVENTORY)).containsExactly(NONE);
  }

  @Test
  void aReaderWithoutItsSettingsSeesAnEmptyShelfUntilItIsToldAgain() {
    tags.add(first);
    peer.faults().add(new Fault.SettingsLost());
    assertThat(reader.hears(INVENTORY)).containsExactly(NONE);
    reader.hears(frame("6A 01"));
    assertThat(reader.hears(INVENTORY)).containsExactly(ONE);
  }

  @Test
  void aFailingWriteLeavesTheTagAsItWas() {
    tags.add(first);
    peer.faults().add(new Fault.WriteFails(first.uid(), 1));
    assertThat(reader.hears(AFI_07)).singleElement().asString().startsWith("06 00 B0 03");
    assertThat(first.afi()).isEqualTo(0xC2);
    reader.hears(AFI_07);
    assertThat(first.afi()).isEqualTo(0x07);
  }

  @Test
  void aHundredTagsAreToldInFiveReplies() {
    var random = new Random(3);
    for (int i = 0; i < 100; i++) tags.add(tag("E00401%010X".formatted(random.nextLong(1L << 40))));
    assertThat(reader.hears(INVENTORY).getFirst()).startsWith("F7 00 B0 94 18");
    for (int i = 0; i < 3; i++) assertThat(reader.hears(MORE).getFirst()).startsWith("F7 00 B0 94");
    assertThat(reader.hears(MORE).getFirst()).startsWith("2F 00 B0 00 04");
  }

  @ParameterizedTest
  @CsvSource({"1, 14", "5, 39", "10, 81", "20, 183", "50, 466", "100, 875"})
  void aCompleteInventoryTakesWhatTheSumsOfTheDocumentSay(int tagCount, int millis) {
    var random = new Random(5);
    long sum = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      var uids = new ArrayList<Bytes>();
      for (int i = 0; i < tagCount; i++) {
        uids.add(Bytes.parse("E00401%010X".formatted(random.nextLong(1L << 40))));
      }
      sum += AirTime.inventory(uids);
    }
    assertThat(sum / 1000.0 / trials).isCloseTo(millis, within(millis * 0.04));
  }

  @Test
  void readsAndWritesTakeWhatTheSumsOfTheDocumentSay() {
    assertThat(AirTime.inventory(List.of())).isEqualTo(9_780);
    assertThat(AirTime.read(1)).isEqualTo(7_400);
    assertThat(AirTime.read(8)).isCloseTo(15_900, within(100L));
    assertThat(AirTime.read(28)).isCloseTo(40_000, within(100L));
    assertThat(AirTime.writeRegister() + AirTime.read(1)).isEqualTo(18_300);
  }

  @Test
  void anAnswerComesAfterWireReaderAndField() {
    tags.add(first);
    var paced =
        new Asked(
            new FeigIsoHostPeer(FeigIsoHostPeer.Setup.USUAL, antenna -> tags, FeigPeer.PACE, 1));
    long asked = paced.now();
    paced.hears(INVENTORY);
    // 24 bytes of 11 bits at 38400 baud 6.9 ms, reader 1 ms, inventory of one tag 13.9 ms
    assertThat(paced.now() - asked).isEqualTo(22);
  }
}
