package org.shuyi.devices.tag;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Talk;

/**
 * What one maker's readers are asked, and what their answers mean. How a reader is woken, counted
 * with and lost is the same for all of them and stands in {@link ReaderDriver}.
 *
 * @param <Q> the questions of its protocol
 * @param <R> the replies of its protocol
 */
public interface ReaderWords<Q, R> extends Talk.Language<Q, R> {
  /** How many antennas it has, 1 or more. */
  int antennas();

  /** The longest wait for an answer, a whole anticollision included. */
  Duration answerWithin();

  /**
   * From one sign of life of an idle reader to the next, at most 2 s: with three waits of 300 ms an
   * unplugged reader is lost within 3 s.
   */
  default Duration poll() {
    return Duration.ofSeconds(1);
  }

  Set<TagAbility> abilities();

  /** The first question to a reader that may just have got its power. */
  Q hello();

  /** What puts it in order after it has answered {@link #hello}. */
  Settling<Q, R> settle(List<R> hello);

  /**
   * What is asked before a job; nothing more where the antenna is {@code on} already.
   *
   * @param anew whether it must be put in order in any case: it may have lost its settings in a
   *     brown-out while its line stayed up, and see an empty shelf
   * @param on the antenna that was used last, 0 if none
   */
  Settling<Q, R> prepare(int antenna, boolean anew, int on);

  /** One complete inventory. */
  Round<Q, R> round();

  /** Why this cannot be a tag's number: it was misread. Empty if it can. */
  Optional<String> falseNumber(Bytes uid);

  /** What is asked about a tag before its memory, if anything. */
  Optional<Q> about(Found tag);

  /** What was answered about it. */
  About about(Found tag, R reply);

  /** What is known about it where there is nothing to ask. */
  About known(Found tag);

  /** How many blocks are asked for at once; size 0 is not known. */
  int blocksAtOnce(int blockSize);

  /** The most blocks to read from a tag. */
  int mostBlocks();

  Q read(Bytes uid, int first, int count);

  /** What was answered to {@link #read}, in one frame or in several. */
  Memory memory(Bytes uid, List<R> replies);

  /** The marks and contents of a tag; empty where this reader writes none. */
  Optional<WritingWords<Q, R>> writing();

  /** {@code status 83, RF communication}. */
  String status(R reply);

  /** A tag in an inventory; {@code dsfid} and {@code epc} as far as it tells them. */
  record Found(Bytes uid, OptionalInt dsfid, Optional<Bytes> epc) {}

  /** One complete inventory in one or more questions. */
  interface Round<Q, R> {
    Q begin();

    Listed<Q> heard(List<R> replies);
  }

  /** What one answer of an inventory lists. */
  sealed interface Listed<Q> {
    /**
     * Some tags.
     *
     * @param others how many of another kind, or records that could not be read
     * @param next what is asked for the rest of the round; empty at its end
     */
    record Tags<Q>(List<Found> tags, int others, Optional<Q> next) implements Listed<Q> {}

    record Refused<Q>(String why) implements Listed<Q> {}
  }

  /** What a reader tells about a tag beside its memory. */
  sealed interface About {
    /**
     * Some of it.
     *
     * @param blocks how many it has, if it says so
     * @param blockSize bytes in a block, 0 if it does not say
     */
    record Told(OptionalInt afi, Optional<Bytes> epc, OptionalInt blocks, int blockSize)
        implements About {
      public static final Told NOTHING =
          new Told(OptionalInt.empty(), Optional.empty(), OptionalInt.empty(), 0);
    }

    /** The answer was not about this tag, or disturbed. */
    record AskAgain() implements About {}
  }

  /** Some of a tag's memory. */
  sealed interface Memory {
    record Blocks(int count, int blockSize, Bytes content) implements Memory {}

    /** The tag has not so many blocks. */
    record NotThere() implements Memory {}

    /** Disturbed, out of the field, or about another tag. */
    record Failed() implements Memory {}
  }

  /** Questions that put a reader in order. */
  interface Settling<Q, R> {
    Optional<Q> next();

    void answered(List<R> replies);

    /** What went wrong, in words; empty if nothing did. */
    String complaint();
  }
}
