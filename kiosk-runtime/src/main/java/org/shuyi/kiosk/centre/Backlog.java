package org.shuyi.kiosk.centre;

import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.trust.Octets;

/**
 * The journal as the courier sees it: committed records in order, read when they are to be sent.
 */
public interface Backlog {
  /** 8 bytes, drawn when the journal file was created. */
  Octets epoch();

  /** The number of the last committed record, 0 before the first. */
  long lastSeq();

  /** What the journal remembers of the centre's last {@code applied}. */
  long applied();

  /**
   * The chain's hash after a record, 32 bytes; zeros for 0. Of no bytes where the journal has
   * failed and the record is not its last.
   */
  Octets hashAt(long seq);

  /**
   * At most {@code most} records from {@code fromSeq} on, in order and without a gap; none where
   * the journal has failed.
   */
  List<Octets> records(long fromSeq, int most);

  /** The item of which this record says that it is here now, if it says so. */
  Optional<TagId> arrived(long seq);

  /**
   * The centre has another story than this journal: it holds records that were never written here,
   * or others under the same numbers. A card that lied about its flushes, or a copy.
   *
   * @param why in plain words
   * @param centreHas the last record that the centre has
   */
  void disowned(String why, long centreHas);
}
