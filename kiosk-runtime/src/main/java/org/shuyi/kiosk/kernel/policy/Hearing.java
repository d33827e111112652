package org.shuyi.kiosk.kernel.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.CentreEvent.Applied;
import org.shuyi.kiosk.kernel.CentreEvent.ItemAnswered;
import org.shuyi.kiosk.kernel.CentreEvent.LinkChanged;
import org.shuyi.kiosk.kernel.CentreEvent.PatronAnswered;
import org.shuyi.kiosk.kernel.CentreEvent.PolicyArrived;
import org.shuyi.kiosk.kernel.CentreEvent.RecordRefused;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.care.Servicing;
import org.shuyi.kiosk.kernel.entrance.Entering;
import org.shuyi.kiosk.kernel.intake.Intaking;
import org.shuyi.kiosk.kernel.mark.Marking;
import org.shuyi.kiosk.kernel.visit.Visiting;

/** What the centre says: rules, its word on a patron, and how far it has applied our records. */
public final class Hearing {
  private Hearing() {}

  public static void on(CentreEvent event, Draft draft) {
    switch (event) {
      case LinkChanged(boolean online) -> linked(online, draft);
      case PatronAnswered(long ask, Verdict verdict) -> {
        Visiting.answered(ask, verdict, draft);
        Entering.answered(ask, verdict, draft);
      }
      case ItemAnswered(long ask, ItemVerdict verdict) -> Intaking.answered(ask, verdict, draft);
      case PolicyArrived(Policy policy) -> adopt(policy, draft);
      case Applied(long through, List<RecordRefused> refused) -> applied(through, refused, draft);
    }
  }

  private static void linked(boolean online, Draft draft) {
    if (draft.kiosk().devices().online() == online) return;
    draft.devices(draft.kiosk().devices().linked(online));
    draft.record(new StationFact.LinkBecame(online));
  }

  /** Rules are never replaced by older ones, whoever signed those. */
  private static void adopt(Policy policy, Draft draft) {
    if (policy.version() <= draft.kiosk().policy().version()) return;
    Policy before = draft.kiosk().policy();
    draft.policy(policy);
    draft.record(new StationFact.PolicyAdopted(policy.version()));
    Servicing.rulesChanged(before, draft);
  }

  /**
   * The cursor follows the centre, also back: a centre restored from a backup gets its records
   * again. A refusal is repeated, the lowest hundred at a time, until the centre has applied our
   * record of it; so each is journaled once however often it comes, and what does not fit comes
   * again.
   */
  private static void applied(long through, List<RecordRefused> refused, Draft draft) {
    Outbox outbox = draft.kiosk().outbox();
    if (through < 0 || through > outbox.recorded()) return;
    var open = new ArrayList<>(draft.kiosk().station().refusals());
    var named = new TreeSet<Long>();
    for (RecordRefused refusal : refused) {
      long seq = refusal.seq();
      named.add(seq);
      boolean known = open.stream().anyMatch(one -> one.seq() == seq);
      if (known || seq < 1 || seq > through || open.size() >= Station.MOST_REFUSALS) continue;
      draft.record(new StationFact.RecordWasRefused(seq, refusal.reason()));
      open.add(new Station.Refusal(seq, draft.kiosk().outbox().recorded()));
      refusal.arrived().ifPresent(tag -> Marking.withhold(tag, draft));
    }
    // One journaled after the last record is of a journal before this one.
    open.removeIf(
        one ->
            one.journaled() > draft.kiosk().outbox().recorded()
                || (one.journaled() <= through && !named.contains(one.seq())));
    draft.station(draft.kiosk().station().refusing(open));
    draft.outbox(new Outbox(draft.kiosk().outbox().recorded(), through));
  }
}
