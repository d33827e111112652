package org.shuyi.sim.soak;

import java.util.Optional;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;

/** Compares who is let in and who is sent away with whom the centre knows and the rules let. */
final class VisitorsJudge {
  private final VirtualTown town;
  private final Witness witness;
  private final RulesWatch rules;

  VisitorsJudge(VirtualTown town, Witness witness, RulesWatch rules) {
    this.town = town;
    this.witness = witness;
    this.rules = rules;
  }

  /** Whoever comes in has shown a card, and the centre or the last signed rules let them. */
  void begins(Visit.Inside inside, Policy rules) {
    String token = inside.patron().hex();
    Optional<Patron> good =
        town.centre().patrons().find(token).filter(one -> one.standing() == Standing.GOOD);
    boolean may = good.isPresent() || (inside.offline() && rules.offline().strangers());
    if (!may || rules.blocked().contains(inside.patron()) || !witness.hasTapped(token)) {
      throw new Violation(Promise.AUTHORISED, inside + " is of nobody who may come");
    }
    if (inside.offline() && inside.mayBorrow() > rules.offline().itemsPerVisit()) {
      throw new Violation(Promise.AUTHORISED, "more than the rules allow off line: " + inside);
    }
    if (!inside.offline() && inside.mayBorrow() > good.map(Patron::limit).orElse(0)) {
      throw new Violation(Promise.AUTHORISED, "more than the centre allows: " + inside);
    }
  }

  /** Nobody is sent away with a word that is not about them. */
  void refused(PatronToken patron, String why) {
    Optional<Standing> standing = town.centre().patrons().find(patron.hex()).map(Patron::standing);
    boolean isSo =
        switch (why) {
          case "unknown-card" -> standing.isEmpty();
          case "expired" -> standing.equals(Optional.of(Standing.EXPIRED));
          case "blocked" ->
              standing.equals(Optional.of(Standing.BLOCKED)) || rules.everBlocked(patron.hex());
          default -> true;
        };
    if (!isSo) {
      throw new Violation(
          Promise.AUTHORISED, patron + " is sent away as " + why + ", and is " + standing);
    }
  }
}
