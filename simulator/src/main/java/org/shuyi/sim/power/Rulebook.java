package org.shuyi.sim.power;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.sim.centre.CentreOffice;
import org.shuyi.sim.centre.Rules;

/** The rules that a centre has signed, each under its number, stricter and looser by turns. */
final class Rulebook {
  private final SortedMap<Long, Rules> signed = new TreeMap<>();
  private Rules last;

  /**
   * @param first the rules that the centre begins with
   */
  Rulebook(Rules first) {
    last = first;
    signed.put(first.version(), first);
  }

  /** The centre signs others: off line one item more or fewer than before. */
  synchronized void change(CentreOffice office) {
    last =
        new Rules(
            last.version() + 1,
            last.loanDays(),
            last.freshFor(),
            1 + (last.offlineItems() + 1) % 3,
            last.strangers(),
            last.blocked(),
            last.keys(),
            last.onePersonUnlocks());
    var next = last;
    signed.put(next.version(), next);
    office.tell(centre -> centre.adopt(next));
  }

  /** The number of the newest rules. */
  synchronized long newest() {
    return last.version();
  }

  /**
   * What is wrong with the rules that a station keeps.
   *
   * @param acknowledged the number of the rules that it has said to obey
   */
  synchronized List<String> judge(Policy kept, long acknowledged) {
    var wrong = new ArrayList<String>();
    if (kept.version() < acknowledged) {
      wrong.add("rules %d are kept, and %d were obeyed".formatted(kept.version(), acknowledged));
    }
    var rules = signed.get(kept.version());
    if (rules == null) {
      if (!kept.equals(Policy.untold())) wrong.add("nobody signed the rules kept: " + kept);
    } else if (kept.offline().itemsPerVisit() != rules.offlineItems()
        || kept.offline().strangers() != rules.strangers()) {
      wrong.add("rules %d are kept as %s".formatted(kept.version(), kept.offline()));
    }
    return wrong;
  }
}
