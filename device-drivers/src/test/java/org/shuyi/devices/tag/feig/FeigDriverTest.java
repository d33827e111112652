package org.shuyi.devices.tag.feig;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Counted;
import org.shuyi.devices.tag.TagNotice.Marked;
import org.shuyi.devices.tag.TagNotice.NotCounted;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.devices.tag.TagNotice.Written;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrame.Request;

class FeigDriverTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/feig/feig.vectors";
  private static final Bytes UID = Bytes.parse("E004010012345678");
  private static final Bytes NEXT = Bytes.parse("E004010012345679");
  private static final Bytes INVENTORY = frame("inventory");
  private static final Bytes NO_TAG = frame("reply: no tag");
  private static final Bytes ONE_TAG = frame("reply: one tag, DSFID 06");
  private static final Bytes LIVES = reply(0x65, 0, "01 02 03 04 05 06 07 08 09 0A 0B 0C 0D");

  private Bench<TagCommand, TagNotice> bench = bench("blocks", 4);

  @Test
  void aReaderIsWokenAndItsFieldReset() {
    bench.up();
    assertThat(bench.driver.health()).isInstanceOf(Health.Lost.class);
    answer("software version", LIVES);
    answer("RF reset", reply(0x69, 0, ""));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aShelfIsCountedInRoundsAndEachTagIsReadOnce() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 2));
    reset(bench);
    answer("inventory", frame("reply: two tags, more to come"));
    answer("inventory, more", NO_TAG);
    answer("inventory", ONE_TAG);
    answer("system information of E004010012345678", system(UID, 0xC2));
    answer("read 4 blocks from 0", blocks("01020304", "05060708", "090A0B0C", "0D0E0F10"));
    answer(FeigCodec.systemInformation(NEXT), reply(0xB0, 0x95, "0F"));
    answer(FeigCodec.readBlocks(NEXT, 0, 4), reply(0xB0, 1, ""));
    answer(FeigCodec.readBlocks(NEXT, 0, 4), reply(0xB0, 1, ""));
    answer(FeigCodec.readBlocks(NEXT, 0, 4), reply(0xB0, 1, ""));
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class,
            counted -> {
              assertThat(counted.request()).isEqualTo(7);
              assertThat(counted.rounds()).isEqualTo(2);
              assertThat(counted.tags())
                  .containsOnlyKeys(UID, NEXT)
                  .containsEntry(
                      UID,
                      new Seen(
                          2,
                          OptionalInt.of(0xC2),
                          OptionalInt.of(6),
                          Optional.of(Bytes.parse("0102030405060708090A0B0C0D0E0F10"))))
                  .containsEntry(
                      NEXT, new Seen(1, OptionalInt.empty(), OptionalInt.of(6), Optional.empty()));
            });
  }

  @Test
  void anEmptyShelfIsCountedAsEmpty() {
    ready();
    bench.want(new TagCommand.Count(1, 1, 3));
    reset(bench);
    for (int i = 0; i < 3; i++) answer("inventory", NO_TAG);
    assertThat(bench.noticed()).as("a reader without settings says the same").isEmpty();
    reset(bench);
    for (int i = 0; i < 3; i++) answer("inventory", NO_TAG);
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(Counted.class, counted -> assertThat(counted.tags()).isEmpty());
  }

  @Test
  void aTagThatIsNamedTwiceInAListIsSeenOnce() {
    ready();
    bench.want(new TagCommand.Count(1, 1, 1));
    reset(bench);
    String twice = "02 03 06 E004010012345678 03 06 E004010012345678";
    answer("inventory", reply(0xB0, 0, twice));
    answer("system information of E004010012345678", system(UID, 7));
    answer("read 4 blocks from 0", reply(0xB0, 0x95, "0F"));
    answer(FeigCodec.readBlocks(UID, 0, 2), reply(0xB0, 0x95, "0F"));
    answer(FeigCodec.readBlocks(UID, 0, 1), reply(0xB0, 0x95, "0F"));
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class,
            counted ->
                assertThat(counted.tags())
                    .containsEntry(
                        UID, new Seen(1, OptionalInt.of(7), OptionalInt.of(6), Optional.empty())));
  }

  @Test
  void aNumberThatDoesNotBeginWithE0IsMisread() {
    ready();
    bench.want(new TagCommand.Count(1, 1, 1));
    reset(bench);
    answer("inventory", reply(0xB0, 0, "01 03 06 C004010012345678"));
    countedAgain();
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(Counted.class, counted -> assertThat(counted.tags()).isEmpty());
    assertThat(bench.counted("falseUids")).isEqualTo(1);
  }

  @Test
  void aTagThatEndsEarlierThanAskedIsReadToItsEnd() {
    var many = bench("blocks", 8);
    ready(many);
    many.want(new TagCommand.Count(1, 1, 1));
    reset(many);
    answer(many, INVENTORY, ONE_TAG);
    answer(many, request(FeigCodec.systemInformation(UID)), reply(0xB0, 0x95, "01"));
    answer(many, request(FeigCodec.readBlocks(UID, 0, 8)), reply(0xB0, 0x95, "10"));
    answer(many, request(FeigCodec.readBlocks(UID, 0, 4)), blocks("01", "02", "03", "04"));
    answer(many, request(FeigCodec.readBlocks(UID, 4, 4)), reply(0xB0, 0x95, "10"));
    answer(many, request(FeigCodec.readBlocks(UID, 4, 2)), reply(0xB0, 0x95, "10"));
    answer(many, request(FeigCodec.readBlocks(UID, 4, 1)), blocks("05"));
    answer(many, request(FeigCodec.readBlocks(UID, 5, 1)), reply(0xB0, 0x95, "10"));
    assertThat(many.noticed().toString()).contains("01 02 03 04 05");
  }

  @Test
  void blocksOfAReaderThatTurnsThemRoundAreTurnedBack() {
    var turned = bench("blocks", 2, "blocksReversed", true);
    ready(turned);
    turned.want(new TagCommand.Count(1, 1, 1));
    reset(turned);
    answer(turned, INVENTORY, ONE_TAG);
    answer(turned, request(FeigCodec.systemInformation(UID)), system(UID, 7));
    answer(turned, request(FeigCodec.readBlocks(UID, 0, 2)), blocks("04030201", "08070605"));
    assertThat(turned.noticed().toString()).contains("01 02 03 04 05 06 07 08");
  }

  @Test
  void marksAreWrittenAndReadBackFromTheSameTag() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0xC2, true));
    answer("write AFI C2", reply(0xB0, 0, ""));
    answer("system information of E004010012345678", system(UID, 0xC2));
    answer(custom(FeigCodec.eas(UID, true)), reply(0xB1, 0, ""));
    answer(custom(FeigCodec.easAlarm(UID)), reply(0xB1, 0, ""));
    assertThat(bench.noticed()).containsExactly(new Marked(UID, 1, true, "AFI C2, EAS on"));
  }

  @Test
  void easOffIsReadBackBySilenceBetweenTwoReadsOfTheSameTag() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0xC2, false));
    answer("write AFI C2", reply(0xB0, 0, ""));
    answer("system information of E004010012345678", system(UID, 0xC2));
    answer(custom(FeigCodec.eas(UID, false)), reply(0xB1, 0, ""));
    answer(custom(FeigCodec.easAlarm(UID)), reply(0xB1, 1, ""));
    answer("system information of E004010012345678", system(UID, 0xC2));
    assertThat(bench.noticed()).containsExactly(new Marked(UID, 1, true, "AFI C2, EAS off"));
  }

  @Test
  void aTagThatLeavesWhileItsAlarmIsAskedForIsNotWritten() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0xC2, false));
    answer("write AFI C2", reply(0xB0, 0, ""));
    answer("system information of E004010012345678", system(UID, 0xC2));
    answer(custom(FeigCodec.eas(UID, false)), reply(0xB1, 0, ""));
    for (int i = 0; i < 3; i++) {
      answer(custom(FeigCodec.easAlarm(UID)), reply(0xB1, 1, ""));
      answer("system information of E004010012345678", reply(0xB0, 1, ""));
    }
    assertThat(bench.noticed())
        .containsExactly(
            new Marked(UID, 1, false, "AFI C2, but EAS was not read back: status 01, no tag"));
  }

  @Test
  void aTagThatRingsOnIsSetAgainAndThenTold() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0xC2, false));
    answer("write AFI C2", reply(0xB0, 0, ""));
    answer("system information of E004010012345678", system(UID, 0xC2));
    for (int i = 0; i < 3; i++) {
      answer(custom(FeigCodec.eas(UID, false)), reply(0xB1, 0, ""));
      answer(custom(FeigCodec.easAlarm(UID)), reply(0xB1, 0, ""));
    }
    assertThat(bench.noticed())
        .containsExactly(
            new Marked(UID, 1, false, "AFI C2, but EAS: it still rings (status 00, ok)"));
  }

  @Test
  void contentsAreWrittenBlocksFirstAndTheDsfidLast() {
    ready();
    var memory = Bytes.parse("0102030405060708090A0B0C0D0E0F1011121314");
    bench.want(new TagCommand.Write(UID, 1, memory, 4, OptionalInt.of(6)));
    answer(FeigCodec.writeBlocks(UID, 0, 4, memory.slice(0, 16)), reply(0xB0, 0, ""));
    answer("read 4 blocks from 0", blocks("01020304", "05060708", "090A0B0C", "0D0E0F10"));
    answer(FeigCodec.writeBlocks(UID, 4, 4, memory.from(16)), reply(0xB0, 3, "04"));
    answer(FeigCodec.readBlocks(UID, 4, 1), blocks("00000000"));
    answer(FeigCodec.writeBlocks(UID, 4, 4, memory.from(16)), reply(0xB0, 0, ""));
    answer(FeigCodec.readBlocks(UID, 4, 1), blocks("11121314"));
    answer(FeigCodec.writeDsfid(UID, 6), reply(0xB0, 0, ""));
    answer("system information of E004010012345678", system(UID, 7));
    assertThat(bench.noticed()).containsExactly(new Written(UID, true, "5 blocks and DSFID 06"));
  }

  @Test
  void aLockedBlockIsNamed() {
    ready();
    bench.want(new TagCommand.Write(UID, 1, Bytes.parse("01020304"), 4, OptionalInt.empty()));
    answer(FeigCodec.writeBlocks(UID, 0, 4, Bytes.parse("01020304")), reply(0xB0, 0x95, "12 00"));
    assertThat(bench.noticed())
        .containsExactly(new Written(UID, false, "block 0: ISO error 12, block locked"));
  }

  @Test
  void aWriteThatDidNotHoldIsWrittenAgainAtMostTwice() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0x07, false));
    for (int i = 0; i < 3; i++) {
      answer("write AFI 07", reply(0xB0, 0, ""));
      answer("system information of E004010012345678", system(UID, 0xC2));
    }
    assertThat(bench.noticed())
        .containsExactly(
            new Marked(UID, 1, false, "AFI is C2 after 3 writes of 07 (status 00, ok)"));
  }

  @Test
  void aLockedMarkIsSaidToBeLocked() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0x07, false));
    answer("write AFI 07", frame("reply: ISO error 12, block locked"));
    assertThat(bench.noticed())
        .containsExactly(new Marked(UID, 1, false, "ISO error 12, block locked"));
  }

  @Test
  void theReadBackOfAnotherTagProvesNothing() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0x07, false));
    answer("write AFI 07", reply(0xB0, 0, ""));
    for (int i = 0; i < 3; i++) {
      answer("system information of E004010012345678", system(NEXT, 0x07));
    }
    assertThat(bench.noticed())
        .containsExactly(new Marked(UID, 1, false, "written, but not read back: status 00, ok"));
  }

  @Test
  void aReaderWithoutEasCommandsStillWritesTheAfi() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0x07, false));
    answer("write AFI 07", reply(0xB0, 0, ""));
    answer("system information of E004010012345678", system(UID, 0x07));
    answer(custom(FeigCodec.eas(UID, false)), reply(0xB1, 0x80, ""));
    assertThat(bench.noticed())
        .containsExactly(
            new Marked(UID, 1, true, "AFI 07; EAS not supported: status 80, unknown command"));
  }

  @Test
  void aShelfFullOfUnmarkedBooksIsMarkedAndACountGoesFirst() {
    ready();
    for (int book = 0; book < 301; book++)
      bench.want(new TagCommand.Mark(book(book), 1, 0xC2, false));
    bench.want(new TagCommand.Count(7, 1, 1));
    assertThat(bench.noticed()).as("one is being written and 300 wait").isEmpty();
    writeAndReadBack(0);
    reset(bench);
    answer("inventory", NO_TAG);
    countedAgain();
    for (int book = 1; book < 301; book++) writeAndReadBack(book);
    var noticed = bench.noticed();
    assertThat(noticed).hasSize(302);
    assertThat(noticed.get(1)).isInstanceOf(Counted.class);
    assertThat(noticed.getLast()).isEqualTo(new Marked(book(300), 1, true, "AFI C2; EAS not used"));
  }

  @Test
  void aMarkTooManyIsRefusedAndACountBehindItIsNot() {
    ready();
    for (int book = 0; book < 302; book++)
      bench.want(new TagCommand.Mark(book(book), 1, 0xC2, false));
    assertThat(bench.noticed())
        .containsExactly(new Marked(book(301), 1, false, "300 of its kind are waiting already"));
    for (int count = 0; count < 9; count++) bench.want(new TagCommand.Count(count, 1, 1));
    assertThat(bench.noticed())
        .containsExactly(new NotCounted(8, 1, "8 of its kind are waiting already"));
  }

  @Test
  void whatWaitsIsAnsweredWhenTheReaderIsLost() {
    ready();
    for (int book = 0; book < 20; book++)
      bench.want(new TagCommand.Mark(book(book), 1, 0xC2, false));
    bench.want(new TagCommand.Count(1, 1, 1));
    bench.down();
    assertThat(bench.noticed()).hasSize(21);
  }

  /** A book whose tag is no NXP chip, so that its EAS bit is not asked for. */
  private static Bytes book(int number) {
    return Bytes.parse("E016").plus(0, 0, 0, 0, number >> 8, number & 0xFF);
  }

  private void writeAndReadBack(int book) {
    answer(FeigCodec.writeAfi(book(book), 0xC2), reply(0xB0, 0, ""));
    answer(FeigCodec.systemInformation(book(book)), system(book(book), 0xC2));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 1_000, 2_000})
  void anUnpluggedReaderIsLostWithinThreeSecondsAndReadyWithinFiveOfItsReturn(int poll) {
    bench = bench("poll", Duration.ofMillis(poll));
    ready();
    bench.pass(poll - 10);
    assertThat(bench.written).isEmpty();
    long unplugged = bench.now;
    while (bench.driver.health() instanceof Health.Ready) bench.pass(10);
    assertThat(bench.now - unplugged).isLessThanOrEqualTo(3_000);
    bench.want(new TagCommand.Count(1, 1, 1));
    assertThat(bench.noticed())
        .containsExactly(new NotCounted(1, 1, "the reader is lost: the reader does not answer"));
    bench.pass(60_000);
    bench.written.clear();
    long back = bench.now;
    answer("software version", LIVES);
    answer("RF reset", reply(0x69, 0, ""));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    assertThat(bench.now - back).isLessThanOrEqualTo(5_000);
  }

  @Test
  void aReaderThatFallsSilentInACountLeavesTheShelfUncounted() {
    ready();
    long asked = bench.now;
    bench.want(new TagCommand.Count(3, 1, 2)).want(new TagCommand.Count(4, 1, 2));
    while (bench.noticed().isEmpty()) bench.pass(10);
    assertThat(bench.now - asked).isLessThanOrEqualTo(3_000);
    assertThat(bench.driver.health()).isEqualTo(new Health.Lost("the reader does not answer"));
  }

  @Test
  void aLateAnswerIsFencedOffAndNeverGivenToAnotherTag() {
    ready();
    bench.want(new TagCommand.Count(1, 1, 1));
    reset(bench);
    answer("inventory", frame("reply: two tags, more to come"));
    answer("inventory, more", NO_TAG);
    answer("system information of E004010012345678", system(UID, 0xC2));
    assertThat(bench.nextWritten()).isEqualTo(frame("read 4 blocks from 0"));
    assertThat(bench.nextWritten()).as("the fence").isEqualTo(frame("software version"));
    bench.hear(blocks("FF", "FF", "FF", "FF")).hear(LIVES);
    assertThat(bench.counted("late")).isEqualTo(1);
    answer("read 4 blocks from 0", blocks("01", "02", "03", "04"));
    answer(FeigCodec.systemInformation(NEXT), system(NEXT, 7));
    answer(FeigCodec.readBlocks(NEXT, 0, 4), blocks("05", "06", "07", "08"));
    assertThat(bench.noticed().toString()).contains("01 02 03 04").doesNotContain("FF FF");
    assertThat(bench.counted("repeats")).isEqualTo(1);
  }

  @Test
  void everyChunkingOfAnAnswerIsTheSameAnswer() {
    for (Bytes reply : FeigCodecTest.replies()) {
      Chunks.of(reply)
          .forEach(
              chunks -> {
                var one = bench();
                ready(one);
                one.want(new TagCommand.Count(1, 1, 1));
                reset(one);
                assertThat(one.nextWritten()).isEqualTo(INVENTORY);
                long before = one.counted("answers");
                chunks.forEach(one::hear);
                assertThat(one.counted("answers")).isEqualTo(before + 1);
              });
    }
  }

  @Test
  void twiceInARowIsOneAnswer() {
    ready();
    bench.want(new TagCommand.Count(1, 1, 2));
    reset(bench);
    assertThat(bench.nextWritten()).isEqualTo(INVENTORY);
    bench.hear(ONE_TAG.plus(ONE_TAG));
    assertThat(bench.counted("bytesDropped")).isEqualTo(ONE_TAG.size());
    answer("inventory", NO_TAG);
    assertThat(bench.nextWritten()).isEqualTo(frame("system information of E004010012345678"));
  }

  @Test
  void anAnswerAfterNoiseIsAskedForAgain() {
    ready();
    bench.want(new TagCommand.Count(1, 1, 1));
    reset(bench);
    assertThat(bench.nextWritten()).isEqualTo(INVENTORY);
    bench.hear(Bytes.parse("31 00 FF 12").plus(ONE_TAG));
    answer("software version", LIVES);
    answer("inventory", NO_TAG);
    countedAgain();
    assertThat(bench.noticed()).hasSize(1);
  }

  @Test
  void ourOwnFramesComeBackFromAHalfDuplexAdapter() {
    bench.up();
    for (Bytes answer : List.of(LIVES, reply(0x69, 0, ""))) {
      Bytes sent = bench.nextWritten();
      bench.hear(sent.slice(0, 2)).hear(sent.from(2).plus(answer));
    }
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    bench.want(new TagCommand.Count(1, 1, 1));
    for (int i = 0; i < 2; i++) {
      bench.hear(bench.nextWritten()).hear(reply(0x69, 0, ""));
      bench.hear(bench.nextWritten()).hear(NO_TAG);
    }
    assertThat(bench.noticed()).singleElement().isInstanceOf(Counted.class);
    assertThat(bench.counted("echoes")).isEqualTo(6);
    assertThat(bench.counted("bytesDropped")).isZero();
  }

  @Test
  void anotherReadersAnswerIsDroppedWhereTheAddressIsSet() {
    var second = bench("address", 2);
    second.up();
    second.nextWritten();
    second.hear(LIVES);
    assertThat(second.counted("foreign")).isEqualTo(1);
    assertThat(second.counted("answers")).isZero();
  }

  @Test
  void anAntennaIsSwitchedBeforeItsJob() {
    var two = bench("antennas", 2);
    ready(two);
    two.want(new TagCommand.Count(1, 2, 1)).want(new TagCommand.Count(2, 2, 1));
    // Two counts, each made twice since it hears nothing.
    for (int i = 0; i < 4; i++) {
      answer(two, FeigFrame.encode(new Request(255, 0x6A, Bytes.of(2))), reply(0x6A, 0, ""));
      answer(two, INVENTORY, NO_TAG);
    }
    assertThat(two.noticed()).hasSize(2);
    bench.want(new TagCommand.Count(3, 3, 1));
    assertThat(bench.noticed()).hasSize(1);
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(13);
    ready();
    for (int i = 0; i < 20_000; i++) {
      if (i % 50 == 0) bench.want(new TagCommand.Count(i, 1, 2));
      if (i % 70 == 0) bench.want(new TagCommand.Mark(UID, 1, 7, true));
      Bytes reply = FeigCodecTest.replies().get(i % 4);
      bench.hear(i % 3 == 0 ? reply : Chunks.spoiled(reply, random));
      if (i % 5 == 0) bench.pass(random.nextInt(400));
    }
    bench.pass(20_000);
    bench.written.clear();
    answer("software version", LIVES);
    answer("RF reset", reply(0x69, 0, ""));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private void ready() {
    ready(bench);
  }

  private static void ready(Bench<TagCommand, TagNotice> bench) {
    bench.up();
    answer(bench, frame("software version"), LIVES);
    answer(bench, frame("RF reset"), reply(0x69, 0, ""));
  }

  /** The field is reset before each count. */
  private static void reset(Bench<TagCommand, TagNotice> bench) {
    answer(bench, frame("RF reset"), reply(0x69, 0, ""));
  }

  /** One round that heard nothing is made once more. */
  private void countedAgain() {
    reset(bench);
    answer("inventory", NO_TAG);
  }

  private void answer(String asked, Bytes answer) {
    answer(bench, frame(asked), answer);
  }

  private void answer(Bytes asked, Bytes answer) {
    answer(bench, asked.at(0) == asked.size() ? asked : request(asked), answer);
  }

  private static void answer(Bench<TagCommand, TagNotice> bench, Bytes asked, Bytes answer) {
    assertThat(bench.nextWritten()).isEqualTo(asked);
    bench.hear(answer);
  }

  private static Bytes frame(String meaning) {
    return Vectors.named(VECTORS, meaning);
  }

  private static Bytes custom(Bytes data) {
    return FeigFrame.encode(new Request(255, 0xB1, data));
  }

  private static Bytes request(Bytes data) {
    return FeigFrame.encode(new Request(255, 0xB0, data));
  }

  private static Bytes reply(int command, int status, String data) {
    return FeigFrame.encode(new Reply(0, command, status, Bytes.parse(data)));
  }

  private static Bytes system(Bytes uid, int afi) {
    return reply(0xB0, 0, "06" + uid.hex() + Bytes.of(afi).hex() + "1B 03 01");
  }

  private static Bytes blocks(String... blocks) {
    var data = Bytes.of(blocks.length, blocks[0].length() / 2);
    for (String block : blocks) data = data.plus(0).plus(Bytes.parse(block));
    return FeigFrame.encode(new Reply(0, 0xB0, 0, data));
  }

  private static Bench<TagCommand, TagNotice> bench(Object... settings) {
    return new Bench<>(new FeigDriver(new FeigConfig(SomeSettings.of(settings))));
  }
}
