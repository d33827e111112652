package org.shuyi.sim.power;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.sim.judge.Durable;
import org.shuyi.sim.judge.Shelves;

/**
 * What a journal must keep through all cuts: whatever was there after the last one, and whatever
 * has left the machine since.
 */
final class Promises {
  private Shelves shelves = new Shelves();
  private String epoch = "";
  private long lastSeq;
  private String lastHash = "";

  /**
   * How one cut was survived.
   *
   * @param lost records that had left the machine, or were durable before, and are gone
   * @param broken promises in words; none where all is well
   */
  record Verdict(long lost, List<String> broken) {
    Verdict {
      broken = List.copyOf(broken);
    }
  }

  /**
   * Judges a journal as a cut left it, and remembers it for the next one.
   *
   * @param heard what left the machine since the last time
   */
  Verdict judge(Heard heard, Optional<Durable> found) {
    long promised = promised(heard);
    if (found.isEmpty()) {
      return promised == 0
          ? new Verdict(0, List.of())
          : new Verdict(promised, List.of("the journal with " + promised + " records is gone"));
    }
    var durable = found.get();
    var broken = new ArrayList<String>();
    if (durable.soundness() instanceof Soundness.Broken(long seq, String why)) {
      broken.add("record " + seq + " " + why);
    }
    if (!epoch.isEmpty() && !epoch.equals(durable.epoch())) {
      broken.add("another journal was begun");
    }
    if (lastSeq > 0) keeps(new Heard.Link(lastSeq, lastHash), durable, broken);
    heard.last().ifPresent(link -> keeps(link, durable, broken));
    if (broken.isEmpty()) {
      var facts = durable.factsAfter(lastSeq);
      acts(heard, facts, broken);
      broken.addAll(shelves.after(facts));
      broken.addAll(shelves.differences(durable.custody()));
    }
    remember(durable, !broken.isEmpty());
    return new Verdict(Math.max(0, promised - durable.lastSeq()), broken);
  }

  /** The number of the last record that must be there. */
  long promised(Heard heard) {
    return Math.max(lastSeq, heard.last().map(Heard.Link::seq).orElse(0L));
  }

  private static void keeps(Heard.Link link, Durable durable, List<String> broken) {
    var hash = durable.hashAt(link.seq());
    if (hash.isEmpty()) {
      broken.add(
          "record %d left the machine, and the last one is %d"
              .formatted(link.seq(), durable.lastSeq()));
    } else if (!hash.get().equals(link.hash())) {
      broken.add("record " + link.seq() + " is another than the one that left the machine");
    }
  }

  /** What was done and shown in this life rests on this life's records. */
  private static void acts(Heard heard, List<Fact> facts, List<String> broken) {
    heard
        .pulls()
        .forEach(
            (door, pulls) -> {
              long meant =
                  facts.stream()
                      .filter(
                          fact ->
                              fact instanceof ShelfFact.UnlockMeant intent
                                  && intent.door().label().equals(door))
                      .count();
              if (pulls > meant) {
                broken.add(
                    "the bolt of door %s moved %d times, and was meant to %d times"
                        .formatted(door, pulls, meant));
              }
            });
    atLeast(heard.loansShown(), ShelfFact.Loaned.class, "loans", facts, broken);
    atLeast(heard.returnsShown(), ShelfFact.Returned.class, "returns", facts, broken);
  }

  private static void atLeast(
      int shown, Class<? extends Fact> kind, String what, List<Fact> facts, List<String> broken) {
    long recorded = facts.stream().filter(kind::isInstance).count();
    if (shown > recorded) {
      broken.add("receipts showed %d %s, and %d are recorded".formatted(shown, what, recorded));
    }
  }

  private void remember(Durable durable, boolean anew) {
    if (anew) {
      // From here on the journal is judged as it is now: each cut answers for itself.
      shelves = new Shelves();
      var _ = shelves.after(durable.factsAfter(0));
    }
    epoch = durable.epoch();
    lastSeq = durable.lastSeq();
    lastHash = durable.hashAt(lastSeq).orElse("");
  }
}
