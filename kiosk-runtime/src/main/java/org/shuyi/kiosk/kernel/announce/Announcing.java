package org.shuyi.kiosk.kernel.announce;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.shuyi.kiosk.kernel.AnnounceEvent;
import org.shuyi.kiosk.kernel.Announcement;
import org.shuyi.kiosk.kernel.Announcement.Outlet;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.announce.Voice.Again;
import org.shuyi.kiosk.kernel.announce.Voice.Saying;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.SlotHealth;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.uv.Lamp;

/**
 * Tells by sign and voice what holds: each through a queue of three, the newest safety text first,
 * and in the quiet hours nothing but safety. The sign shows it as long as it holds; the voice says
 * it when it begins, and what is for safety again and again for some minutes.
 */
public final class Announcing {
  /** Long enough to be read twice. */
  private static final Duration TURN = Duration.ofSeconds(8);

  /** Two languages take a minute at most, by the voice's own contract. */
  private static final Duration LONGEST = Duration.ofSeconds(65);

  /** From the end of a safety text until it is said again. */
  private static final Duration PAUSE = Duration.ofSeconds(20);

  /** Who has not gone after so many has not understood; the sign and the screen go on. */
  private static final int MOST_TIMES = 15;

  /** A clock that is set meanwhile is noticed within so long. */
  private static final Duration LOOK = Duration.ofHours(1);

  private Announcing() {}

  public static void on(AnnounceEvent event, Draft draft) {
    switch (event) {
      case AnnounceEvent.Spoken(long number, boolean said) -> {
        Announcements now = of(draft.kiosk());
        boolean awaited = now.voice().saying().filter(one -> one.number() == number).isPresent();
        if (awaited) become(now, now.sign(), ended(now, said, draft.ticks()), draft);
      }
    }
  }

  /** What the last life of the program has said stands no longer. */
  public static void restarted(Draft draft) {
    Optional<AnnouncePlan> plan = draft.plan().fittings().announce();
    if (plan.isEmpty()) return;
    if (plan.get().sign()) draft.want(new Effect.Silence(Outlet.SIGN));
    if (plan.get().voice()) draft.want(new Effect.Silence(Outlet.VOICE));
  }

  /** After every event. */
  public static void settle(Draft draft) {
    Optional<AnnouncePlan> plan = draft.plan().fittings().announce();
    if (plan.isEmpty()) return;
    Announcements before = of(draft.kiosk());
    SortedSet<Announcement> told = holding(draft.kiosk());
    if (isQuiet(plan.get(), draft)) told.removeIf(text -> !text.safety());
    long lookAt =
        draft.ticks() < before.lookAt() ? before.lookAt() : draft.ticks() + next(plan.get(), draft);
    var now = new Announcements(told, before.number(), before.sign(), before.voice(), lookAt);
    if (plan.get().sign()) now = sign(now, before.standing(), draft);
    if (plan.get().voice()) now = voice(now, before.standing(), draft);
    become(now, now.sign(), now.voice(), draft);
  }

  public static long wakeAt(Kiosk kiosk) {
    if (kiosk.plan().fittings().announce().isEmpty()) return Long.MAX_VALUE;
    Announcements now = of(kiosk);
    LongStream again = now.voice().again().values().stream().mapToLong(Again::at);
    LongStream others =
        LongStream.of(
            now.lookAt(),
            now.sign().turnAt(),
            now.voice().saying().map(Saying::until).orElse(Long.MAX_VALUE));
    return LongStream.concat(again, others).min().getAsLong();
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    if (kiosk.plan().fittings().announce().isEmpty()) return;
    String words =
        of(kiosk).standing().stream().map(Announcement::word).collect(Collectors.joining(", "));
    fittings.put("announced", words.isEmpty() ? "nothing" : words);
  }

  /** What holds now. In a fire there is one thing to say. */
  private static SortedSet<Announcement> holding(Kiosk kiosk) {
    var holding = new TreeSet<Announcement>();
    if (kiosk.station().emergency() == Emergency.ACTIVE) {
      holding.add(Announcement.FIRE);
      return holding;
    }
    if (SlotHealth.handIsInTheWay(kiosk)) holding.add(Announcement.HAND_IN_SLOT);
    if (!(kiosk.fittings().uv().lamp() instanceof Lamp.Dark)) holding.add(Announcement.LAMP);
    boolean staff = kiosk.station().service().isPresent();
    if (!staff && isDoorLeftOpen(kiosk)) holding.add(Announcement.DOOR_LEFT_OPEN);
    if (Serving.closed(kiosk)) holding.add(Announcement.NOT_SERVING);
    return holding;
  }

  private static boolean isDoorLeftOpen(Kiosk kiosk) {
    return kiosk.shelf().doors().values().stream()
        .anyMatch(door -> door.state() instanceof DoorState.Open open && open.alarmed());
  }

  /** Where nobody knows the hour it may be night. */
  private static boolean isQuiet(AnnouncePlan plan, Draft draft) {
    return plan.quiet()
        .filter(hours -> !draft.now().trusted() || hours.contain(draft.now().wall()))
        .isPresent();
  }

  /** At least a millisecond, so that a look is over when it was had. */
  private static long next(AnnouncePlan plan, Draft draft) {
    Duration change =
        plan.quiet().map(hours -> hours.change(draft.now().wall()).plusMillis(1)).orElse(LOOK);
    return (change.compareTo(LOOK) < 0 ? change : LOOK).toMillis();
  }

  /** What holds stays in the queue, and comes back where it was driven out. */
  private static Announcements sign(
      Announcements now, SortedSet<Announcement> before, Draft draft) {
    Queue queue = changed(now.sign().queue(), before, now.standing());
    boolean turn = draft.ticks() >= now.sign().turnAt();
    if (turn) queue = queue.turned();
    for (Announcement text : now.standing()) queue = queue.behind(text);
    Optional<Announcement> head = queue.head();
    long number = now.number();
    if (!head.equals(now.sign().shown())) {
      if (head.isEmpty()) draft.want(new Effect.Silence(Outlet.SIGN));
      else draft.want(announce(Outlet.SIGN, ++number, head.get(), draft));
    }
    boolean alone = queue.turned().equals(queue);
    boolean goesOn =
        !turn && head.equals(now.sign().shown()) && now.sign().turnAt() != Long.MAX_VALUE;
    long turnAt = goesOn ? now.sign().turnAt() : draft.ticks() + TURN.toMillis();
    var sign = new Sign(queue, head, alone ? Long.MAX_VALUE : turnAt);
    return new Announcements(now.standing(), number, sign, now.voice(), now.lookAt());
  }

  private static Announcements voice(
      Announcements now, SortedSet<Announcement> before, Draft draft) {
    Voice voice = now.voice();
    if (voice.saying().filter(one -> draft.ticks() >= one.until()).isPresent())
      voice = ended(now, false, draft.ticks());
    for (Announcement text : before)
      if (!now.standing().contains(text)) voice = voice.without(text);
    voice = voice.with(changed(voice.queue(), before, now.standing()));
    for (var again : now.voice().again().entrySet()) {
      if (draft.ticks() < again.getValue().at() || !now.standing().contains(again.getKey()))
        continue;
      voice = voice.with(voice.queue().behind(again.getKey()));
      boolean waits = voice.queue().texts().contains(again.getKey());
      long at = waits ? Long.MAX_VALUE : draft.ticks() + PAUSE.toMillis();
      voice = voice.with(again.getKey(), new Again(again.getValue().times(), at));
    }
    Optional<Announcement> head = voice.queue().head();
    long number = now.number();
    if (!head.equals(voice.saying().map(Saying::text))) {
      voice = voice.silent();
      if (head.isPresent()) {
        draft.want(announce(Outlet.VOICE, ++number, head.get(), draft));
        voice = voice.saying(new Saying(head.get(), number, draft.ticks() + LONGEST.toMillis()));
      } else if (now.voice().saying().isPresent()) {
        draft.want(new Effect.Silence(Outlet.VOICE));
      }
    }
    return new Announcements(now.standing(), number, now.sign(), voice, now.lookAt());
  }

  /** What is said is out of the queue; what is for safety has another turn. */
  private static Voice ended(Announcements now, boolean said, long ticks) {
    Voice voice = now.voice();
    Announcement text = voice.saying().orElseThrow().text();
    Again last = voice.again().get(text);
    int times = (last == null ? 0 : last.times()) + (said ? 1 : 0);
    Voice ended = voice.with(voice.queue().without(text)).silent();
    return text.safety()
        ? ended.with(
            text, new Again(times, times < MOST_TIMES ? ticks + PAUSE.toMillis() : Long.MAX_VALUE))
        : ended;
  }

  /** Without what has ended, and with what has begun, the gravest last and so first. */
  private static Queue changed(
      Queue queue, SortedSet<Announcement> before, SortedSet<Announcement> now) {
    Queue changed = queue;
    for (Announcement text : before) if (!now.contains(text)) changed = changed.without(text);
    var begun = new TreeSet<Announcement>(Collections.reverseOrder());
    begun.addAll(now);
    begun.removeAll(before);
    for (Announcement text : begun) changed = changed.with(text);
    return changed;
  }

  private static Effect announce(Outlet outlet, long number, Announcement what, Draft draft) {
    return new Effect.Announce(outlet, number, what, draft.plan().languages());
  }

  private static void become(Announcements now, Sign sign, Voice voice, Draft draft) {
    var next = new Announcements(now.standing(), now.number(), sign, voice, now.lookAt());
    if (!next.equals(of(draft.kiosk()))) draft.said(draft.kiosk().said().with(next));
  }

  private static Announcements of(Kiosk kiosk) {
    return kiosk.said().announcements();
  }
}
