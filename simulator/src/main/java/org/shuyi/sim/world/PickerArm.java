package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * An arm before a wall of slots, with a hatch to the street, as it is, whatever anybody is told.
 * Whoever drives it says what is to move and asks how far it has come by now.
 */
public final class PickerArm {
  /** What can be made to move. */
  public enum Motion {
    SEARCH_ORIGIN,
    DISPENSE,
    RETRACT
  }

  /** Something that was begun. */
  public record Begun(long atMillis, Motion motion, int slot) {}

  private static final int SEARCH_MILLIS = 1_500;
  private static final int TRAVEL_MILLIS = 1_000;
  private static final int GRIP_MILLIS = 1_500;
  private static final int CARRY_MILLIS = 2_500;

  private static final Begun NONE = new Begun(-1, Motion.SEARCH_ORIGIN, 0);

  private final int slots;
  private final TreeSet<Integer> items = new TreeSet<>();
  private final List<Begun> begun = new ArrayList<>();
  private Begun moving = NONE;
  private boolean origin;
  private int slot;
  private boolean loaded;
  private boolean hatch;
  private boolean emergencyStop;
  private boolean obstacle;
  private boolean blocked;
  private boolean slips;
  private boolean lost;
  private boolean drops;

  /** An arm that was just switched on: it does not know where it stands. */
  public PickerArm(int slots) {
    this.slots = slots;
  }

  // What people do, and fate.

  public void fill(int slot) {
    items.add(slot);
  }

  /** Somebody takes what lies in the hatch. */
  public void take() {
    hatch = false;
  }

  public void emergencyStop(boolean pressed) {
    emergencyStop = pressed;
  }

  /** Something lies in the way of whatever moves, or no longer. */
  public void obstacle(boolean there) {
    obstacle = there;
    if (!there) blocked = false;
  }

  /** The next motion loses count of its steps. */
  public void slips() {
    slips = true;
  }

  /** The next item that is carried falls down. */
  public void drops() {
    drops = true;
  }

  // What the PLC does.

  public void begin(Motion motion, int wanted, long now) {
    advance(now);
    boolean served = motion == Motion.SEARCH_ORIGIN || (origin && wanted >= 1 && wanted <= slots);
    if (isMoving() || emergencyStop || blocked || !served) return;
    lost = false;
    moving = new Begun(now, motion, wanted);
    begun.add(moving);
  }

  /** Everything stands where it is. */
  public void stop(long now) {
    advance(now);
    moving = NONE;
  }

  /** Without power the arm forgets where it stands. */
  public void powerCut(long now) {
    stop(now);
    origin = false;
    lost = false;
  }

  /** What has happened until now. */
  public void advance(long now) {
    if (!isMoving()) return;
    long since = now - moving.atMillis;
    if (emergencyStop) {
      moving = NONE;
    } else if (obstacle && since >= TRAVEL_MILLIS / 2) {
      blocked = true;
      moving = NONE;
    } else if (slips && since >= TRAVEL_MILLIS / 2) {
      slips = false;
      lost = true;
      origin = false;
      slot = 0;
      moving = NONE;
    } else {
      come(since);
    }
  }

  private void come(long since) {
    switch (moving.motion) {
      case SEARCH_ORIGIN -> {
        slot = 0;
        if (since < SEARCH_MILLIS) return;
        origin = true;
        moving = NONE;
      }
      case DISPENSE -> dispense(since);
      case RETRACT -> retract(since);
    }
  }

  private void dispense(long since) {
    if (since >= TRAVEL_MILLIS) slot = moving.slot;
    if (since >= GRIP_MILLIS && items.remove(moving.slot)) loaded = true;
    if (since < CARRY_MILLIS) return;
    if (loaded && !drops) hatch = true;
    drops = false;
    loaded = false;
    slot = 0;
    moving = NONE;
  }

  private void retract(long since) {
    if (since >= TRAVEL_MILLIS / 2 && hatch) {
      hatch = false;
      loaded = true;
    }
    if (since >= GRIP_MILLIS) slot = moving.slot;
    if (since < CARRY_MILLIS) return;
    if (loaded && !drops) items.add(moving.slot);
    drops = false;
    loaded = false;
    moving = NONE;
  }

  // What sensors see.

  public boolean isMoving() {
    return !moving.equals(NONE);
  }

  public boolean origin() {
    return origin;
  }

  public int slot() {
    return slot;
  }

  public boolean loaded() {
    return loaded;
  }

  public boolean hatch() {
    return hatch;
  }

  public boolean emergencyStop() {
    return emergencyStop;
  }

  public boolean blocked() {
    return blocked;
  }

  public boolean lost() {
    return lost;
  }

  public boolean holds(int number) {
    return items.contains(number);
  }

  /** Every motion that was ever begun. */
  public List<Begun> begun() {
    return List.copyOf(begun);
  }
}
