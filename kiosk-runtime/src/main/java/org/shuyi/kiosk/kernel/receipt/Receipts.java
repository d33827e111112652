package org.shuyi.kiosk.kernel.receipt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The state of receipts on paper.
 *
 * @param jobs the number of the last receipt that was meant; the next one's number follows
 * @param prints whether the printer has said that it would print, in this life of the program
 * @param open those of which no word has come yet, oldest first; at most {@link #MOST_OPEN}
 * @param slip of the patron who asked last
 */
public record Receipts(long jobs, boolean prints, List<Open> open, Optional<Slip> slip) {
  /** As many as a printer keeps waiting. */
  public static final int MOST_OPEN = 4;

  public Receipts {
    open = List.copyOf(open);
  }

  /**
   * @param until the tick at which no word is waited for any more
   */
  public record Open(long job, long until) {}

  public static Receipts none() {
    return new Receipts(0, false, List.of(), Optional.empty());
  }

  /** The receipt of this visit, if one was wanted. */
  public Optional<Slip> of(long visit) {
    return slip.filter(one -> one.visit() == visit);
  }

  boolean isOpen(long job) {
    return open.stream().anyMatch(one -> one.job() == job);
  }

  Receipts printing(boolean would) {
    return new Receipts(jobs, would, open, slip);
  }

  Receipts meaning(long visit, long until) {
    long job = jobs + 1;
    var all = Stream.concat(open.stream(), Stream.of(new Open(job, until))).toList();
    return new Receipts(job, prints, all, Optional.of(new Slip(visit, job, Slip.Stage.PRINTING)));
  }

  Receipts ended(long job, Slip.Stage how) {
    var others = open.stream().filter(one -> one.job() != job).toList();
    return new Receipts(
        jobs, prints, others, slip.map(one -> one.job() == job ? one.in(how) : one));
  }
}
