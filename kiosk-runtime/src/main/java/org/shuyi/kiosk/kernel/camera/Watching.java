package org.shuyi.kiosk.kernel.camera;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.shuyi.kiosk.kernel.CameraEvent;
import org.shuyi.kiosk.kernel.CameraFact;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.camera.Pictures.Kept;
import org.shuyi.kiosk.kernel.camera.Pictures.Open;

/**
 * Takes one picture for each door that is forced and each contact that tells of tampering, while
 * nobody of the staff is there. It is erased when its time is over by the ticks or by a calendar
 * that is trusted, whichever comes first: a clock that is set back keeps nothing longer.
 */
public final class Watching {
  /** Whoever forces one door after the other is seen on the first pictures. */
  private static final int MOST_AN_HOUR = 20;

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** A folder that holds no more than two hundred megabytes by the edge's own limit. */
  private static final int MOST_KEPT = 100;

  /** A program that takes a picture has ended by then. */
  private static final long PATIENCE = Duration.ofSeconds(30).toMillis();

  /** Between two looks at a folder from which something would not go. */
  private static final long AGAIN = Duration.ofMinutes(10).toMillis();

  private Watching() {}

  public static void on(CameraEvent event, Draft draft) {
    switch (event) {
      case CameraEvent.PictureSealed(long number, String sha256, int bytes) ->
          keep(number, sha256, bytes, draft);
      case CameraEvent.PictureFailed(long number, String why) -> notTaken(number, why, draft);
      case CameraEvent.PicturesSeen(SortedSet<Long> there) -> seen(there, draft);
    }
  }

  /** What had no end in the last life of the program has none; the folder is tidied. */
  public static void restarted(Draft draft) {
    for (Open open : pictures(draft).open()) notTaken(open.picture(), "the program ended", draft);
    if (!isOn(draft.kiosk()) && pictures(draft).kept().isEmpty()) return;
    expire(draft);
    tidy(draft);
    look(draft);
  }

  /** After every event: what was recorded in this step is what a picture is taken of. */
  public static void settle(Draft draft) {
    if (isOn(draft.kiosk()))
      for (Fact fact : draft.facts()) event(fact).ifPresent(what -> take(what, draft));
    for (Open open : pictures(draft).open()) {
      if (draft.ticks() >= open.until())
        notTaken(open.picture(), "no word of the camera in time", draft);
    }
    if (!pictures(draft).kept().isEmpty() && draft.ticks() >= pictures(draft).tidyAt())
      erase(draft);
  }

  public static long wakeAt(Kiosk kiosk) {
    Pictures now = kiosk.fittings().pictures();
    long wake = now.kept().isEmpty() ? Long.MAX_VALUE : now.tidyAt();
    for (Open open : now.open()) wake = Math.min(wake, open.until());
    return wake;
  }

  /** Whether whoever stands here is to be told that there is a camera. */
  public static boolean isOn(Kiosk kiosk) {
    return kiosk.plan().fittings().camera().isPresent();
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    int kept = kiosk.fittings().pictures().kept().size();
    if (isOn(kiosk) || kept > 0) fittings.put("camera", kept + " pictures kept");
  }

  private static Optional<String> event(Fact fact) {
    return switch (fact) {
      case ShelfFact.DoorForced(var door) -> Optional.of("door-forced " + door.label());
      case StationFact.TamperBegan(String attendant) when attendant.isEmpty() ->
          Optional.of("tamper");
      case StationFact.AlarmBegan(String guard, String attendant) when attendant.isEmpty() ->
          Optional.of(guard);
      default -> Optional.empty();
    };
  }

  private static void take(String event, Draft draft) {
    Pictures now = pictures(draft);
    var lately = new ArrayList<Long>(now.meantAt());
    lately.removeIf(at -> draft.ticks() - at >= HOUR);
    boolean tooMany = lately.size() >= MOST_AN_HOUR;
    long number = now.last() + 1;
    draft.record(new CameraFact.PictureMeant(number, event));
    if (!tooMany) lately.add(draft.ticks());
    become(now.meaning(new Open(number, event, draft.ticks() + PATIENCE), lately), draft);
    if (tooMany) notTaken(number, MOST_AN_HOUR + " were taken within an hour", draft);
    else draft.want(new Effect.TakePicture(number));
  }

  /** A picture that comes when nobody waits for it any more is found with the next tidying. */
  private static void keep(long number, String sha256, int bytes, Draft draft) {
    Optional<Open> open = pictures(draft).open(number);
    if (open.isEmpty()) {
      tidy(draft);
      return;
    }
    long wall = draft.now().trusted() ? draft.now().wall().toEpochMilli() : 0;
    draft.record(new CameraFact.PictureKept(number, open.get().event(), sha256, bytes));
    var kept = new Kept(number, draft.ticks(), wall, "");
    become(pictures(draft).ended(number).keeping(kept), draft);
    if (pictures(draft).kept().size() > MOST_KEPT) {
      long oldest = pictures(draft).kept().getFirst().picture();
      become(pictures(draft).expiring(oldest, "there are too many"), draft);
      tidy(draft);
    }
    look(draft);
  }

  private static void notTaken(long number, String why, Draft draft) {
    Optional<Open> open = pictures(draft).open(number);
    if (open.isEmpty()) return;
    draft.record(new CameraFact.PictureNotTaken(number, open.get().event(), why));
    become(pictures(draft).ended(number), draft);
  }

  private static void erase(Draft draft) {
    expire(draft);
    if (pictures(draft).someAreToGo()) tidy(draft);
    look(draft);
  }

  /**
   * What is due is to go: by the days that are configured now, also for what was taken before.
   * Where no camera is configured any more, everything is.
   */
  private static void expire(Draft draft) {
    for (Kept kept : pictures(draft).kept()) {
      boolean due = !isOn(draft.kiosk()) || isDue(kept, draft);
      if (!due || kept.isToGo()) continue;
      String why = isOn(draft.kiosk()) ? "its time is over" : "the camera is off";
      become(pictures(draft).expiring(kept.picture(), why), draft);
    }
  }

  private static boolean isDue(Kept kept, Draft draft) {
    boolean byDate =
        draft.now().trusted()
            && kept.sinceWall() > 0
            && draft.now().wall().toEpochMilli() - kept.sinceWall() >= keep(draft);
    return byDate || draft.ticks() - kept.sinceTicks() >= keep(draft);
  }

  private static long keep(Draft draft) {
    return draft.plan().fittings().camera().map(CameraPlan::keep).orElse(Duration.ZERO).toMillis();
  }

  /**
   * What is gone is recorded as erased; what would not go is tried again. What nobody knows of is
   * recorded before it is erased: it may be all that is left of a journal that was lost.
   */
  private static void seen(SortedSet<Long> there, Draft draft) {
    for (Kept kept : pictures(draft).kept()) {
      if (there.contains(kept.picture())) continue;
      String why = kept.isToGo() ? kept.why() : "it was missing";
      draft.record(new CameraFact.PictureErased(kept.picture(), why));
      become(pictures(draft).without(kept.picture()), draft);
    }
    boolean found = false;
    for (long number : there) {
      if (pictures(draft).knows(number)) continue;
      draft.record(new CameraFact.PictureFound(number));
      var kept = new Kept(number, draft.ticks(), 0, "nothing is recorded of it");
      become(pictures(draft).finding(kept), draft);
      found = true;
    }
    if (found) {
      tidy(draft);
      look(draft);
    }
  }

  private static void tidy(Draft draft) {
    draft.want(new Effect.ErasePictures(pictures(draft).toGo()));
  }

  /** The next look: soon where something has to go, else each hour, since clocks are set. */
  private static void look(Draft draft) {
    long later = pictures(draft).someAreToGo() ? AGAIN : HOUR;
    long due = Long.MAX_VALUE;
    for (Kept kept : pictures(draft).kept())
      if (!kept.isToGo())
        due = Math.min(due, Math.max(kept.sinceTicks() + keep(draft), draft.ticks() + 1));
    become(pictures(draft).tidyAt(Math.min(draft.ticks() + later, due)), draft);
  }

  private static Pictures pictures(Draft draft) {
    return draft.kiosk().fittings().pictures();
  }

  private static void become(Pictures next, Draft draft) {
    if (!next.equals(pictures(draft))) draft.fittings(draft.kiosk().fittings().with(next));
  }
}
