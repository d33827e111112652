package org.shuyi.devices.tag;

import java.util.OptionalInt;
import org.shuyi.devices.Bytes;

/**
 * How one maker's readers write on a tag of ISO 15693 and see what became of it.
 *
 * @param <Q> the questions of its protocol
 * @param <R> the replies of its protocol
 */
public interface WritingWords<Q, R> {
  Q writeAfi(Bytes uid, int afi);

  /** What is asked to read an AFI back. */
  Q askAfi(Bytes uid);

  /** The AFI, if the answer came from this tag. */
  OptionalInt afi(Bytes uid, R reply);

  /** Whether an answer to a write says that it will never succeed. */
  boolean isLocked(R reply);

  /** Whether this tag's chip has an EAS bit that is used here. */
  boolean hasEas(Bytes uid);

  Q setEas(Bytes uid, boolean on);

  Eas eas(R reply);

  /** Asks the tag to ring. */
  Q askAlarm(Bytes uid);

  Alarm alarm(Bytes uid, R reply);

  Q writeBlocks(Bytes uid, int first, int blockSize, Bytes content);

  /** How many blocks are written at once. */
  int blocksAtOnce();

  Q writeDsfid(Bytes uid, int dsfid);

  Q askDsfid(Bytes uid);

  /** The DSFID, if the answer came from this tag. */
  OptionalInt dsfid(Bytes uid, R reply);

  /** How setting the EAS bit was answered. */
  enum Eas {
    DONE,
    NOT_SUPPORTED,
    FAILED
  }

  /** How a tag that was asked to ring answered. */
  enum Alarm {
    RINGS,
    /** It does not ring, or it is not there. */
    SILENT,
    NOT_SUPPORTED,
    FAILED
  }
}
