package org.shuyi.sim.power;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.sim.judge.Durable;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.judge.Ledger;

/**
 * After a cut: what the whole town has seen of a station, held against its journal. {@link
 * Promises} asks whether what left the machine is kept; here it is asked whether what is kept is
 * true.
 */
final class TownJudge {
  private final Eyewitness eyes;
  private final Rulebook rules;
  private long judged;

  /**
   * @param eyes who has seen every deed since the station's first start
   */
  TownJudge(Eyewitness eyes, Rulebook rules) {
    this.eyes = eyes;
    this.rules = rules;
  }

  /**
   * What is not true, in words; none where all is well.
   *
   * @param tapped tokens of all who held a card to the cabinet in the life that was cut
   */
  List<String> judge(Durable durable, CentreAccount centre, Set<String> tapped) {
    var broken = new ArrayList<>(Ledger.judge(durable.stampedAfter(0), eyes));
    broken.addAll(starts(durable.factsAfter(0)));
    broken.addAll(meant(durable.factsAfter(judged), tapped));
    broken.addAll(centre.judge(durable));
    broken.addAll(rules.judge(durable.policy(), centre.rules()));
    judged = durable.lastSeq();
    return broken;
  }

  /** The count of its starts survives a cut. */
  private static List<String> starts(List<Fact> facts) {
    var wrong = new ArrayList<String>();
    long boot = 0;
    for (Fact fact : facts) {
      if (!(fact instanceof StationFact.Started(long number, String _))) continue;
      if (number <= boot) wrong.add("start %d comes after start %d".formatted(number, boot));
      boot = number;
    }
    return wrong;
  }

  /** A bolt is meant to move for somebody who is there, not for who was there before the cut. */
  private static List<String> meant(List<Fact> facts, Set<String> tapped) {
    var wrong = new ArrayList<String>();
    for (Fact fact : facts) {
      if (fact instanceof ShelfFact.UnlockMeant(var door, Opener opener)
          && !(opener instanceof Opener.Visitor visitor
              && tapped.contains(visitor.patron().hex()))) {
        wrong.add("door %s was to open for %s, who was not there".formatted(door.label(), opener));
      }
    }
    return wrong;
  }
}
