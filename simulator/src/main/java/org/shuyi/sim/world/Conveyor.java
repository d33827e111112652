package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.List;

/**
 * A return inlet with a shutter, a tunnel and a belt over bins, as they are, whatever anybody is
 * told. Whoever drives it says what is to move and asks how far it has come by now.
 *
 * <p>What is put in are books, so that it can be asked which of them lies where. A motion that is
 * stopped before its middle has left everything where it was; after it the item lies on the belt,
 * where no sensor sees it.
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
    private final List<Book> books = new ArrayList<>();
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
  private final List<Book> inlet = new ArrayList<>();
  private final List<Book> tunnel = new ArrayList<>();
  private final List<Book> belt = new ArrayList<>();
  private final List<Book> floor = new ArrayList<>();
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

  /** So many items without tags are laid into the inlet. */
  public void put(int items) {
    for (int i = 0; i < items; i++) inlet.add(Stock.untagged());
  }

  /** These are laid into the inlet, whatever the shutter does. */
  public void put(Book... books) {
    inlet.addAll(List.of(books));
  }

  /** Somebody takes out what lies in the inlet. */
  public List<Book> takeOut() {
    var taken = List.copyOf(inlet);
    inlet.clear();
    return taken;
  }

  /** Takes everything out, as staff do. */
  public void clear() {
    inlet.clear();
    tunnel.clear();
    belt.clear();
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
        if (half) carry(inlet, belt);
      }
      case HAND_BACK, SORT -> {
        if (half) carry(tunnel, belt);
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
        twoItems = inlet.size() >= BOTH;
        carry(inlet, tunnel);
      }
      case HAND_BACK -> {
        carry(tunnel, inlet);
        carry(belt, inlet);
      }
      case SORT -> fall();
    }
  }

  private static void carry(List<Book> from, List<Book> to) {
    to.addAll(from);
    from.clear();
  }

  private void fall() {
    Bin bin = bins.get((wrongBin > 0 ? wrongBin : moving.bin) - 1);
    if (!bin.missing) bin.fallen += tunnel.size() + belt.size();
    carry(tunnel, bin.missing ? floor : bin.books);
    carry(belt, bin.missing ? floor : bin.books);
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
    return !inlet.isEmpty();
  }

  public boolean tunnel() {
    return !tunnel.isEmpty();
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

  /** What has fallen into a bin, from 1. */
  public List<Book> in(int bin) {
    return List.copyOf(bins.get(bin - 1).books);
  }

  /** What lies in the inlet. */
  public List<Book> inInlet() {
    return List.copyOf(inlet);
  }

  /** The field of the antenna that looks into the tunnel. */
  public TagField field() {
    return antenna -> tunnel.stream().flatMap(book -> book.tags().stream()).toList();
  }

  /** Every motion that was ever begun. */
  public List<Begun> begun() {
    return List.copyOf(begun);
  }
}
