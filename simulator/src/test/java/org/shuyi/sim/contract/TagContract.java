package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.tag.TagAbility;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Counted;
import org.shuyi.devices.tag.TagNotice.Marked;
import org.shuyi.devices.tag.TagNotice.NotCounted;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.devices.tag.TagNotice.Written;
import org.shuyi.devices.tag.TagReader;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.TagField;

/** What every driver of a tag reader promises. The tags in the field say what is true. */
abstract class TagContract extends PortContract<TagCommand, TagNotice> {
  static final int ROUNDS = 7;

  /** Counts of D01 in each build; {@code -Dshuyi.counts=100000} for all of them (2 minutes). */
  private static final int SAMPLE = Integer.getInteger("shuyi.counts", 5_000);

  private static final int FEW = 4;
  private static final int MANY = 24;

  /** A reader over this field that gives so many tags in one answer where it can. */
  abstract Peer peer(TagField field, int tagsPerReply, long seed);

  /** The settings of such a reader, its longest wait long enough for a hundred tags. */
  abstract Given settings();

  /** Settings by which little of a tag is read, for many counts. */
  abstract Given shortReads();

  /** Settings of a reader that has two antennas. */
  abstract Given twoAntennas();

  /** How many blocks of a tag's memory a frame of the driver asks for; 0 for any other frame. */
  abstract int blocksAsked(Bytes frame);

  /** What the driver says of a tag that it saw so often. */
  Seen truth(Tag tag, int rounds) {
    return new Seen(
        rounds, OptionalInt.of(tag.afi()), OptionalInt.of(tag.dsfid()), Optional.of(tag.memory()));
  }

  /** What it says of a ghost. */
  Seen ghost(int rounds) {
    return new Seen(rounds, OptionalInt.empty(), OptionalInt.of(0x06), Optional.empty());
  }

  @Override
  final Set<String> abilities() {
    var row = Objects.requireNonNull(Wiring.deviceKinds().get(kind()), kind());
    var reader = (TagReader) row.driver(settings().and(twoAntennas()));
    return reader.abilities().stream().map(Enum::name).collect(Collectors.toSet());
  }

  /** A reader, its driver and a shelf in its field. */
  private final class Shelf {
    final VirtualTime time = new VirtualTime();
    final List<Tag> tags = new ArrayList<>();

    /** What lies before the second antenna. */
    final List<Tag> behind = new ArrayList<>();

    final Rig<TagCommand, TagNotice> rig;
    private long request;

    Shelf(int count, int tagsPerReply, long seed, Given given, int latencyMillis) {
      for (int i = 0; i < count; i++) tags.add(tag(i));
      var peer = peer(antenna -> antenna == 1 ? tags : behind, tagsPerReply, seed);
      rig = new Rig<>(time, driver(settings().and(given)), peer, latencyMillis);
    }

    Shelf(int count, long seed) {
      this(count, FEW, seed, Given.of(), 0);
    }

    Shelf begin() {
      rig.begin();
      rig.run(500);
      return this;
    }

    long count(int rounds) {
      return count(1, rounds);
    }

    long count(int antenna, int rounds) {
      rig.want(new TagCommand.Count(++request, antenna, rounds));
      return request;
    }

    /** Counts and waits for the answer. */
    TagNotice counted(int rounds) {
      long asked = count(rounds);
      for (int i = 0; i < 600 && answers(asked).isEmpty(); i++) rig.run(100);
      assertThat(answers(asked)).as("answers to one count").hasSize(1);
      return answers(asked).getFirst();
    }

    Counted reallyCounted(int rounds) {
      var answer = counted(rounds);
      assertThat(answer).isInstanceOf(Counted.class);
      return (Counted) answer;
    }

    /** Counts again until the trouble is over. */
    Counted reallyCountedAfterTrouble() {
      for (int i = 0; i < 20; i++) {
        if (counted(2) instanceof Counted counted) return counted;
        rig.run(1_000);
      }
      throw new AssertionError("never counted again");
    }

    List<TagNotice> answers(long asked) {
      return rig.notices.stream()
          .map(Rig.At::said)
          .filter(
              notice ->
                  switch (notice) {
                    case Counted counted -> counted.request() == asked;
                    case NotCounted notCounted -> notCounted.request() == asked;
                    case Marked _, Written _ -> false;
                  })
          .toList();
    }

    Marked marked(Tag tag, int afi, boolean eas) {
      int before = rig.told(Marked.class).size();
      rig.want(new TagCommand.Mark(tag.uid(), 1, afi, eas));
      for (int i = 0; i < 600 && rig.told(Marked.class).size() == before; i++) rig.run(100);
      assertThat(rig.told(Marked.class)).hasSize(before + 1);
      return rig.told(Marked.class).getLast();
    }

    Written written(Tag tag, Bytes memory, int dsfid) {
      int before = rig.told(Written.class).size();
      rig.want(new TagCommand.Write(tag.uid(), 1, memory, 4, OptionalInt.of(dsfid)));
      for (int i = 0; i < 600 && rig.told(Written.class).size() == before; i++) rig.run(100);
      assertThat(rig.told(Written.class)).hasSize(before + 1);
      return rig.told(Written.class).getLast();
    }
  }

  private static Tag tag(int number) {
    var contents = new byte[Tag.BLOCKS * Tag.BLOCK_SIZE];
    new Random(number).nextBytes(contents);
    // An NXP chip; the low nibbles are alike in many, so that anticollision has work to do.
    var uid = "E00401%02X%08X".formatted(number % 3, 0x1000 + number * 0x30);
    return new Tag(Bytes.parse(uid), Bytes.copyOf(contents), 0x07, 0x06, true);
  }

  private void isTheWholeTruth(Counted counted, List<Tag> tags) {
    assertThat(counted.tags().keySet())
        .isEqualTo(tags.stream().map(Tag::uid).collect(Collectors.toCollection(TreeSet::new)));
    for (Tag tag : tags) {
      assertThat(counted.tags()).containsEntry(tag.uid(), truth(tag, counted.rounds()));
    }
  }

  /** Nothing is said of a shelf that is not so; a content that was not read is not a lie. */
  private void isNoLie(Counted counted, List<Tag> tags, String why) {
    for (var told : counted.tags().entrySet()) {
      var tag = tags.stream().filter(each -> each.uid().equals(told.getKey())).findFirst();
      assertThat(tag).as(why).isPresent();
      var seen = told.getValue();
      assertThat(seen.rounds()).as(why).isBetween(1, counted.rounds());
      if (seen.epc().isPresent()) {
        assertThat(seen.epc()).as(why).isEqualTo(truth(tag.orElseThrow(), 1).epc());
      }
      if (seen.afi().isPresent()) {
        assertThat(seen.afi()).as(why).hasValue(tag.orElseThrow().afi());
      }
      seen.memory()
          .ifPresent(memory -> assertThat(memory).as(why).isEqualTo(tag.orElseThrow().memory()));
    }
  }

  @Override
  final Rig<TagCommand, TagNotice> rig(long seed) {
    return new Shelf(6, seed).rig;
  }

  @Override
  final void work(Rig<TagCommand, TagNotice> rig) {
    rig.want(new TagCommand.Count(rig.time.now(), 1, 3));
  }

  @Test
  void everyTagIsCountedWithItsContentsAndMarks() {
    var shelf = new Shelf(16, 1).begin();
    isTheWholeTruth(shelf.reallyCounted(ROUNDS), shelf.tags);
  }

  @Test
  void aTagMissedInSomeRoundsIsCountedWithTheRoundsThatSawIt() {
    for (int missed = 1; missed < ROUNDS; missed++) {
      var shelf = new Shelf(5, 1).begin();
      shelf.rig.faults().add(new Fault.Missed(shelf.tags.get(2).uid(), missed));
      var counted = shelf.reallyCounted(ROUNDS);
      for (Tag tag : shelf.tags) {
        int seen = tag == shelf.tags.get(2) ? ROUNDS - missed : ROUNDS;
        assertThat(counted.tags()).containsEntry(tag.uid(), truth(tag, seen));
      }
    }
  }

  @Test
  void aTagMissedInEveryRoundIsNotThere() {
    var shelf = new Shelf(5, 1).begin();
    var missed = shelf.tags.remove(2);
    isTheWholeTruth(shelf.reallyCounted(ROUNDS), shelf.tags);
    assertThat(shelf.tags).doesNotContain(missed);
  }

  @Test
  void aGhostIsToldWithItsRoundsAndWithoutContents() {
    var shelf = new Shelf(5, 1).begin();
    var ghost = Bytes.parse("E004010099999999");
    shelf.rig.faults().add(new Fault.Ghost(ghost, 0x06, 2));
    var counted = shelf.reallyCounted(ROUNDS);
    assertThat(counted.tags()).hasSize(6);
    assertThat(counted.tags().get(ghost)).isEqualTo(ghost(2));
  }

  @Test
  void contentsAreReadInOnePassForEachTag() {
    var shelf = new Shelf(16, 1).begin();
    shelf.rig.forget();
    shelf.reallyCounted(ROUNDS);
    int asked = shelf.rig.written.stream().mapToInt(at -> blocksAsked(at.said())).sum();
    assertThat(asked).isEqualTo(16 * Tag.BLOCKS);
  }

  @Test
  void moreTagsThanOneAnswerHoldsAreAllCounted() {
    for (int count : new int[] {0, 1, FEW - 1, FEW, FEW + 1, 2 * FEW, 30}) {
      var shelf = new Shelf(count, 1).begin();
      isTheWholeTruth(shelf.reallyCounted(2), shelf.tags);
    }
  }

  @Test
  @WhereItCan("ANTENNAS")
  void eachAntennaCountsItsOwnTagsAndAnAntennaThatIsNotThereCountsNothing() {
    var shelf = new Shelf(5, FEW, 1, twoAntennas(), 0);
    for (int i = 20; i < 27; i++) shelf.behind.add(tag(i));
    shelf.begin();
    for (int i = 0; i < 6; i++) {
      int antenna = 1 + i % 2;
      long asked = shelf.count(antenna, 2);
      shelf.rig.run(20_000);
      var answer = shelf.answers(asked).getFirst();
      assertThat(answer).isInstanceOf(Counted.class);
      isTheWholeTruth((Counted) answer, antenna == 1 ? shelf.tags : shelf.behind);
    }
    long none = shelf.count(3, 2);
    shelf.rig.run(20_000);
    assertThat(shelf.answers(none)).hasSize(1).first().isInstanceOf(NotCounted.class);
  }

  @Test
  void aHundredTagsAreCounted() {
    for (int tagsPerReply : new int[] {FEW, MANY}) {
      var shelf = new Shelf(100, tagsPerReply, 1, Given.of(), 0).begin();
      isTheWholeTruth(shelf.reallyCounted(ROUNDS), shelf.tags);
    }
  }

  private static List<Fault> troubles(List<Tag> tags) {
    return List.of(
        new Fault.Deaf(),
        new Fault.Mute(1),
        new Fault.Mute(2),
        new Fault.Mute(5),
        new Fault.Mute(Fault.FOR_EVER),
        new Fault.Late(500, 3),
        new Fault.Late(3_500, 1),
        new Fault.Late(3_500, 4),
        new Fault.Late(10_000, 2),
        new Fault.OneBehind(),
        new Fault.Noise(2, 2, 2),
        new Fault.Noise(50, 50, 50),
        new Fault.Echo(),
        new Fault.MissedByChance(300),
        new Fault.WriteFails(tags.getFirst().uid(), 1));
  }

  @Test
  void everyCountHasOneAnswerAndItIsNoLieWhateverHappens() {
    int kinds = troubles(new Shelf(1, 1).tags).size();
    for (int trouble = 0; trouble < kinds; trouble++) {
      for (int after = 0; after < 400; after += 67) {
        var shelf = new Shelf(6, after).begin();
        long asked = shelf.count(3);
        shelf.rig.run(after);
        var fault = troubles(shelf.tags).get(trouble);
        shelf.rig.faults().add(fault);
        shelf.rig.run(40_000);
        shelf.rig.faults().heal();
        shelf.rig.run(40_000);
        String why = fault + " after " + after + " ms";
        assertThat(shelf.answers(asked)).as(why).hasSize(1);
        if (shelf.answers(asked).getFirst() instanceof Counted counted) {
          isNoLie(counted, shelf.tags, why);
        }
        isTheWholeTruth(shelf.reallyCounted(3), shelf.tags);
      }
    }
  }

  @Test
  void aReaderThatFallsSilentOrIsUnpluggedCountsNothing() {
    for (int after = 0; after < 700; after += 13) {
      boolean plug = after % 2 == 0;
      var shelf = new Shelf(6, 1).begin();
      long asked = shelf.count(ROUNDS);
      shelf.rig.run(after);
      if (plug) shelf.rig.line.unplug();
      else shelf.rig.faults().add(new Fault.Deaf());
      shelf.rig.run(30_000);
      assertThat(shelf.answers(asked)).as("after %d ms", after).hasSize(1);
      assertThat(shelf.answers(asked).getFirst()).isInstanceOf(NotCounted.class);
      assertThat(shelf.rig.lost()).isTrue();
    }
  }

  @Test
  void aSilentReaderIsLostWithinItsWaitsAndReadyWithinFiveSecondsOfItsReturn() {
    var shelf = new Shelf(6, 1).begin();
    shelf.rig.faults().add(new Fault.Deaf());
    shelf.rig.run(LOST_WITHIN);
    assertThat(shelf.rig.lost()).isTrue();
    assertThat(shelf.counted(3)).isInstanceOf(NotCounted.class);
    shelf.rig.faults().heal();
    shelf.rig.run(READY_WITHIN);
    assertThat(shelf.rig.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aLateAnswerNeverBecomesAnotherCounts() {
    for (int late = 2_000; late <= 8_000; late += 311) {
      var shelf = new Shelf(8, late).begin();
      shelf.rig.faults().add(new Fault.Late(late, 1 + late % 3));
      long first = shelf.count(2);
      shelf.rig.run(late / 7);
      // Another hand empties the shelf and fills it with other books while the first count waits.
      var others = List.of(tag(50), tag(51), tag(52));
      for (int i = 0; i < 200 && shelf.answers(first).isEmpty(); i++) shelf.rig.run(50);
      shelf.tags.clear();
      shelf.tags.addAll(others);
      var counted = shelf.reallyCountedAfterTrouble();
      isTheWholeTruth(counted, others);
      assertThat(shelf.answers(first)).hasSize(1);
    }
  }

  @Test
  @WhereItCan("AFI")
  void marksAreWrittenAndReadBackOnTheRightTag() {
    var shelf = new Shelf(8, 1).begin();
    for (int i = 0; i < 8; i++) {
      boolean lent = i % 2 == 0;
      var told = shelf.marked(shelf.tags.get(i), lent ? 0xC2 : 0x07, !lent);
      assertThat(told.written()).as(told.detail()).isTrue();
      assertThat(told.uid()).isEqualTo(shelf.tags.get(i).uid());
    }
    for (int i = 0; i < 8; i++) {
      boolean lent = i % 2 == 0;
      assertThat(shelf.tags.get(i).afi()).isEqualTo(lent ? 0xC2 : 0x07);
      assertThat(shelf.tags.get(i).eas()).isEqualTo(!lent);
    }
  }

  @Test
  @WhereItCan("AFI")
  void aWriteThatFailsOnceIsWrittenAgainAndOneThatFailsForEverIsTold() {
    var shelf = new Shelf(3, 1).begin();
    var worn = shelf.tags.get(0);
    var weak = shelf.tags.get(1);
    var locked = shelf.tags.get(2);
    shelf.rig.faults().add(new Fault.WriteFails(worn.uid(), Fault.FOR_EVER));
    shelf.rig.faults().add(new Fault.WriteFails(weak.uid(), 1));
    locked.lock();
    assertThat(shelf.marked(worn, 0xC2, false).written()).isFalse();
    assertThat(shelf.marked(weak, 0xC2, false).written()).isTrue();
    assertThat(shelf.marked(locked, 0xC2, false).written()).isFalse();
    assertThat(shelf.marked(tag(77), 0xC2, false).written()).isFalse();
    assertThat(worn.afi()).isEqualTo(0x07);
    assertThat(weak.afi()).isEqualTo(0xC2);
    assertThat(weak.eas()).isFalse();
  }

  @Test
  @WhereItCan("AFI")
  void writtenIsSaidOnlyOfATagThatBearsItsMarks() {
    var random = new Random(20_260_302);
    for (int seed = 1; seed <= 60; seed++) {
      var shelf = new Shelf(3, seed).begin();
      var tag = shelf.tags.getFirst();
      var troubles = troubles(shelf.tags);
      shelf.rig.faults().add(troubles.get(random.nextInt(troubles.size())));
      shelf.rig.faults().add(new Fault.WriteFails(tag.uid(), random.nextInt(8)));
      var told = shelf.marked(tag, 0xC2, false);
      if (told.written()) {
        assertThat(tag.afi()).as("seed %d: %s", seed, told).isEqualTo(0xC2);
        assertThat(tag.eas()).as("seed %d: %s", seed, told).isFalse();
      }
      assertThat(shelf.tags.get(1).afi()).isEqualTo(0x07);
      assertThat(shelf.tags.get(1).eas()).isTrue();
      shelf.rig.run(60_000);
      assertThat(shelf.rig.told(Marked.class)).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void whatItCannotWriteItRefusesAtOnce() {
    var shelf = new Shelf(2, 1).begin();
    var tag = shelf.tags.getFirst();
    if (!abilities().contains(TagAbility.AFI.name())) {
      shelf.rig.want(new TagCommand.Mark(tag.uid(), 1, 0xC2, false));
      assertThat(shelf.rig.told(Marked.class))
          .singleElement()
          .matches(told -> !told.written() && !told.detail().isEmpty());
    }
    if (!abilities().contains(TagAbility.CONTENTS.name())) {
      shelf.rig.want(new TagCommand.Write(tag.uid(), 1, tag.memory(), 4, OptionalInt.of(6)));
      assertThat(shelf.rig.told(Written.class))
          .singleElement()
          .matches(told -> !told.written() && !told.detail().isEmpty());
    }
  }

  @Test
  @WhereItCan("EAS")
  void aTagThatLeavesBeforeItsSilenceIsProvenIsNotSaidToBeWritten() {
    for (int after = 5; after < 400; after += 11) {
      var shelf = new Shelf(1, after).begin();
      var tag = shelf.tags.getFirst();
      shelf.rig.want(new TagCommand.Mark(tag.uid(), 1, 0xC2, false));
      shelf.rig.run(after);
      boolean right = tag.afi() == 0xC2 && !tag.eas();
      shelf.tags.clear();
      shelf.rig.run(20_000);
      var told = shelf.rig.told(Marked.class);
      assertThat(told).as("gone after %d ms", after).hasSize(1);
      if (told.getFirst().written()) assertThat(right).as("gone after %d ms", after).isTrue();
    }
  }

  @Test
  @WhereItCan("CONTENTS")
  void contentsAreWrittenAndReadBackOnTheRightTag() {
    var shelf = new Shelf(3, 1).begin();
    var tag = shelf.tags.get(1);
    var others = List.of(shelf.tags.get(0).memory(), shelf.tags.get(2).memory());
    var told = shelf.written(tag, tag(99).memory(), 0x3E);
    assertThat(told).isEqualTo(new Written(tag.uid(), true, "28 blocks and DSFID 3E"));
    assertThat(tag.memory()).isEqualTo(tag(99).memory());
    assertThat(tag.dsfid()).isEqualTo(0x3E);
    assertThat(List.of(shelf.tags.get(0).memory(), shelf.tags.get(2).memory())).isEqualTo(others);
  }

  @Test
  @WhereItCan("CONTENTS")
  void writtenIsSaidOnlyOfATagThatHoldsItsContents() {
    var random = new Random(20_261_122);
    for (int seed = 1; seed <= 40; seed++) {
      var shelf = new Shelf(3, seed).begin();
      var tag = shelf.tags.getFirst();
      var before = shelf.tags.get(1).memory();
      if (seed % 10 == 0) tag.lock();
      var troubles = troubles(shelf.tags);
      shelf.rig.faults().add(troubles.get(random.nextInt(troubles.size())));
      shelf.rig.faults().add(new Fault.WriteFails(tag.uid(), random.nextInt(8)));
      var told = shelf.written(tag, tag(99).memory(), 0x3E);
      if (told.written()) {
        assertThat(tag.memory()).as("seed %d: %s", seed, told).isEqualTo(tag(99).memory());
        assertThat(tag.dsfid()).as("seed %d: %s", seed, told).isEqualTo(0x3E);
      }
      assertThat(shelf.tags.get(1).memory()).isEqualTo(before);
      shelf.rig.run(60_000);
      assertThat(shelf.rig.told(Written.class)).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void settingsLostAfterPowerUpAreRestoredBeforeAnswersCount() {
    var shelf = new Shelf(6, 1).begin();
    shelf.rig.line.unplug();
    shelf.rig.run(2_000);
    shelf.rig.faults().add(new Fault.SettingsLost());
    shelf.rig.line.plugIn();
    for (int i = 0; i < 500 && !shelf.rig.ready(); i++) shelf.rig.run(10);
    isTheWholeTruth(shelf.reallyCounted(3), shelf.tags);
  }

  @Test
  void settingsLostWhileTheLineStaysUpNeverEmptyTheShelf() {
    for (int after = 0; after < 4_000; after += 191) {
      var shelf = new Shelf(6, 1).begin();
      shelf.rig.run(after);
      shelf.rig.faults().add(new Fault.SettingsLost());
      shelf.rig.run(50);
      isTheWholeTruth(shelf.reallyCounted(3), shelf.tags);
    }
  }

  /** At any moment of the count, such as between its first word and its first round. */
  @Test
  void settingsLostInTheMiddleOfACountNeverEmptyTheShelf() {
    for (int after = 0; after < 400; after += 3) {
      var shelf = new Shelf(6, 1).begin();
      long asked = shelf.count(ROUNDS);
      shelf.rig.run(after);
      shelf.rig.faults().add(new Fault.SettingsLost());
      shelf.rig.run(20_000);
      for (TagNotice answer : shelf.answers(asked)) {
        if (answer instanceof Counted counted) {
          assertThat(counted.tags()).as("lost after %d ms", after).hasSize(6);
          assertThat(counted.tags().values())
              .as("rounds in which each was heard, lost after %d ms", after)
              .allSatisfy(seen -> assertThat(seen.rounds()).isEqualTo(ROUNDS));
        }
      }
    }
  }

  @Test
  void answersInAnyPiecesDoubledNoisyAndDelayedAreUnderstood() {
    var manners = new ArrayList<Pieces>(List.of(Pieces.SINGLE, Pieces.DOUBLED));
    for (int at = 1; at < 20; at++) manners.add(Pieces.cutAt(at));
    for (int seed = 1; seed <= 10; seed++) manners.add(Pieces.byChance(seed));
    for (Pieces manner : manners) {
      var shelf = new Shelf(6, 1).begin();
      shelf.rig.inPieces(manner);
      isTheWholeTruth(shelf.reallyCounted(3), shelf.tags);
    }
    isTheWholeTruth(
        new Shelf(6, FEW, 1, Given.of(), 16).begin().reallyCounted(3), new Shelf(6, 1).tags);
  }

  @Test
  void anEchoingAdapterChangesNothing() {
    var shelf = new Shelf(6, 1);
    shelf.rig.faults().add(new Fault.Echo());
    shelf.begin();
    isTheWholeTruth(shelf.reallyCounted(3), shelf.tags);
    boolean marks = abilities().contains(TagAbility.AFI.name());
    assertThat(shelf.marked(shelf.tags.getFirst(), 0xC2, false).written()).isEqualTo(marks);
    assertThat(shelf.rig.lost()).isFalse();
  }

  @Test
  void sixteenBooksOfWhichEachRoundMissesOneInTwentyAreAllThereAfterSevenRounds() {
    var shelf = new Shelf(16, MANY, 20_260_305, shortReads(), 0).begin();
    shelf.rig.faults().add(new Fault.MissedByChance(50));
    int full = 0;
    for (int i = 1; i <= SAMPLE; i++) {
      var counted = shelf.reallyCounted(ROUNDS);
      assertThat(counted.tags()).as("count %d", i).hasSize(16);
      if (counted.tags().values().stream().allMatch(seen -> seen.rounds() == ROUNDS)) full++;
      shelf.rig.forget();
    }
    assertThat(full).as("counts in which nothing was missed").isLessThan(SAMPLE / 20);
  }

  @Test
  void noiseNeverMakesABookOfAnother() {
    for (int seed = 1; seed <= 40; seed++) {
      var shelf = new Shelf(6, seed).begin();
      shelf.rig.faults().add(new Fault.Noise(seed % 5, seed % 3, seed % 4));
      if (shelf.counted(3) instanceof Counted counted) {
        isNoLie(counted, shelf.tags, "seed " + seed);
      }
    }
  }
}
