package org.shuyi.sim.station;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.HouseWiring;
import org.shuyi.sim.world.HouseWiring.Fault;
import org.shuyi.sim.world.Terminals;
import org.shuyi.sim.world.World;

/**
 * The room's door with the magnet that holds it, and the wiring that frees it. A station may draw
 * its relay there and hear of it at three pins; whether the door gives way the magnet decides.
 */
public final class ExitDoor implements World.Watcher {
  /** Looks on, and changes nothing. */
  public interface Looker {
    /** The station draws its relay, or lets it fall. */
    void drawn(boolean on);

    /** The plate is on the magnet, or came off. */
    void held(boolean now);
  }

  /** From the end of the current until the plate comes off: what iron remembers. */
  static final int DROP_MILLIS = 50;

  private final World world;
  private final VirtualTime time;
  private final HouseWiring wiring = new HouseWiring();
  private final VirtualTime.Alarm drops;
  private final List<Looker> lookers = new ArrayList<>();
  private Runnable felt = () -> {};
  private boolean held = true;
  private boolean dropping;

  ExitDoor(World world, VirtualTime time) {
    this.world = world;
    this.time = time;
    drops = time.alarm(this::drop);
    world.watch(this);
  }

  /** Who feels what changes at the pins. */
  void feltBy(Runnable pins) {
    felt = pins;
  }

  public void watch(Looker looker) {
    lookers.add(looker);
  }

  /** Whether it gives way to somebody who pushes, from inside or from outside. */
  public boolean givesWay() {
    return !held;
  }

  /** Whether the station's fire input is active, by a fire or by a wire that is cut. */
  public boolean fireInput() {
    return wiring.firePinHigh();
  }

  /** Presses the button beside it, or lets go. */
  public void presses(boolean down) {
    wiring.pressed(down);
    settle();
    felt.run();
  }

  /** Spoils the wiring, or mends it. */
  public void plant(Fault fault, boolean present) {
    wiring.plant(fault, present);
    settle();
    felt.run();
  }

  /** What the station's board has at its pins there, and elsewhere whatever it has. */
  Terminals at(Terminals others, int fire, int button, int freed, int relay) {
    return new Terminals() {
      @Override
      public void drive(int pin, boolean high) {
        others.drive(pin, high);
        if (pin == relay) draw(high);
      }

      @Override
      public boolean high(int pin) {
        if (pin == fire) return wiring.firePinHigh();
        if (pin == button) return wiring.buttonPinHigh();
        if (pin == freed) return wiring.freedPinHigh(held);
        return others.high(pin);
      }
    };
  }

  private void draw(boolean high) {
    wiring.drawn(high && world.mains());
    lookers.forEach(looker -> looker.drawn(high));
    settle();
  }

  @Override
  public void happened(long atMillis, Deed deed) {
    if (deed instanceof Deed.FireChanged(boolean active)) wiring.fire(active);
    else if (deed instanceof Deed.MainsChanged(boolean on)) wiring.mains(on);
    else return;
    settle();
  }

  private void settle() {
    if (!wiring.flows()) {
      if (held && !dropping) drops.set(time.now() + DROP_MILLIS);
      dropping = held;
      return;
    }
    drops.set(VirtualTime.NEVER);
    dropping = false;
    hold(true);
  }

  private void drop() {
    dropping = false;
    if (wiring.letsGo()) hold(false);
  }

  private void hold(boolean now) {
    if (held == now) return;
    held = now;
    lookers.forEach(looker -> looker.held(now));
    felt.run();
  }
}
