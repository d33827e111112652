package org.shuyi.devices.tag;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.shuyi.devices.Bytes;

/**
 * What the words of readers of Gen2 tags share: what an EPC looks like, what its PC word says of
 * the tag, and that nothing is written. Their inventory tells the PC word with the EPC, so nothing
 * is asked of a tag before its user memory; a reader that does not tell it says so itself.
 *
 * @param <Q> the questions of its protocol
 * @param <R> the replies of its protocol
 */
public abstract class Gen2Words<Q, R> implements ReaderWords<Q, R> {
  /** Words; what a Gen2 reader surely reads with one command, and an answer has room for. */
  private static final int READ_AT_ONCE = 32;

  private static final int MOST_EPC_BYTES = 31;

  /** The user memory indicator in the high byte of a PC word. */
  private static final int HAS_USER_MEMORY = 0x04;

  private static final int LENGTH_SHIFT = 3;

  private final int antennas;
  private final Duration answerWithin;
  private final int words;

  /**
   * @param antennas how many it has, 1 or more
   * @param answerWithin the longest wait for an answer
   * @param words the most words to read from a tag
   */
  protected Gen2Words(int antennas, Duration answerWithin, int words) {
    this.antennas = antennas;
    this.answerWithin = answerWithin;
    this.words = words;
  }

  @Override
  public final int antennas() {
    return antennas;
  }

  @Override
  public final Duration answerWithin() {
    return answerWithin;
  }

  @Override
  public final int mostBlocks() {
    return words;
  }

  @Override
  public final int blocksAtOnce(int blockSize) {
    return READ_AT_ONCE;
  }

  /** A Gen2 tag has neither AFI register nor EAS bit: its marks are words of its EPC bank. */
  @Override
  public Set<TagAbility> abilities() {
    return Set.of(TagAbility.ANTENNAS);
  }

  @Override
  public final Optional<WritingWords<Q, R>> writing() {
    return Optional.empty();
  }

  @Override
  public final Q hello() {
    return fence();
  }

  /** Without addresses: one reader on a line. */
  @Override
  public boolean isOurs(R reply) {
    return true;
  }

  @Override
  public Optional<String> falseNumber(Bytes epc) {
    return epc.isEmpty() || epc.size() > MOST_EPC_BYTES
        ? Optional.of("%d bytes, expected 1 to 15 words".formatted(epc.size()))
        : Optional.empty();
  }

  @Override
  public Optional<Q> about(Found tag) {
    return Optional.empty();
  }

  @Override
  public About about(Found tag, R reply) {
    return About.Told.NOTHING;
  }

  @Override
  public About known(Found tag) {
    boolean user = tag.epc().map(bank -> isLong(bank) && hasUserMemory(bank)).orElse(false);
    return told(tag.epc(), user);
  }

  /**
   * What is known of a tag by its PC word and EPC.
   *
   * @param user whether it has user memory
   */
  protected static About told(Optional<Bytes> bank, boolean user) {
    return new About.Told(
        OptionalInt.empty(), bank, user ? OptionalInt.empty() : OptionalInt.of(0), 2);
  }

  /** Whether the PC word says that the EPC is as long as it is. */
  protected static boolean isLong(Bytes bank) {
    return bank.at(0) >> LENGTH_SHIFT == bank.size() / 2 - 1;
  }

  /** Whether the PC word says that there is user memory. */
  protected static boolean hasUserMemory(Bytes bank) {
    return (bank.at(0) & HAS_USER_MEMORY) != 0;
  }
}
