package org.shuyi.sim.power;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.Town;
import org.shuyi.sim.judge.Durable;

/**
 * What the centre has of a station at one moment, which may be less than the station has.
 *
 * @param journals those that it knows
 * @param loans applied, of all journals
 * @param returns applied, of all journals
 * @param rules the number of the rules that the station has said to obey; 0 if it said nothing
 */
record CentreAccount(
    List<ReferenceCentre.Progress> journals, long loans, long returns, long rules) {
  CentreAccount {
    journals = List.copyOf(journals);
  }

  static CentreAccount of(RunningDemo demo) {
    return demo.centre()
        .look(
            centre ->
                new CentreAccount(
                    centre.progress(Town.STATION),
                    centre.books().loansApplied(),
                    centre.books().returnsApplied(),
                    centre
                        .status(Town.STATION)
                        .map(said -> said.path("policyVersion").asLong())
                        .orElse(0L)));
  }

  /** Whether each record that came here had its effect once, in words; none where all is well. */
  List<String> judge(Durable durable) {
    if (journals.isEmpty()) return List.of();
    var at = journals.getLast();
    if (journals.size() > 1 || !at.epoch().equals(durable.epoch())) {
      return List.of("the centre knows other journals: " + journals);
    }
    var wrong = new ArrayList<String>();
    if (!at.refused().isEmpty()) wrong.add("the centre refused records: " + at.refused());
    var came = durable.factsAfter(0).stream().limit(at.through()).toList();
    compare("loans", loans, came, ShelfFact.Loaned.class, wrong);
    compare("returns", returns, came, ShelfFact.Returned.class, wrong);
    return wrong;
  }

  private static void compare(
      String what, long applied, List<Fact> came, Class<? extends Fact> kind, List<String> wrong) {
    long recorded = came.stream().filter(kind::isInstance).count();
    if (applied == recorded) return;
    wrong.add(
        "the centre applied %d %s, and the records that came hold %d"
            .formatted(applied, what, recorded));
  }
}
