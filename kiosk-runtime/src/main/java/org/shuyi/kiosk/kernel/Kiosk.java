package org.shuyi.kiosk.kernel;

import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.LongStream;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.announce.Announcing;
import org.shuyi.kiosk.kernel.cabinet.Latching;
import org.shuyi.kiosk.kernel.cabinet.Looking;
import org.shuyi.kiosk.kernel.cabinet.Proving;
import org.shuyi.kiosk.kernel.cabinet.Pulling;
import org.shuyi.kiosk.kernel.camera.Watching;
import org.shuyi.kiosk.kernel.care.Servicing;
import org.shuyi.kiosk.kernel.climate.Airing;
import org.shuyi.kiosk.kernel.command.Commanding;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.entrance.Counting;
import org.shuyi.kiosk.kernel.entrance.Doorkeeping;
import org.shuyi.kiosk.kernel.figures.Figures;
import org.shuyi.kiosk.kernel.guard.Guarding;
import org.shuyi.kiosk.kernel.health.Devices;
import org.shuyi.kiosk.kernel.health.Evacuating;
import org.shuyi.kiosk.kernel.health.Filling;
import org.shuyi.kiosk.kernel.health.Reporting;
import org.shuyi.kiosk.kernel.health.Tending;
import org.shuyi.kiosk.kernel.intake.Intaking;
import org.shuyi.kiosk.kernel.light.Lighting;
import org.shuyi.kiosk.kernel.magnet.Magnetising;
import org.shuyi.kiosk.kernel.mark.Marking;
import org.shuyi.kiosk.kernel.place.Placing;
import org.shuyi.kiosk.kernel.policy.Hearing;
import org.shuyi.kiosk.kernel.policy.KnownPatrons;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.power.Powering;
import org.shuyi.kiosk.kernel.receipt.Receipting;
import org.shuyi.kiosk.kernel.shelf.Lamps;
import org.shuyi.kiosk.kernel.shelf.Shelf;
import org.shuyi.kiosk.kernel.shelf.Shelving;
import org.shuyi.kiosk.kernel.uv.Shining;
import org.shuyi.kiosk.kernel.visit.Screens;
import org.shuyi.kiosk.kernel.visit.Visiting;
import org.shuyi.kiosk.kernel.visit.Visits;

/**
 * The whole station as one value. {@link #on} is told an event and answers the next station, the
 * facts that are true from now on, and the effects that are wanted. It is pure and total.
 *
 * <p>Saved are {@code station, visits, shelf, policy, commands, figures, fittings} as a section
 * each, and {@code custody} and {@code known} a row an entry; {@code plan} comes from the
 * configuration, {@code devices} is heard again, {@code outbox} is counted by the journal, {@code
 * said} is said again.
 */
public record Kiosk(
    Plan plan,
    Station station,
    Visits visits,
    Shelf shelf,
    CustodyBook custody,
    KnownPatrons known,
    Policy policy,
    Commands commands,
    Figures figures,
    Fittings fittings,
    Devices devices,
    Outbox outbox,
    Said said) {

  /** A station that has never run. */
  public static Kiosk fresh(Plan plan, Outbox outbox) {
    return new Kiosk(
        plan,
        Station.fresh(),
        Visits.none(plan.languages().getFirst()),
        Shelf.unseen(plan.doors().keySet()),
        CustodyBook.empty(),
        KnownPatrons.none(),
        Policy.untold(),
        Commands.none(),
        Figures.none(),
        Fittings.fresh(),
        Devices.unheard(0),
        outbox,
        Said.nothing());
  }

  /** One step. */
  public Step on(Event event, Now now) {
    var draft = new Draft(this, now);
    Lighting.on(event, draft);
    switch (event) {
      case VisitEvent visit -> Visiting.on(visit, draft);
      case ShelfEvent shelf -> Shelving.on(shelf, draft);
      case CentreEvent centre -> Hearing.on(centre, draft);
      case CommandEvent command -> Commanding.on(command, draft);
      case HealthEvent health -> Tending.on(health, draft);
      case ServiceEvent service -> Servicing.on(service, draft);
      case PowerEvent power -> Powering.on(power, draft);
      case ClimateEvent climate -> Airing.on(climate, draft);
      case ReceiptEvent receipt -> Receipting.on(receipt, draft);
      case IntakeEvent intake -> Intaking.on(intake, draft);
      case UvEvent uv -> Shining.on(uv, draft);
      case EntranceEvent entrance -> Doorkeeping.on(entrance, draft);
      case AnnounceEvent announce -> Announcing.on(announce, draft);
      case CameraEvent camera -> Watching.on(camera, draft);
      case PlaceEvent place -> Placing.on(place, draft);
      case MagnetEvent magnet -> Magnetising.on(magnet, draft);
      case TimeEvent.TimePassed passed -> {
        Shelving.timePassed(draft);
        Visiting.timePassed(draft);
        Commanding.timePassed(draft);
        Servicing.timePassed(draft);
        Powering.timePassed(draft);
        Receipting.timePassed(draft);
        Intaking.timePassed(draft);
        Pulling.timePassed(draft);
        Latching.timePassed(draft);
        Guarding.timePassed(draft);
        Proving.timePassed(draft);
        Doorkeeping.timePassed(draft);
        Magnetising.timePassed(draft);
      }
      case TimeEvent.Restarted restarted -> restart(restarted, draft);
    }
    Placing.settle(draft);
    Intaking.settle(draft);
    Magnetising.settle(draft);
    Visiting.settle(draft);
    Evacuating.settle(draft);
    Filling.settle(draft);
    Airing.settle(draft);
    Commanding.settle(draft);
    Powering.settle(draft);
    Shining.settle(draft);
    Lighting.settle(draft);
    Watching.settle(draft);
    Announcing.settle(draft);
    return tell(draft);
  }

  /**
   * The tick at which {@link TimeEvent.TimePassed} is wanted at the latest; {@link Long#MAX_VALUE}
   * for never.
   */
  public long wakeAt() {
    return LongStream.of(
            Shelving.wakeAt(this),
            Visiting.wakeAt(this),
            Commanding.wakeAt(this),
            Servicing.wakeAt(this),
            Powering.wakeAt(this),
            Receipting.wakeAt(this),
            Airing.wakeAt(this),
            Intaking.wakeAt(this),
            Pulling.wakeAt(this),
            Latching.wakeAt(this),
            Lighting.wakeAt(this),
            Shining.wakeAt(this),
            Guarding.wakeAt(this),
            Announcing.wakeAt(this),
            Watching.wakeAt(this),
            Proving.wakeAt(this),
            Doorkeeping.wakeAt(this),
            Placing.wakeAt(this),
            Magnetising.wakeAt(this))
        .min()
        .getAsLong();
  }

  /** Whether nothing differs that is saved; quick, since an unchanged part is the same object. */
  public boolean savesTheSameAs(Kiosk other) {
    return station.equals(other.station)
        && visits.equals(other.visits)
        && shelf.equals(other.shelf)
        && custody.equals(other.custody)
        && known.equals(other.known)
        && policy.equals(other.policy)
        && commands.equals(other.commands)
        && figures.equals(other.figures)
        && (fittings.equals(other.fittings) || fittings.kept().equals(other.fittings.kept()))
        && outbox.equals(other.outbox);
  }

  /** Nobody knows what moved while the program was down: sense, and decide anew. */
  private static void restart(TimeEvent.Restarted restarted, Draft draft) {
    draft.station(draft.kiosk().station().booted(restarted.boot()));
    draft.devices(Devices.unheard(draft.ticks()));
    draft.said(Said.nothing());
    draft.record(new StationFact.Started(restarted.boot(), restarted.why()));
    Evacuating.restarted(draft);
    Pulling.restarted(draft);
    Latching.restarted(draft);
    Proving.restarted(draft);
    Looking.restarted(draft);
    Shelving.restarted(draft);
    Marking.restarted(draft);
    Visiting.restarted(draft);
    Commanding.restarted(draft);
    Powering.restarted(draft);
    Airing.restarted(draft);
    Receipting.restarted(draft);
    Intaking.restarted(draft);
    Lighting.restarted(draft);
    Shining.restarted(draft);
    Doorkeeping.restarted(draft);
    Placing.restarted(draft);
    Guarding.restarted(draft);
    Announcing.restarted(draft);
    Watching.restarted(draft);
    Magnetising.restarted(draft);
  }

  /** What follows from the new state is said where it differs from what was said last. */
  @SuppressWarnings("ReferenceEquality") // of the same state all was said
  private Step tell(Draft draft) {
    Kiosk kiosk = draft.kiosk();
    Said said = kiosk.said();
    if (kiosk == this && said.status().isPresent()) return draft.step();
    Said now =
        new Said(
            Optional.of(screen(kiosk)),
            Optional.of(Reporting.of(kiosk)),
            Optional.of(Lamps.lit(kiosk)),
            Optional.of(switched(kiosk)),
            said.announcements());
    if (!now.screen().equals(said.screen()))
      now.screen().map(Effect.Show::new).ifPresent(draft::want);
    if (!now.status().equals(said.status()))
      now.status().map(Effect.Report::new).ifPresent(draft::want);
    if (!now.lit().equals(said.lit())) now.lit().map(Effect.Light::new).ifPresent(draft::want);
    if (!now.switched().equals(said.switched()))
      now.switched().map(Effect.Switch::new).ifPresent(draft::want);
    draft.said(now);
    return draft.step();
  }

  private static Screen screen(Kiosk kiosk) {
    Screen screen = Screens.of(kiosk).dimmed(!Lighting.bright(kiosk));
    return Watching.isOn(kiosk) ? screen.noticing(Phrase.of("notice.camera")) : screen;
  }

  private static SortedSet<Appliance> switched(Kiosk kiosk) {
    SortedSet<Appliance> on = Airing.running(kiosk);
    if (Lighting.bright(kiosk)) on.add(Appliance.LIGHTS);
    if (Counting.full(kiosk)) on.add(Appliance.FULL);
    return on;
  }

  /** The same station with one more fact counted. */
  Kiosk counting(Fact fact) {
    return with(figures.after(fact)).with(new Outbox(outbox.recorded() + 1, outbox.applied()));
  }

  public Kiosk with(Station next) {
    return new Kiosk(
        plan, next, visits, shelf, custody, known, policy, commands, figures, fittings, devices,
        outbox, said);
  }

  public Kiosk with(Visits next) {
    return new Kiosk(
        plan, station, next, shelf, custody, known, policy, commands, figures, fittings, devices,
        outbox, said);
  }

  public Kiosk with(Shelf next) {
    return new Kiosk(
        plan, station, visits, next, custody, known, policy, commands, figures, fittings, devices,
        outbox, said);
  }

  public Kiosk with(CustodyBook next) {
    return new Kiosk(
        plan, station, visits, shelf, next, known, policy, commands, figures, fittings, devices,
        outbox, said);
  }

  public Kiosk with(KnownPatrons next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, next, policy, commands, figures, fittings, devices,
        outbox, said);
  }

  public Kiosk with(Policy next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, known, next, commands, figures, fittings, devices,
        outbox, said);
  }

  public Kiosk with(Commands next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, known, policy, next, figures, fittings, devices,
        outbox, said);
  }

  public Kiosk with(Figures next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, known, policy, commands, next, fittings, devices,
        outbox, said);
  }

  public Kiosk with(Fittings next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, known, policy, commands, figures, next, devices,
        outbox, said);
  }

  public Kiosk with(Devices next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, known, policy, commands, figures, fittings, next,
        outbox, said);
  }

  public Kiosk with(Outbox next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, known, policy, commands, figures, fittings, devices,
        next, said);
  }

  public Kiosk with(Said next) {
    return new Kiosk(
        plan, station, visits, shelf, custody, known, policy, commands, figures, fittings, devices,
        outbox, next);
  }
}
