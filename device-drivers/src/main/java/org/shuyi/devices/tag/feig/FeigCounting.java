package org.shuyi.devices.tag.feig;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Tally;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.devices.tag.feig.FeigCodec.SystemInformation;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;

/**
 * Counts a shelf: some complete inventories, then one pass over the tags for what is written on
 * them. A tag that cannot be read has no content; it is still there.
 */
final class FeigCounting implements FeigJob {
  /** Answers of one round; a reader gives 4 tags in each, and no shelf holds 256 books. */
  private static final int MOST_ANSWERS = 64;

  /** Tries of one inventory, or of one question to one tag. */
  private static final int TRIES = 3;

  /** Blocks asked for at once while a tag has not said how large they are. */
  private static final int CAUTIOUS = 8;

  private final TagCommand.Count count;
  private final FeigConfig config;
  private final Tally tally;
  private final SortedMap<Bytes, Integer> rounds = new TreeMap<>();
  private final SortedMap<Bytes, Integer> dsfids = new TreeMap<>();
  private final SortedMap<Bytes, Seen> seen = new TreeMap<>();
  private final TreeSet<Bytes> thisRound = new TreeSet<>();
  private final ArrayDeque<Bytes> unread = new ArrayDeque<>();
  private Step step = new Step.Listing(false);
  private int round = 1;
  private int answers;
  private int tries;
  private String failure = "";

  private sealed interface Step {
    record Listing(boolean more) implements Step {}

    record AskingSystem(Bytes uid) implements Step {}

    /**
     * Reading a tag's memory.
     *
     * @param blocks how many blocks are wanted in all
     * @param size how many are asked for now
     */
    record Reading(Bytes uid, OptionalInt afi, int blocks, Bytes content, int first, int size)
        implements Step {}

    record Done() implements Step {}
  }

  FeigCounting(TagCommand.Count count, FeigConfig config, Tally tally) {
    this.count = count;
    this.config = config;
    this.tally = tally;
  }

  @Override
  public int antenna() {
    return count.antenna();
  }

  @Override
  public Optional<Question> next() {
    return switch (step) {
      case Step.Listing(boolean more) -> iso(FeigCodec.inventory(more));
      case Step.AskingSystem(Bytes uid) -> iso(FeigCodec.systemInformation(uid));
      case Step.Reading reading ->
          iso(FeigCodec.readBlocks(reading.uid(), reading.first(), reading.size()));
      case Step.Done() -> Optional.empty();
    };
  }

  @Override
  public void answered(Reply reply) {
    switch (step) {
      case Step.Listing listing -> listed(reply);
      case Step.AskingSystem(Bytes uid) -> systemTold(uid, reply);
      case Step.Reading reading -> read(reading, reply);
      case Step.Done() -> {}
    }
  }

  @Override
  public TagNotice end() {
    if (!failure.isEmpty()) return failed(failure);
    return new TagNotice.Counted(
        count.request(), count.antenna(), count.rounds(), Collections.unmodifiableSortedMap(seen));
  }

  @Override
  public TagNotice failed(String why) {
    return new TagNotice.NotCounted(count.request(), count.antenna(), why);
  }

  private void listed(Reply reply) {
    switch (reply.status()) {
      case FeigCodec.OK, FeigCodec.MORE_DATA -> {
        var inventory = FeigCodec.inventory(reply);
        if (inventory.others() > 0) tally.count("otherTransponders", inventory.others());
        inventory.tags().forEach(this::note);
        if (reply.status() == FeigCodec.OK) {
          endRound();
        } else if (++answers < MOST_ANSWERS) {
          step = new Step.Listing(true);
        } else {
          fail("more than %d answers to one inventory".formatted(MOST_ANSWERS));
        }
      }
      case FeigCodec.NO_TAG -> endRound();
      default -> {
        tally.count("refusals");
        step = beginRound();
        if (++tries >= TRIES) fail("inventory: " + FeigCodec.status(reply));
      }
    }
  }

  /** A list may name a tag twice, and a number that is misread may still have a good check. */
  private void note(FeigCodec.Tag tag) {
    if (tag.uid().at(0) != 0xE0) {
      tally.count("falseUids");
      return;
    }
    thisRound.add(tag.uid());
    dsfids.put(tag.uid(), tag.dsfid());
  }

  private void endRound() {
    for (var uid : thisRound) rounds.merge(uid, 1, Integer::sum);
    tries = 0;
    if (round++ < count.rounds()) {
      step = beginRound();
    } else {
      unread.addAll(rounds.keySet());
      nextTag();
    }
  }

  private Step beginRound() {
    thisRound.clear();
    answers = 0;
    return new Step.Listing(false);
  }

  private void nextTag() {
    tries = 0;
    step = unread.isEmpty() ? new Step.Done() : new Step.AskingSystem(unread.remove());
  }

  private void systemTold(Bytes uid, Reply reply) {
    var system = FeigCodec.systemInformation(reply).filter(told -> told.uid().equals(uid));
    if (system.isEmpty() && reply.status() != FeigCodec.ISO_ERROR && ++tries < TRIES) return;
    tries = 0;
    var afi = system.map(told -> OptionalInt.of(told.afi())).orElseGet(OptionalInt::empty);
    int blocks = wanted(system);
    step = new Step.Reading(uid, afi, blocks, Bytes.EMPTY, 0, firstRead(system, blocks));
  }

  private void read(Step.Reading reading, Reply reply) {
    var blocks = FeigCodec.blocks(reply).filter(told -> told.count() <= reading.size());
    if (blocks.isPresent()) {
      tries = 0;
      readOn(reading, blocks.get());
    } else if (reply.status() == FeigCodec.ISO_ERROR) {
      refused(reading);
    } else if (++tries >= TRIES) {
      finish(reading, Optional.empty());
    }
  }

  private void readOn(Step.Reading reading, FeigCodec.Blocks blocks) {
    int first = reading.first() + blocks.count();
    var content = reading.content().plus(ordered(blocks));
    int left = reading.blocks() - first;
    if (left <= 0) {
      finish(reading, Optional.of(content));
    } else {
      int size = Math.min(Math.min(left, reading.size()), longestRead(blocks.blockSize()));
      step = new Step.Reading(reading.uid(), reading.afi(), reading.blocks(), content, first, size);
    }
  }

  /** The tag has not so many blocks: fewer are asked for, down to none. */
  private void refused(Step.Reading reading) {
    if (reading.size() > 1) {
      step =
          new Step.Reading(
              reading.uid(),
              reading.afi(),
              reading.blocks(),
              reading.content(),
              reading.first(),
              reading.size() / 2);
    } else {
      boolean some = !reading.content().isEmpty();
      finish(reading, some ? Optional.of(reading.content()) : Optional.empty());
    }
  }

  private void finish(Step.Reading reading, Optional<Bytes> content) {
    var uid = reading.uid();
    seen.put(uid, new Seen(rounds.getOrDefault(uid, 1), reading.afi(), dsfid(uid), content));
    nextTag();
  }

  private OptionalInt dsfid(Bytes uid) {
    Integer dsfid = dsfids.get(uid);
    return dsfid == null ? OptionalInt.empty() : OptionalInt.of(dsfid);
  }

  private static int firstRead(Optional<SystemInformation> system, int blocks) {
    int most =
        system
            .filter(told -> told.blockSize() > 0)
            .map(told -> longestRead(told.blockSize()))
            .orElse(CAUTIOUS);
    return Math.min(most, blocks);
  }

  private static int longestRead(int blockSize) {
    return Math.max(1, FeigCodec.LONGEST_READ / blockSize);
  }

  private int wanted(Optional<SystemInformation> system) {
    int has = system.map(SystemInformation::blocks).filter(blocks -> blocks > 0).orElse(256);
    return Math.min(config.blocks(), has);
  }

  private Bytes ordered(FeigCodec.Blocks blocks) {
    if (!config.blocksReversed()) return blocks.content();
    var turned = Bytes.EMPTY;
    for (int at = 0; at < blocks.content().size(); at += blocks.blockSize()) {
      turned = turned.plus(blocks.content().slice(at, at + blocks.blockSize()).reversed());
    }
    return turned;
  }

  private void fail(String why) {
    failure = why;
    step = new Step.Done();
  }

  private static Optional<Question> iso(Bytes data) {
    return Optional.of(new Question(FeigCodec.ISO, data));
  }
}
