package org.shuyi.kiosk.kernel.shelf;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody.OnShelf;
import org.shuyi.kiosk.kernel.custody.Custody.Suspect;

/**
 * On which of two shelves a tag lies that two readers hear. The count of its own door decides: in
 * all rounds it is there, in none it has moved to where it was heard. In between, and only if the
 * same hands were at both doors, more rounds win, and as many are suspect.
 */
final class Whereabouts {
  /** Where a tag is, by what was heard of it. */
  enum Verdict {
    WHERE_IT_WAS,
    MOVED,
    EITHER
  }

  private final DoorId door;
  private final Opener opener;
  private final int rounds;
  private final Draft draft;

  /**
   * One count.
   *
   * @param door whose shelf was counted
   * @param rounds how many rounds the count had
   */
  Whereabouts(DoorId door, Opener opener, int rounds, Draft draft) {
    this.door = door;
    this.opener = opener;
    this.rounds = rounds;
    this.draft = draft;
  }

  /** Somebody is about to reach in: what was heard after others' hands decides nothing any more. */
  static void begin(Opener opener, Draft draft) {
    var heard = new TreeMap<>(draft.kiosk().shelf().heard());
    boolean forgot =
        heard
            .entrySet()
            .removeIf(e -> !e.getValue().opener().equals(opener) && isDecided(e.getKey(), draft));
    if (forgot) draft.shelf(draft.kiosk().shelf().hearing(heard));
  }

  /**
   * What this reader heard before and does not hear now, of tags whose own door is still to be
   * counted. After other hands nobody knows who took it from where.
   */
  void unheardHere(Set<TagId> there) {
    draft
        .kiosk()
        .shelf()
        .heard()
        .forEach(
            (tag, heard) -> {
              if (!heard.door().equals(door) || there.contains(tag)) return;
              forget(tag);
              boolean otherHands = !heard.opener().equals(opener);
              if (otherHands
                  && draft.kiosk().custody().places().get(tag) instanceof OnShelf(var own, var item)
                  && !own.equals(door)) {
                var unknown = new Opener.Unknown();
                draft.custody(tag, new Suspect(own, Optional.of(item), "missing", unknown));
                draft.record(new ShelfFact.BecameSuspect(tag, own, "missing", unknown));
              }
            });
  }

  /** Where another reader heard a tag of this shelf. */
  Optional<DoorId> heardElsewhere(TagId tag) {
    return heard(tag).map(Heard::door).filter(other -> !other.equals(door));
  }

  /** Its own reader heard it in so many rounds. */
  Verdict atHome(TagId tag, int times) {
    Optional<Heard> other = heard(tag).filter(heard -> !heard.door().equals(door));
    Verdict verdict =
        times < rounds && other.isPresent() && other.get().inTheHandsOf(opener)
            ? weigh(times, other.get().rounds())
            : Verdict.WHERE_IT_WAS;
    if (verdict == Verdict.WHERE_IT_WAS) keepDoubt(tag, times);
    return verdict;
  }

  /** This reader heard a tag that is kept behind another door. */
  Verdict away(TagId tag, int times, DoorId own) {
    Optional<Heard> before = heard(tag);
    if (!(draft.door(own).state() instanceof DoorState.Shut)) {
      boolean best = before.isEmpty() || before.get().rounds() <= times;
      if (best || before.get().door().equals(door) || before.get().door().equals(own)) {
        keep(tag, times);
      }
      return Verdict.WHERE_IT_WAS;
    }
    boolean doubted =
        before.isPresent() && before.get().door().equals(own) && before.get().inTheHandsOf(opener);
    Verdict verdict = doubted ? weigh(before.get().rounds(), times) : Verdict.WHERE_IT_WAS;
    if (verdict == Verdict.EITHER) keep(tag, times);
    return verdict;
  }

  /** Its own reader did not hear it in all rounds: another one's count may know better. */
  void keepDoubt(TagId tag, int times) {
    if (times < rounds && !(opener instanceof Opener.Unknown)) keep(tag, times);
    else forget(tag);
  }

  void forget(TagId tag) {
    if (heard(tag).isEmpty()) return;
    SortedMap<TagId, Heard> heard = new TreeMap<>(draft.kiosk().shelf().heard());
    heard.remove(tag);
    draft.shelf(draft.kiosk().shelf().hearing(heard));
  }

  private void keep(TagId tag, int times) {
    SortedMap<TagId, Heard> heard = new TreeMap<>(draft.kiosk().shelf().heard());
    heard.put(tag, new Heard(door, times, opener));
    draft.shelf(draft.kiosk().shelf().hearing(heard));
  }

  private static Verdict weigh(int atHome, int away) {
    if (away > atHome) return Verdict.MOVED;
    return away == atHome ? Verdict.EITHER : Verdict.WHERE_IT_WAS;
  }

  private Optional<Heard> heard(TagId tag) {
    return Optional.ofNullable(draft.kiosk().shelf().heard().get(tag));
  }

  /** Whether its own shelf was counted since; until then it may be counted out there. */
  private static boolean isDecided(TagId tag, Draft draft) {
    var place = draft.kiosk().custody().places().get(tag);
    return place == null
        || !draft.hasDoor(place.door())
        || draft.door(place.door()).state() instanceof DoorState.Shut;
  }
}
