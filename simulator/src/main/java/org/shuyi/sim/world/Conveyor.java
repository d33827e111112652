package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.List;

/**
 * A return inlet with a shutter, a tunnel and a belt over bins, as they are, whatever anybody is
 * told. Whoever drives it says what is to move and asks how far it has come by now.
 *
 * <p>A motion that is stopped before its middle has left everything where it was; after it the item
 * lies on the belt, where no sensor sees it.
 */
public final class Conveyor {
  /** What can be made to move. */
  public enum Motion {
    OPEN_SHUTTER(800),
    CLOSE_SHUTTER(800),
    TAKE_IN(1_000),
    HAND_BACK(1_000),
    SORT(2_000);

    private final int millis;

    Motion(int millis) {
      this.millis = millis;
    }
  }

  /** Something that was begun. */
  public record Begun(long atMillis, Motion motion, int bin) {}

  /** A bin under the belt. */
  private static final class Bin {
    private boolean missing;
    private boolean full;
    private int fallen;
  }

  private static final int BOTH = 2;

  private final List<Bin> bins = new ArrayList<>();
  private final List<Begun> begun = new ArrayList<>();
  private Begun moving = NONE;
  private boolean shutterOpen = true;
  private boolean shutterBetween;
  private int inlet;
  private int tunnel;
  private int belt;
  private int wrongBin;
  private boolean hand;
  private boolean foreign;
  private boolean emergencyStop;
  private boolean jams;
  private boolean jammed;
  private boolean twoItems;
  private long stoodSince;

  private static final Begun NONE = new Begun(-1, Motion.SORT, 0);

  public Conveyor(int bins) {
    for (int i = 0; i < bins; i++) this.bins.add(new Bin());
  }

  // What people do, and fate.

  /** So many items are laid into the inlet. */
  public void put(int items) {
    inlet += items;
  }

  /** Takes everything out, as staff do. */
  public void clear() {
    inlet = 0;
    tunnel = 0;
    belt = 0;
    jammed = false;
    twoItems = false;
    foreign = false;
  }

  public void hand(boolean there) {
    hand = there;
  }

  public void foreign(boolean there) {
    foreign = there;
  }

  public void emergencyStop(boolean pressed) {
    emergencyStop = pressed;
  }

  /** From now on the next thing that moves gets stuck, or no longer. */
  public void jams(boolean now) {
    jams = now;
  }

  public void missing(int bin, boolean now) {
    bins.get(bin - 1).missing = now;
  }

  public void full(int bin, boolean now) {
    bins.get(bin - 1).full = now;
  }

  /** Items go into this bin, whichever was meant; 0 mends it. */
  public void misled(int bin) {
    wrongBin = bin;
  }

  // What the PLC does.

  /** Begins to move, unless it may not or moves already. */
  public void begin(Motion motion, int bin, long now) {
    advance(now);
    if (isMoving() || emergencyStop || jammed) return;
    twoItems = false;
    moving = new Begun(now, motion, bin);
    begun.add(moving);
  }

  /** Everything stands where it is. */
  public void stop(long now) {
    advance(now);
    if (isMoving()) interrupt(now);
  }

  private void interrupt(long now) {
    boolean half = now - moving.atMillis >= moving.motion.millis / 2;
    switch (moving.motion) {
      case OPEN_SHUTTER, CLOSE_SHUTTER -> shutterBetween = true;
      case TAKE_IN -> {
        if (half) belt += take();
      }
      case HAND_BACK, SORT -> {
        if (half) {
          belt += tunnel;
          tunnel = 0;
        }
      }
    }
    stand(now);
  }

  /** What has happened until now. */
  public void advance(long now) {
    if (!isMoving()) return;
    if (emergencyStop) {
      stand(now);
    } else if (jams && now - moving.atMillis >= moving.motion.millis / 2) {
      jammed = true;
      interrupt(now);
    } else if (now - moving.atMillis >= moving.motion.millis) {
      arrive();
      stand(now);
    }
  }

  private void arrive() {
    switch (moving.motion) {
      case OPEN_SHUTTER, CLOSE_SHUTTER -> {
        shutterOpen = moving.motion == Motion.OPEN_SHUTTER;
        shutterBetween = false;
      }
      case TAKE_IN -> {
        int taken = take();
        tunnel += taken;
        twoItems = taken >= BOTH;
      }
      case HAND_BACK -> {
        inlet += tunnel + belt;
        tunnel = 0;
        belt = 0;
      }
      case SORT -> fall();
    }
  }

  private int take() {
    int taken = inlet;
    inlet = 0;
    return taken;
  }

  private void fall() {
    Bin bin = bins.get((wrongBin > 0 ? wrongBin : moving.bin) - 1);
    if (!bin.missing) bin.fallen += tunnel + belt;
    tunnel = 0;
    belt = 0;
  }

  private void stand(long now) {
    moving = NONE;
    stoodSince = now;
  }

  // What sensors see.

  public boolean isMoving() {
    return !moving.equals(NONE);
  }

  /** Since when everything stands. */
  public long stoodSince() {
    return stoodSince;
  }

  public boolean shutterIs(boolean open) {
    boolean moves = moving.motion == Motion.OPEN_SHUTTER || moving.motion == Motion.CLOSE_SHUTTER;
    return !shutterBetween && !(isMoving() && moves) && shutterOpen == open;
  }

  public boolean hand() {
    return hand;
  }

  public boolean inlet() {
    return inlet > 0;
  }

  public boolean tunnel() {
    return tunnel > 0;
  }

  public boolean foreign() {
    return foreign;
  }

  public boolean emergencyStop() {
    return emergencyStop;
  }

  public boolean jammed() {
    return jammed;
  }

  public boolean twoItems() {
    return twoItems;
  }

  public boolean present(int bin) {
    return !bins.get(bin - 1).missing;
  }

  public boolean full(int bin) {
    return bins.get(bin - 1).full;
  }

  public int fallen(int bin) {
    return bins.get(bin - 1).fallen;
  }

  /** Every motion that was ever begun. */
  public List<Begun> begun() {
    return List.copyOf(begun);
  }
}
