package org.shuyi.kiosk.kernel.intake;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.visit.Visit.Handed;

/**
 * The return slot's part of the station's state.
 *
 * @param company whether somebody stands there; nobody after a restart
 * @param motions how many motions were asked for; the next one's number follows
 * @param counts the same of counts in the tunnel
 * @param asks the same of questions to the centre
 * @param failures motions that did not end as they should, since the last item that was sorted, and
 *     since the last person who wanted something
 * @param handed what became of this session's items
 * @param astray items of which nobody can say where in the sorter they are
 */
public record Intake(
    Stage stage,
    Company company,
    long motions,
    long counts,
    long asks,
    int failures,
    SortedMap<TagId, Handed> handed,
    SortedMap<TagId, Astray> astray) {
  /** So many together are a broken sorter, and it takes nothing more before a person has looked. */
  public static final int MOST_ASTRAY = 20;

  /** A bag full; the gate then shuts, and may be opened again at once. */
  static final int MOST_IN_SESSION = 50;

  /** As often as a person tries again before asking somebody. */
  static final int MOST_FAILURES = 3;

  public Intake {
    handed = Collections.unmodifiableSortedMap(new TreeMap<>(handed));
    astray = Collections.unmodifiableSortedMap(new TreeMap<>(astray));
  }

  /**
   * @param bin where it was meant to fall
   */
  public record Astray(Item item, int bin, String why) {}

  /** Whether somebody stands at the gate. */
  public enum Company {
    NOBODY,
    HERE,
    /** Somebody who waits for what is inside, and brings nothing more. */
    LEAVING
  }

  public static Intake fresh() {
    return new Intake(
        new Stage.Idle(), Company.NOBODY, 0, 0, 0, 0, new TreeMap<>(), new TreeMap<>());
  }

  Intake in(Stage next) {
    return new Intake(next, company, motions, counts, asks, failures, handed, astray);
  }

  /** One more motion; its number is the new {@code motions}. */
  Intake moving() {
    return new Intake(stage, company, motions + 1, counts, asks, failures, handed, astray);
  }

  Intake counting() {
    return new Intake(stage, company, motions, counts + 1, asks, failures, handed, astray);
  }

  Intake asking() {
    return new Intake(stage, company, motions, counts, asks + 1, failures, handed, astray);
  }

  Intake failing(int inARow) {
    return new Intake(stage, company, motions, counts, asks, inARow, handed, astray);
  }

  /** Somebody came, and has handed nothing in yet. */
  Intake begun() {
    return new Intake(stage, Company.HERE, motions, counts, asks, 0, new TreeMap<>(), astray);
  }

  /** The gate is not opened again; what was handed in is told. */
  Intake leaving() {
    return with(company == Company.NOBODY ? Company.NOBODY : Company.LEAVING);
  }

  /** Nobody stands there any more. */
  Intake left() {
    return with(Company.NOBODY);
  }

  private Intake with(Company next) {
    return new Intake(stage, next, motions, counts, asks, failures, handed, astray);
  }

  /** Nobody stands there, and nothing is told of those who did. */
  Intake cleared() {
    var idle = new Stage.Idle();
    return new Intake(
        idle, Company.NOBODY, motions, counts, asks, failures, new TreeMap<>(), astray);
  }

  Intake handing(TagId tag, Handed one) {
    var all = new TreeMap<>(handed);
    all.put(tag, one);
    return new Intake(stage, company, motions, counts, asks, failures, all, astray);
  }

  Intake missing(TagId tag, Astray one) {
    var all = new TreeMap<>(astray);
    all.put(tag, one);
    return new Intake(stage, company, motions, counts, asks, failures, handed, all);
  }

  Intake found(TagId tag) {
    var all = new TreeMap<>(astray);
    all.remove(tag);
    return new Intake(stage, company, motions, counts, asks, failures, handed, all);
  }
}
