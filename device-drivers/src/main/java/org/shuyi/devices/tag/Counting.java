package org.shuyi.devices.tag;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Tally;
import org.shuyi.devices.tag.ReaderWords.About;
import org.shuyi.devices.tag.ReaderWords.Found;
import org.shuyi.devices.tag.ReaderWords.Listed;
import org.shuyi.devices.tag.ReaderWords.Memory;
import org.shuyi.devices.tag.TagNotice.Seen;

/**
 * Counts a shelf: some complete inventories, then one pass over the tags for what is written on
 * them. A tag that cannot be read has no content; it is still there.
 */
final class Counting<Q, R> implements ReaderJob<Q, R> {
  /** Answers of one round; a reader may give 4 tags in each, and no shelf holds 256 books. */
  private static final int MOST_ANSWERS = 64;

  /** Tries of one inventory, or of one question to one tag. */
  private static final int TRIES = 3;

  private final TagCommand.Count count;
  private final boolean second;
  private final ReaderWords<Q, R> words;
  private final Tally tally;
  private final SortedMap<Bytes, Integer> rounds = new TreeMap<>();
  private final SortedMap<Bytes, Found> found = new TreeMap<>();
  private final SortedMap<Bytes, Seen> seen = new TreeMap<>();
  private final TreeSet<Bytes> thisRound = new TreeSet<>();
  private final ArrayDeque<Bytes> unread = new ArrayDeque<>();
  private ReaderWords.Round<Q, R> listing;
  private Step<Q> step;
  private int round = 1;
  private int answers;
  private int tries;
  private boolean heardNothing;
  private String failure = "";

  private sealed interface Step<Q> {
    record Listing<Q>(Q question) implements Step<Q> {}

    record Asking<Q>(Found tag, Q question) implements Step<Q> {}

    /**
     * Reading a tag's memory.
     *
     * @param blocks how many blocks are wanted in all
     * @param size how many are asked for now
     */
    record Reading<Q>(Found tag, About.Told about, int blocks, Bytes content, int first, int size)
        implements Step<Q> {
      Reading<Q> fewer() {
        return new Reading<>(tag, about, blocks, content, first, size / 2);
      }
    }

    record Done<Q>() implements Step<Q> {}
  }

  Counting(TagCommand.Count count, ReaderWords<Q, R> words, Tally tally) {
    this(count, false, words, tally);
  }

  private Counting(TagCommand.Count count, boolean second, ReaderWords<Q, R> words, Tally tally) {
    this.count = count;
    this.second = second;
    this.words = words;
    this.tally = tally;
    this.listing = words.round();
    this.step = new Step.Listing<>(listing.begin());
  }

  @Override
  public int antenna() {
    return count.antenna();
  }

  @Override
  public Optional<Q> next() {
    return switch (step) {
      case Step.Listing<Q>(Q question) -> Optional.of(question);
      case Step.Asking<Q>(Found tag, Q question) -> Optional.of(question);
      case Step.Reading<Q> reading ->
          Optional.of(words.read(reading.tag().uid(), reading.first(), reading.size()));
      case Step.Done<Q>() -> Optional.empty();
    };
  }

  @Override
  public void answered(List<R> replies) {
    switch (step) {
      case Step.Listing<Q> _ -> listed(listing.heard(replies));
      case Step.Asking<Q> asking -> told(asking.tag(), replies.getLast());
      case Step.Reading<Q> reading -> read(reading, replies);
      case Step.Done<Q>() -> {}
    }
  }

  @Override
  public TagNotice end() {
    if (!failure.isEmpty()) return failed(failure);
    return new TagNotice.Counted(
        count.request(), count.antenna(), count.rounds(), Collections.unmodifiableSortedMap(seen));
  }

  /**
   * The same count once more, where a round heard no tag at all: a shelf that was emptied looks
   * like a reader that lost its settings as it began, and one that loses them on the way misses
   * every tag at once.
   */
  Optional<Counting<Q, R>> again() {
    return second || !failure.isEmpty() || !heardNothing
        ? Optional.empty()
        : Optional.of(new Counting<>(count, true, words, tally));
  }

  @Override
  public TagNotice failed(String why) {
    return new TagNotice.NotCounted(count.request(), count.antenna(), why);
  }

  private void listed(Listed<Q> listed) {
    switch (listed) {
      case Listed.Tags<Q>(List<Found> tags, int others, Optional<Q> next) -> {
        if (others > 0) tally.count("otherTransponders", others);
        tags.forEach(this::note);
        if (next.isEmpty()) {
          endRound();
        } else if (++answers < MOST_ANSWERS) {
          step = new Step.Listing<>(next.get());
        } else {
          fail("more than %d answers to one inventory".formatted(MOST_ANSWERS));
        }
      }
      case Listed.Refused<Q>(String why) -> {
        tally.count("refusals");
        step = beginRound();
        if (++tries >= TRIES) fail("inventory: " + why);
      }
    }
  }

  /** A list may name a tag twice, and a number that is misread may still have a good check. */
  private void note(Found tag) {
    if (words.falseNumber(tag.uid()).isPresent()) {
      tally.count("falseUids");
      return;
    }
    thisRound.add(tag.uid());
    found.put(tag.uid(), tag);
  }

  private void endRound() {
    heardNothing |= thisRound.isEmpty();
    for (var uid : thisRound) rounds.merge(uid, 1, Integer::sum);
    tries = 0;
    if (round++ < count.rounds()) {
      step = beginRound();
    } else {
      unread.addAll(rounds.keySet());
      nextTag();
    }
  }

  private Step<Q> beginRound() {
    thisRound.clear();
    answers = 0;
    listing = words.round();
    return new Step.Listing<>(listing.begin());
  }

  private void nextTag() {
    tries = 0;
    if (unread.isEmpty()) {
      step = new Step.Done<>();
      return;
    }
    Found tag = found(unread.remove());
    var question = words.about(tag);
    if (question.isPresent()) step = new Step.Asking<>(tag, question.get());
    else begin(tag, words.known(tag));
  }

  private Found found(Bytes uid) {
    var tag = found.get(uid);
    if (tag == null) throw new IllegalStateException("not in any list: " + uid);
    return tag;
  }

  private void told(Found tag, R reply) {
    var about = words.about(tag, reply);
    if (about instanceof About.AskAgain && ++tries < TRIES) return;
    tries = 0;
    begin(tag, about);
  }

  private void begin(Found tag, About about) {
    var told =
        switch (about) {
          case About.Told known -> known;
          case About.AskAgain _ -> About.Told.NOTHING;
        };
    int blocks = Math.min(words.mostBlocks(), told.blocks().orElse(words.mostBlocks()));
    if (blocks == 0) {
      finish(tag, told, Optional.empty());
      return;
    }
    int size = Math.min(words.blocksAtOnce(told.blockSize()), blocks);
    step = new Step.Reading<>(tag, told, blocks, Bytes.EMPTY, 0, size);
  }

  private void read(Step.Reading<Q> reading, List<R> replies) {
    switch (words.memory(reading.tag().uid(), replies)) {
      case Memory.Blocks blocks when blocks.count() <= reading.size() -> {
        tries = 0;
        readOn(reading, blocks);
      }
      case Memory.NotThere _ -> refused(reading);
      case Memory.Blocks _, Memory.Failed _ -> {
        if (++tries >= TRIES) finish(reading.tag(), reading.about(), Optional.empty());
      }
    }
  }

  private void readOn(Step.Reading<Q> reading, Memory.Blocks blocks) {
    int first = reading.first() + blocks.count();
    var content = reading.content().plus(blocks.content());
    int left = reading.blocks() - first;
    if (left <= 0) {
      finish(reading.tag(), reading.about(), Optional.of(content));
    } else {
      int most = Math.min(reading.size(), words.blocksAtOnce(blocks.blockSize()));
      int size = Math.min(left, most);
      step =
          new Step.Reading<>(
              reading.tag(), reading.about(), reading.blocks(), content, first, size);
    }
  }

  /** The tag has not so many blocks: fewer are asked for, down to none. */
  private void refused(Step.Reading<Q> reading) {
    if (reading.size() > 1) {
      step = reading.fewer();
    } else {
      var content = Optional.of(reading.content()).filter(some -> !some.isEmpty());
      finish(reading.tag(), reading.about(), content);
    }
  }

  private void finish(Found tag, About.Told about, Optional<Bytes> content) {
    var uid = tag.uid();
    int times = rounds.getOrDefault(uid, 1);
    var epc = about.epc().or(tag::epc);
    seen.put(uid, new Seen(times, about.afi(), tag.dsfid(), content, epc));
    nextTag();
  }

  private void fail(String why) {
    failure = why;
    step = new Step.Done<>();
  }
}
