package org.shuyi.sim.scenario;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.TreeMap;
import org.shuyi.sim.centre.Address;
import org.shuyi.sim.centre.CentreBooks;
import org.shuyi.sim.centre.Order;
import org.shuyi.sim.centre.Place;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.scenario.Ledger.Held;
import org.shuyi.sim.scenario.Ledger.Ordered;
import org.shuyi.sim.scenario.Ledger.Report;
import org.shuyi.sim.scenario.Ledger.Where;

/** Copies the centre's books for a story to look at. */
final class Ledgers {
  /** As much of a token as a librarian sees. */
  private static final int BRIEF = 8;

  private Ledgers() {}

  static Ledger of(ReferenceCentre centre, Address station) {
    CentreBooks books = centre.books();
    var items = new TreeMap<String, Held>();
    books.items().forEach((id, entry) -> items.put(id.barcode(), held(entry.place())));
    return new Ledger(
        items,
        books.loansApplied(),
        books.returnsApplied(),
        centre.alarms(station).entrySet().stream()
            .map(alarm -> alarm.getKey() + ": " + alarm.getValue())
            .toList(),
        books.cases().stream().map(made -> made.kind()).toList(),
        centre.orders(station).stream().map(Ledgers::ordered).toList(),
        Report.of(
            centre.online(station), centre.status(station).orElse(MissingNode.getInstance())));
  }

  private static Held held(Place place) {
    return switch (place) {
      case Place.OnLoan loan ->
          new Held(
              Where.ON_LOAN,
              loan.patron().substring(0, Math.min(BRIEF, loan.patron().length())),
              "");
      case Place.InStation in -> new Held(Where.HERE, "", in.door());
      case Place.WithStaff staff -> new Held(Where.STAFF, "", "");
      case Place.InBin bin -> new Held(Where.STAFF, "", "");
      case Place.Suspected suspected -> new Held(Where.SUSPECT, "", suspected.door());
      case Place.Astray astray -> new Held(Where.ASTRAY, "", "");
    };
  }

  private static Ordered ordered(Order order) {
    if (order.stages().isEmpty()) return new Ordered(order.action(), "sent", "");
    var last = order.stages().getLast();
    return new Ordered(order.action(), last.stage(), last.detail());
  }
}
