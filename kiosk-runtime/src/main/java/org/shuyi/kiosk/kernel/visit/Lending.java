package org.shuyi.kiosk.kernel.visit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.magnet.Magnetising;
import org.shuyi.kiosk.kernel.mark.Marking;
import org.shuyi.kiosk.kernel.visit.Visit.Handed;
import org.shuyi.kiosk.kernel.visit.Visit.Inside;

/** Loans and returns as the sensors saw them, with what our rules say to them. */
public final class Lending {
  public static final String OVER_LIMIT = "over-limit";
  public static final String NOT_FOR_LOAN = "not-for-loan";
  public static final String NOT_OFFLINE = "not-offline";

  /** The library system does not lend it. */
  public static final String NOT_LENT = "not-lent";

  /** The library system could not be asked. */
  public static final String UNASKED = "unasked";

  /** Its magnetic strip cannot be made silent here, or was not. */
  public static final String MAGNETIC = "magnetic";

  /** The same, and nobody knows whether it is silent. */
  public static final String MAYBE_SILENT = "maybe-silent";

  private Lending() {}

  public static void loaned(
      Opener.Visitor visitor, TagId tag, Item item, DoorId door, Draft draft) {
    Optional<Inside> visit = visitOf(visitor, draft);
    boolean offline = visit.map(Inside::offline).orElse(!draft.kiosk().devices().online());
    List<String> objections = objections(tag, item, visit, offline, draft);
    int days = draft.kiosk().policy().loanDays();
    draft.record(
        new ShelfFact.Loaned(
            visitor.visit(),
            visitor.patron(),
            tag,
            item,
            door,
            draft.now().wall(),
            draft.now().trusted(),
            days,
            offline,
            objections));
    lessToBorrow(visitor, draft);
    hand(visitor, tag, Handed.Kind.LOANED, item, String.join(",", objections), draft);
    Magnetising.loaned(visitor, tag, item, draft);
  }

  public static void returned(
      Opener.Visitor visitor, TagId tag, Item item, DoorId door, Draft draft) {
    draft.record(
        new ShelfFact.Returned(
            visitor.visit(),
            visitor.patron(),
            tag,
            item,
            door,
            draft.now().wall(),
            draft.now().trusted()));
    boolean rings = visitOf(visitor, draft).filter(visit -> rings(visit, tag)).isPresent();
    hand(visitor, tag, Handed.Kind.RETURNED, item, "", draft);
    Magnetising.returned(tag, item, rings, draft);
  }

  /** Whether it was taken in this visit, and its strip was never made silent. */
  private static boolean rings(Inside visit, TagId tag) {
    Handed handed = visit.handed().get(tag);
    if (handed == null || handed.kind() != Handed.Kind.LOANED) return false;
    return List.of(handed.objections().split(",", -1)).stream()
        .anyMatch(why -> why.equals(NOT_LENT) || why.equals(UNASKED) || why.equals(MAGNETIC));
  }

  /**
   * An item that was taken in this visit is to be put back; false where the visit is over.
   *
   * @param objection the end of a key of the catalogue
   */
  public static boolean refused(
      Opener.Visitor visitor, TagId tag, Item item, String objection, Draft draft) {
    Optional<Inside> visit = visitOf(visitor, draft);
    if (visit.isEmpty()) return false;
    Handed before = visit.get().handed().get(tag);
    String others = before == null ? "" : before.objections();
    String all = others.isEmpty() ? objection : others + "," + objection;
    hand(visitor, tag, Handed.Kind.LOANED, item, all, draft);
    visitOf(visitor, draft).ifPresent(now -> draft.visit(now.stayingAt(draft.ticks())));
    return true;
  }

  /** An item of this visit came back through the return slot. */
  public static void takenBack(Opener.Visitor visitor, TagId tag, Item item, Draft draft) {
    hand(visitor, tag, Handed.Kind.RETURNED, item, "", draft);
  }

  public static void unclear(Opener.Visitor visitor, TagId tag, Optional<Item> item, Draft draft) {
    Item shown = item.orElse(new Item("", "", "", 0));
    hand(visitor, tag, Handed.Kind.UNCLEAR, shown, "", draft);
  }

  private static List<String> objections(
      TagId tag, Item item, Optional<Inside> visit, boolean offline, Draft draft) {
    var objections = new ArrayList<String>();
    if (visit.isPresent() && visit.get().loans() >= visit.get().mayBorrow()) {
      objections.add(OVER_LIMIT);
    }
    if (!item.circulates() || !Marking.mayLeave(tag, draft)) objections.add(NOT_FOR_LOAN);
    if (offline && item.notIssuedOffline()) objections.add(NOT_OFFLINE);
    return Collections.unmodifiableList(objections);
  }

  private static void lessToBorrow(Opener.Visitor visitor, Draft draft) {
    var known = draft.kiosk().known();
    known
        .find(visitor.patron())
        .ifPresent(k -> draft.known(known.with(visitor.patron(), k.oneLess())));
  }

  /** The visit shows what changed hands in the end: taken and put back again is nothing. */
  private static void hand(
      Opener.Visitor visitor, TagId tag, Handed.Kind kind, Item item, String detail, Draft draft) {
    visitOf(visitor, draft)
        .ifPresent(
            visit -> {
              var handed = new TreeMap<>(visit.handed());
              Handed before = handed.remove(tag);
              boolean undone =
                  before != null
                      && before.kind() == Handed.Kind.LOANED
                      && kind == Handed.Kind.RETURNED;
              if (!undone) handed.put(tag, new Handed(kind, item, detail));
              draft.visit(visit.handing(handed));
            });
  }

  private static Optional<Inside> visitOf(Opener.Visitor visitor, Draft draft) {
    return draft.kiosk().visits().now() instanceof Inside inside
            && inside.number() == visitor.visit()
        ? Optional.of(inside)
        : Optional.empty();
  }
}
