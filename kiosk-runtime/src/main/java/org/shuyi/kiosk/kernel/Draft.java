package org.shuyi.kiosk.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.health.Devices;
import org.shuyi.kiosk.kernel.intake.Intake;
import org.shuyi.kiosk.kernel.magnet.Magnet;
import org.shuyi.kiosk.kernel.policy.KnownPatrons;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelf;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.kernel.visit.Visits;

/**
 * A step while it is being thought: the rooms change it one after the other, and nobody else ever
 * sees it. It lives for one call of {@link Kiosk#on}.
 */
public final class Draft {
  private final Now now;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private Kiosk kiosk;
  private boolean relieves;

  Draft(Kiosk kiosk, Now now) {
    this.kiosk = kiosk;
    this.now = now;
  }

  public Kiosk kiosk() {
    return kiosk;
  }

  public Plan plan() {
    return kiosk.plan();
  }

  public Now now() {
    return now;
  }

  public long ticks() {
    return now.ticks();
  }

  /** From now on this is true. */
  public void record(Fact fact) {
    facts.add(fact);
    kiosk = kiosk.counting(fact);
  }

  /** What was recorded in this step so far. */
  public List<Fact> facts() {
    return List.copyOf(facts);
  }

  /** This is to be done when the step is on the disk. */
  public void want(Effect effect) {
    effects.add(effect);
  }

  /** Somebody need not answer for a door any more, and shall not again after a power cut. */
  public void relieve() {
    relieves = true;
  }

  public void station(Station station) {
    kiosk = kiosk.with(station);
  }

  public void visits(Visits visits) {
    kiosk = kiosk.with(visits);
  }

  public void visit(Visit visit) {
    visits(kiosk.visits().with(visit));
  }

  public void shelf(Shelf shelf) {
    kiosk = kiosk.with(shelf);
  }

  public Door door(DoorId id) {
    return Objects.requireNonNull(kiosk.shelf().doors().get(id), id.label());
  }

  public boolean hasDoor(DoorId id) {
    return kiosk.shelf().doors().containsKey(id);
  }

  /** The door goes over into this state. */
  public void door(DoorId id, DoorState state) {
    shelf(kiosk.shelf().with(id, door(id).in(state)));
  }

  public void custody(CustodyBook book) {
    kiosk = kiosk.with(book);
  }

  public void custody(TagId tag, Custody place) {
    custody(kiosk.custody().with(tag, place));
  }

  public void known(KnownPatrons known) {
    kiosk = kiosk.with(known);
  }

  public void policy(Policy policy) {
    kiosk = kiosk.with(policy);
  }

  public void commands(Commands commands) {
    kiosk = kiosk.with(commands);
  }

  public void fittings(Fittings fittings) {
    kiosk = kiosk.with(fittings);
  }

  public Intake intake() {
    return kiosk.fittings().intake();
  }

  public void intake(Intake intake) {
    fittings(kiosk.fittings().with(intake));
  }

  public Magnet magnet() {
    return kiosk.fittings().magnet();
  }

  public void magnet(Magnet magnet) {
    if (!magnet.equals(kiosk.fittings().magnet())) fittings(kiosk.fittings().with(magnet));
  }

  public void devices(Devices devices) {
    kiosk = kiosk.with(devices);
  }

  public void outbox(Outbox outbox) {
    kiosk = kiosk.with(outbox);
  }

  public void said(Said said) {
    kiosk = kiosk.with(said);
  }

  Step step() {
    return new Step(kiosk, facts, effects, relieves);
  }
}
