package org.shuyi.kiosk.kernel.mark;

import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.mark.Marks.Doubtful;
import org.shuyi.kiosk.kernel.shelf.DoorState;

/**
 * What lies behind the doors carries the on-loan marks, since nothing can be written once it has
 * left. What the centre refused to have here carries the others, so that the gate rings for it.
 *
 * <p>A writing is on the disk before it begins, and only reading the marks back ends it. Where it
 * failed, or where a power cut leaves unknown how far it went, the tag is a work item for staff;
 * the next count writes it again, and the item ends when both marks are read back right.
 */
public final class Marking {
  private Marking() {}

  /**
   * A count has read this tag behind this door: marks that it should carry and does not are
   * written, and so are those in doubt, since a count reads the AFI and not the EAS bit. In an
   * emergency none are: every shelf is counted again after it.
   */
  public static void seen(DoorId door, TagId tag, Reading reading, Draft draft) {
    boolean mayLeave = mayLeave(tag, draft);
    // A reader counts after it has written: a writing that has not ended by now was lost.
    boolean inDoubt = marks(draft).doubtful().containsKey(tag);
    boolean right = reading.readyToLeave() == mayLeave && !inDoubt;
    if (!right && !draft.kiosk().station().emergency().lasts()) {
      write(door, tag, mayLeave, of(tag, door, draft).repair(), 0, draft);
    }
  }

  /** A writing has ended. */
  public static void ended(DoorId door, TagId tag, boolean written, String detail, Draft draft) {
    Doubtful before = of(tag, door, draft);
    var now = new Doubtful(before.door(), Math.max(0, before.writing() - 1), before.repair());
    if (!written) {
      failed(tag, now, detail, draft);
    } else if (now.writing() > 0) {
      marks(marks(draft).with(tag, now), draft);
    } else {
      if (!now.repair().isEmpty()) draft.record(new ShelfFact.MarkRepaired(tag, now.door()));
      marks(marks(draft).certain(tag), draft);
    }
  }

  /** The centre does not want to have this item here: its marks are taken back. */
  public static void withhold(TagId tag, Draft draft) {
    if (!(draft.kiosk().custody().places().get(tag) instanceof Custody.OnShelf(var door, _)))
      return;
    if (marks(draft).withheld().contains(tag)) return;
    marks(marks(draft).withholding(tag), draft);
    // Behind a door that is open or being counted, the count that comes finds it.
    boolean quiet = draft.door(door).state() instanceof DoorState.Shut;
    if (quiet && !draft.kiosk().station().emergency().lasts()) {
      Doubtful before = of(tag, door, draft);
      write(door, tag, false, before.repair(), before.writing(), draft);
    }
  }

  /**
   * It has left with a visitor, and stays in doubt if it was: a count would not see its EAS bit.
   */
  public static void lent(TagId tag, Draft draft) {
    marks(marks(draft).releasing(tag), draft);
  }

  /** Whether the marks of this tag are not known to be right. */
  public static boolean isDoubtful(TagId tag, Draft draft) {
    return marks(draft).doubtful().containsKey(tag);
  }

  /** A gate rang for it after it was lent: it is a work item, if it was none. */
  public static void rang(TagId tag, DoorId door, Draft draft) {
    failed(tag, of(tag, door, draft), "the exit gate rang for it after it was lent", draft);
  }

  /** It is no longer here: staff have it, it lies in a bin, or it is gone for good. */
  public static void removed(TagId tag, Draft draft) {
    marks(marks(draft).releasing(tag).certain(tag), draft);
  }

  /** Whether a visitor may leave with it as far as the centre has said. */
  public static boolean mayLeave(TagId tag, Draft draft) {
    return !marks(draft).withheld().contains(tag);
  }

  /** Nobody knows how far the writings went that were under way. */
  public static void restarted(Draft draft) {
    marks(draft)
        .doubtful()
        .forEach(
            (tag, one) -> {
              if (one.writing() == 0) return;
              var now = new Doubtful(one.door(), 0, one.repair());
              failed(tag, now, "the program ended while they were written", draft);
            });
  }

  /** What finds no room in the state is not begun: nobody would know of it after a power cut. */
  private static void write(
      DoorId door, TagId tag, boolean mayLeave, String repair, int underWay, Draft draft) {
    if (!roomFor(tag, draft)) return;
    marks(marks(draft).with(tag, new Doubtful(door, underWay + 1, repair)), draft);
    draft.want(new Effect.Mark(door, tag, mayLeave));
  }

  /** A work item is one item, however often the next writing fails too. */
  private static void failed(TagId tag, Doubtful now, String why, Draft draft) {
    boolean gone = !isHere(tag, draft) && !marks(draft).doubtful().containsKey(tag);
    if (gone || !roomFor(tag, draft)) return;
    if (now.repair().isEmpty()) draft.record(new ShelfFact.MarkFailed(tag, now.door(), why));
    marks(marks(draft).with(tag, new Doubtful(now.door(), now.writing(), why)), draft);
  }

  /** Where it is full, what is no longer here gives way. */
  private static boolean roomFor(TagId tag, Draft draft) {
    if (!marks(draft).hasRoomFor(tag)) {
      for (TagId old : marks(draft).doubtful().keySet()) {
        if (!isHere(old, draft)) marks(marks(draft).certain(old), draft);
      }
    }
    return marks(draft).hasRoomFor(tag);
  }

  private static boolean isHere(TagId tag, Draft draft) {
    return draft.kiosk().custody().places().containsKey(tag);
  }

  private static Doubtful of(TagId tag, DoorId door, Draft draft) {
    Doubtful one = marks(draft).doubtful().get(tag);
    return one == null ? new Doubtful(holder(tag, door, draft), 0, "") : one;
  }

  /** One reader may serve several doors; the tag's own is the one that staff must know. */
  private static DoorId holder(TagId tag, DoorId told, Draft draft) {
    Custody place = draft.kiosk().custody().places().get(tag);
    return place == null ? told : place.door();
  }

  private static Marks marks(Draft draft) {
    return draft.kiosk().fittings().marks();
  }

  private static void marks(Marks next, Draft draft) {
    draft.fittings(draft.kiosk().fittings().with(next));
  }
}
