package org.shuyi.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.scenario.Ledger.Held;
import org.shuyi.sim.scenario.Ledger.Where;

/** Compares what is with what is written: nothing lost, nothing doubled. */
final class Agreement {
  private final Company company;
  private final Truth truth;
  private final Ledger ledger;
  private final List<String> differences = new ArrayList<>();

  private Agreement(Company company, Truth truth, Ledger ledger) {
    this.company = company;
    this.truth = truth;
    this.ledger = ledger;
  }

  static Seen of(Play play) {
    var stage = play.stage();
    var agreement = new Agreement(stage.company(), stage.truth(), stage.ledger());
    agreement.compare();
    var differences = agreement.differences;
    return differences.isEmpty()
        ? Seen.yes(agreement.words())
        : Seen.no(String.join("; ", differences));
  }

  private void compare() {
    truth.shelves().forEach(this::shelf);
    truth.hands().values().forEach(books -> books.forEach(this::inHand));
  }

  private void shelf(int door, List<String> barcodes) {
    List<String> tagged = barcodes.stream().filter(this::isTagged).toList();
    for (String barcode : tagged) {
      Held held = ledger.items().get(barcode);
      boolean right =
          held != null && held.where() == Where.HERE && held.door().equals(Integer.toString(door));
      if (!right) differ(barcode, "is behind door " + door, held);
    }
    int counted = ledger.report().items().getOrDefault(Integer.toString(door), 0);
    if (counted != tagged.size()) {
      differences.add(
          "behind door %d are %d, the station counted %d".formatted(door, tagged.size(), counted));
    }
  }

  /** A book that never was in this station need not be known. */
  private void inHand(String barcode) {
    Held held = ledger.items().get(barcode);
    if (held == null || !isTagged(barcode)) return;
    boolean right = held.where() == Where.ON_LOAN || held.where() == Where.STAFF;
    if (!right) differ(barcode, "is in somebody's hands", held);
  }

  private void differ(String barcode, String what, @Nullable Held held) {
    String books = held == null ? "unknown" : held.words();
    differences.add(company.withTitles(barcode) + " " + what + ", at the centre " + books);
  }

  private boolean isTagged(String barcode) {
    return company.book(barcode).filter(company::isTagged).isPresent();
  }

  private String words() {
    int there = truth.shelves().values().stream().mapToInt(List::size).sum();
    long loans = ledger.items().values().stream().filter(h -> h.where() == Where.ON_LOAN).count();
    return there + " on the shelves, " + loans + " on loan";
  }
}
