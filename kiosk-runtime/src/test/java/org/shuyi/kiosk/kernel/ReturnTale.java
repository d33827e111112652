package org.shuyi.kiosk.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeScene.Bin;
import org.shuyi.kiosk.kernel.IntakeScene.Gate;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.intake.Intake;
import org.shuyi.kiosk.kernel.intake.IntakePlan;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;
import org.shuyi.kiosk.kernel.policy.SortRule;

/**
 * A station with two doors and a return slot with three bins, of which the third is for exceptions.
 */
final class ReturnTale {
  static final DeviceId SORTER = new DeviceId("sorter");
  static final DeviceId TUNNEL = new DeviceId("tunnel");
  static final int EXCEPTION = 3;

  final Tale tale;
  private Gate gate = Gate.CLOSED;
  private boolean hand;
  private boolean inlet;
  private boolean tunnel;
  private boolean foreign;
  private boolean stop;
  private String fault = "";
  private final TreeMap<Integer, Bin> bins = new TreeMap<>();

  ReturnTale() {
    this(plan());
  }

  ReturnTale(Plan plan) {
    tale = Tale.inService(plan);
    for (int bin = 1; bin <= EXCEPTION; bin++) bins.put(bin, new Bin(true, false, 0));
    tale.tell(new HealthEvent.DeviceChanged(SORTER, new DeviceHealth.Ready()));
    tale.tell(new HealthEvent.DeviceChanged(TUNNEL, new DeviceHealth.Ready()));
    seen();
    tale.forget();
  }

  /**
   * What {@link Tale#item} calls book-1 goes into bin 1, whatever begins with book-2 into bin 2.
   */
  static Plan plan() {
    var names = new TreeMap<Integer, String>();
    names.put(1, "here");
    names.put(2, "elsewhere");
    names.put(EXCEPTION, "to be looked at");
    var rules = List.of(rule("book-1", 1), rule("book-2", 2));
    var intake =
        new IntakePlan(
            SORTER,
            TUNNEL,
            names,
            EXCEPTION,
            rules,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(20));
    return Tale.plan().with(FittingsPlan.none().with(intake));
  }

  static SortRule rule(String prefix, int bin) {
    return new SortRule(prefix, SortRule.ANY_USAGE, "", bin);
  }

  // What the sensors see.

  ReturnTale gate(Gate now) {
    gate = now;
    return seen();
  }

  ReturnTale hand(boolean there) {
    hand = there;
    tale.tell(new IntakeEvent.HandInGate(there));
    return seen();
  }

  ReturnTale inlet(boolean there) {
    inlet = there;
    return seen();
  }

  ReturnTale tunnel(boolean there) {
    tunnel = there;
    return seen();
  }

  ReturnTale foreign(boolean there) {
    foreign = there;
    return seen();
  }

  ReturnTale emergencyStop(boolean pressed) {
    stop = pressed;
    return seen();
  }

  ReturnTale fault(String word) {
    fault = word;
    return seen();
  }

  ReturnTale bin(int number, boolean present, boolean full) {
    bins.compute(number, (n, bin) -> new Bin(present, full, bin == null ? 0 : bin.fallen()));
    return seen();
  }

  ReturnTale fell(int number) {
    bins.compute(number, (n, bin) -> new Bin(true, false, bin == null ? 1 : bin.fallen() + 1));
    tunnel = false;
    return seen();
  }

  ReturnTale seen() {
    var scene = new IntakeScene(gate, hand, inlet, tunnel, foreign, false, stop, fault, bins);
    tale.tell(new IntakeEvent.SlotSeen(Optional.of(scene)));
    return this;
  }

  // What people and the slot do.

  ReturnTale touch(Intent intent) {
    tale.tell(new VisitEvent.Touched(intent));
    return this;
  }

  /** The last motion that was wanted has ended so. */
  ReturnTale ends(Ending ending) {
    tale.tell(new IntakeEvent.Conveyed(intake().motions(), ending, ""));
    return this;
  }

  ReturnTale opens() {
    gate(Gate.OPEN);
    return ends(Ending.DONE);
  }

  ReturnTale closes() {
    gate(Gate.CLOSED);
    return ends(Ending.DONE);
  }

  ReturnTale takesIn() {
    inlet = false;
    return tunnel(true).ends(Ending.DONE);
  }

  ReturnTale handsBack() {
    inlet = true;
    return tunnel(false).ends(Ending.DONE);
  }

  /** Somebody opens the gate, and puts something in that comes before the reader. */
  ReturnTale puts() {
    return touch(new Intent.ReturnBook()).opens().inlet(true).closes().takesIn();
  }

  ReturnTale reads(int... books) {
    var tags = new TreeMap<TagId, Reading>();
    for (int book : books) tags.put(Tale.tag(book), Tale.surely(book));
    return reads(tags);
  }

  ReturnTale reads(SortedMap<TagId, Reading> tags) {
    tale.tell(new IntakeEvent.TunnelRead(intake().counts(), 5, tags));
    return this;
  }

  /** The centre's word on the item that was asked about last. */
  ReturnTale answered(ItemVerdict verdict) {
    tale.tell(new CentreEvent.ItemAnswered(intake().asks(), verdict));
    return this;
  }

  ReturnTale after(long millis) {
    tale.after(millis);
    return this;
  }

  Intake intake() {
    return tale.kiosk.fittings().intake();
  }

  String stage() {
    return intake().stage().getClass().getSimpleName();
  }

  String screen() {
    return tale.screen();
  }

  String hint() {
    return tale.kiosk.said().screen().orElseThrow().hint().key();
  }

  List<String> notices() {
    return tale.kiosk.said().screen().orElseThrow().notices().stream()
        .map(Screen.Phrase::key)
        .toList();
  }

  List<String> buttons() {
    return tale.kiosk.said().screen().orElseThrow().buttons().stream()
        .map(button -> button.label().key())
        .toList();
  }

  Status status() {
    return tale.kiosk.said().status().orElseThrow();
  }

  Optional<Conveyance> moves() {
    var all = tale.effects(Effect.Convey.class);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().what());
  }
}
