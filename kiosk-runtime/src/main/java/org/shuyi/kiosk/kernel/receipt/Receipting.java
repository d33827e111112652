package org.shuyi.kiosk.kernel.receipt;

import java.time.Duration;
import java.util.List;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.ReceiptEvent;
import org.shuyi.kiosk.kernel.ReceiptEvent.NotPrinted;
import org.shuyi.kiosk.kernel.ReceiptEvent.Printed;
import org.shuyi.kiosk.kernel.ReceiptEvent.PrinterStands;
import org.shuyi.kiosk.kernel.ReceiptFact;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.receipt.Receipts.Open;
import org.shuyi.kiosk.kernel.visit.Visit.Inside;
import org.shuyi.kiosk.kernel.visit.Visiting;

/**
 * A receipt on paper is a courtesy after a visit: what was lent and returned is recorded before it
 * can be asked for, and stands whatever becomes of the paper. Nobody waits for it; the next card
 * may be tapped while it is printed. It is meant once and never again, whatever happens.
 */
public final class Receipting {
  /** A printer has answered by then, by its contract. */
  private static final long LONGEST = Duration.ofSeconds(10).toMillis();

  private Receipting() {}

  public static void on(ReceiptEvent event, Draft draft) {
    switch (event) {
      case PrinterStands(boolean prints) -> become(receipts(draft).printing(prints), draft);
      case Printed(long job) -> {
        if (!receipts(draft).isOpen(job)) return;
        draft.record(new ReceiptFact.ReceiptPrinted(job));
        ended(job, Slip.Stage.PRINTED, draft);
      }
      case NotPrinted(long job, boolean noPaper, String why) ->
          notPrinted(job, noPaper ? Slip.Stage.NO_PAPER : Slip.Stage.NOT_PRINTED, why, draft);
    }
  }

  /** Whether this visit's receipt may be asked for on paper now. */
  public static boolean offers(Inside visit, Kiosk kiosk) {
    Receipts receipts = kiosk.fittings().receipts();
    return !visit.handed().isEmpty()
        && works(kiosk)
        && kiosk.fittings().power().begins()
        && receipts.of(visit.number()).isEmpty()
        && receipts.open().size() < Receipts.MOST_OPEN;
  }

  /**
   * Has a receipt printed. The caller has seen that it is offered.
   *
   * @param lines as the screen shows them
   * @return the tick until which its end is waited for
   */
  public static long print(Inside visit, List<Screen.Line> lines, Draft draft) {
    long until = draft.ticks() + LONGEST;
    become(receipts(draft).meaning(visit.number(), until), draft);
    long job = receipts(draft).jobs();
    draft.record(new ReceiptFact.ReceiptMeant(job));
    draft.want(
        new Effect.PrintReceipt(
            job,
            draft.kiosk().visits().language(),
            draft.now().wall(),
            draft.now().trusted(),
            draft.kiosk().policy().loanDays(),
            lines));
    return until;
  }

  public static void timePassed(Draft draft) {
    for (Open open : receipts(draft).open()) {
      if (draft.ticks() < open.until()) continue;
      notPrinted(open.job(), Slip.Stage.NOT_PRINTED, "no word of the printer in time", draft);
    }
  }

  /** Whether paper came out nobody knows, and a second one is not wanted. */
  public static void restarted(Draft draft) {
    for (Open open : receipts(draft).open()) {
      String why = "the program ended; whether it was printed is not known";
      notPrinted(open.job(), Slip.Stage.NOT_PRINTED, why, draft);
    }
    become(receipts(draft).printing(false), draft);
  }

  public static long wakeAt(Kiosk kiosk) {
    var open = kiosk.fittings().receipts().open();
    return open.isEmpty() ? Long.MAX_VALUE : open.getFirst().until();
  }

  /** Whether a receipt is under way. */
  public static boolean isUnderWay(Kiosk kiosk) {
    return !kiosk.fittings().receipts().open().isEmpty();
  }

  private static boolean works(Kiosk kiosk) {
    return kiosk.fittings().receipts().prints()
        && kiosk
            .plan()
            .fittings()
            .printer()
            .map(printer -> !(kiosk.devices().of(printer) instanceof DeviceHealth.Lost))
            .orElse(false);
  }

  private static void notPrinted(long job, Slip.Stage how, String why, Draft draft) {
    if (!receipts(draft).isOpen(job)) return;
    draft.record(new ReceiptFact.ReceiptNotPrinted(job, why));
    ended(job, how, draft);
  }

  private static void ended(long job, Slip.Stage how, Draft draft) {
    become(receipts(draft).ended(job, how), draft);
    receipts(draft)
        .slip()
        .filter(slip -> slip.job() == job)
        .ifPresent(slip -> Visiting.receiptEnded(slip.visit(), draft));
  }

  private static void become(Receipts next, Draft draft) {
    draft.fittings(draft.kiosk().fittings().with(next));
  }

  private static Receipts receipts(Draft draft) {
    return draft.kiosk().fittings().receipts();
  }
}
