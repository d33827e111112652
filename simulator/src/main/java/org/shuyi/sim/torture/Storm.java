package org.shuyi.sim.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shuyi.sim.demo.Carriage;
import org.shuyi.sim.demo.Townsfolk;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.soak.Chance;

/**
 * What goes wrong between two quiet points, and when, drawn from a seed before it begins.
 *
 * @param millis how long it lasts
 * @param strikes by the time of their beginning
 */
record Storm(int millis, List<Strike> strikes) {
  private static final int DOORS = 4;
  private static final List<String> ACTIONS =
      List.of("unlock", "unlock", "unlock", "lock", "out-of-service", "inventory", "restart");

  /** What is drawn; each storm has a mix of its own, so that some lives end and others go on. */
  private enum Kind {
    KILL,
    KILL_TWICE,
    STOP,
    FREEZE,
    MAINS,
    BROKER,
    CUT,
    HALF_OPEN,
    SLOW,
    UNPLUG,
    AIL,
    JAM,
    KEY,
    SECOND_CARD,
    ORDER,
    RULES
  }

  /** What ends a life of the program. */
  private static final Set<Kind> DEADLY =
      EnumSet.of(Kind.KILL, Kind.KILL_TWICE, Kind.STOP, Kind.MAINS);

  /** A trouble, so much later than the storm's beginning. */
  record Strike(long atMillis, Trouble trouble) {}

  Storm {
    strikes = List.copyOf(strikes);
  }

  /**
   * Draws one.
   *
   * @param deadly whether the program is killed in it; otherwise one life must get through
   * @param meanMillis between the beginnings of two troubles
   */
  static Storm draw(Chance chance, int millis, boolean deadly, int meanMillis) {
    var kinds = kinds(chance, deadly);
    var strikes = new ArrayList<Strike>();
    for (long at = chance.around(meanMillis); at < millis; at += 200 + chance.around(meanMillis)) {
      strikes.add(new Strike(at, trouble(chance.of(kinds), chance)));
    }
    return new Storm(millis, strikes);
  }

  /** Some of all, and in a deadly one a kill twice as often as anything else. */
  private static List<Kind> kinds(Chance chance, boolean deadly) {
    var kinds = new ArrayList<Kind>();
    for (Kind kind : Kind.values()) {
      boolean fits = deadly || !DEADLY.contains(kind);
      if (fits && chance.percent(65)) kinds.add(kind);
    }
    if (deadly) Collections.addAll(kinds, Kind.KILL, Kind.KILL, Kind.BROKER);
    else Collections.addAll(kinds, Kind.FREEZE, Kind.CUT, Kind.UNPLUG);
    return kinds;
  }

  private static Trouble trouble(Kind kind, Chance chance) {
    return switch (kind) {
      case KILL -> new Trouble.Killed(chance.percent(70) ? 0 : chance.between(200, 5_000));
      case KILL_TWICE -> new Trouble.KilledTwice(chance.between(50, 3_000));
      case STOP -> new Trouble.Stopped();
      case FREEZE -> new Trouble.Frozen(chance.between(500, 15_000));
      case MAINS -> new Trouble.MainsFailed(chance.between(300, 6_000));
      case BROKER -> new Trouble.BrokerKilled(chance.between(0, 8_000), chance.percent(50));
      case CUT -> new Trouble.CableCut(cable(chance), chance.between(100, 15_000));
      case HALF_OPEN ->
          new Trouble.CableBad(cable(chance), Carriage.HALF_OPEN, chance.between(1_000, 20_000));
      case SLOW ->
          new Trouble.CableBad(
              cable(chance),
              Carriage.slow(chance.between(20, 1_500), chance.between(500, 8_000)),
              chance.between(3_000, 15_000));
      case UNPLUG -> new Trouble.Unplugged(device(chance), chance.between(100, 9_000));
      case AIL -> ailing(chance);
      case JAM -> new Trouble.Jammed(door(chance), chance.between(2_000, 12_000));
      case KEY -> new Trouble.Key(door(chance), chance.percent(50), chance.between(500, 6_000));
      case SECOND_CARD ->
          new Trouble.SecondCard(
              chance.between(0, Townsfolk.READERS - 1), chance.between(200, 2_000));
      case ORDER ->
          new Trouble.Ordered(chance.of(ACTIONS), door(chance), chance.between(500, 5_000));
      case RULES ->
          new Trouble.Ruled(
              chance.between(1, 60),
              chance.between(5, 60),
              chance.between(0, 3),
              chance.between(-1, Townsfolk.READERS - 1));
    };
  }

  private static Trouble.Cable cable(Chance chance) {
    return chance.percent(70) ? Trouble.Cable.STATION : Trouble.Cable.CENTRE;
  }

  /**
   * Nothing that no sensor could tell from a loan: a tag may be missed by some rounds of a count
   * and not by all, and no switch says "closed" for ever.
   */
  private static Trouble ailing(Chance chance) {
    int millis = chance.between(1_000, 10_000);
    return switch (chance.between(0, 7)) {
      case 0 -> new Trouble.Ailing(device(chance), new Fault.Deaf(), millis);
      case 1 -> new Trouble.Ailing(device(chance), new Fault.Mute(chance.between(1, 20)), millis);
      case 2 ->
          new Trouble.Ailing(
              device(chance),
              new Fault.Late(chance.between(20, 2_500), chance.between(1, 30)),
              millis);
      case 3 ->
          new Trouble.Ailing(
              device(chance),
              new Fault.Noise(chance.between(0, 4), chance.between(0, 4), chance.between(0, 4)),
              millis);
      case 4 ->
          new Trouble.Ailing(
              "reader-" + door(chance), new Fault.MissedByChance(chance.between(1, 15)), millis);
      case 5 -> new Trouble.Ailing("reader-" + door(chance), new Fault.SettingsLost(), millis);
      case 6 -> new Trouble.Ailing("locks", new Fault.DeadBolt(door(chance)), millis);
      default -> new Trouble.Ailing("locks", new Fault.Refuses(door(chance)), millis);
    };
  }

  private static String device(Chance chance) {
    return chance.of(List.of("locks", "reader-1", "reader-2", "reader-3", "reader-4", "cards"));
  }

  private static int door(Chance chance) {
    return chance.between(1, DOORS);
  }
}
