package org.shuyi.sim.soak;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.sim.station.Cabinet;
import org.shuyi.sim.station.Cabinet.Board;
import org.shuyi.sim.station.Extra;
import org.shuyi.sim.station.Weather;

/**
 * What one seed is about. Not everything at once: a mix in which each trouble is often away finds
 * more than one in which all of them blur everything.
 *
 * @param holdMillis how long a latch stays released
 * @param visitEvery the mean time between two visitors
 * @param fewestVisits an hour's visits are drawn from so many on
 * @param mostVisits up to so many, and after them nobody comes until the next hour; 0 for no end
 * @param cutOneIn at one boundary of a turn in so many the power goes; 0 for never
 * @param outbox so many records may wait for the centre
 * @param round from one audit, for which all is healed, to the next
 * @param everyMinutes the mean time between two troubles of a kind; those away are not in it
 * @param asked what somebody asked for, which comes whatever chance says
 * @param alone whether it has nothing else in store
 */
record Swarm(
    Cabinet cabinet,
    int holdMillis,
    boolean city,
    Duration visitEvery,
    int fewestVisits,
    int mostVisits,
    int cutOneIn,
    Weather weather,
    int books,
    int outbox,
    Duration round,
    Map<Trouble, Integer> everyMinutes,
    Set<Trouble> asked,
    boolean alone) {
  /** Of a hundred seeds so many have a trouble in store. */
  private static final int HAVE_IT = 35;

  /** Power is what a station must survive first. */
  private static final int HAVE_CUTS = 65;

  /**
   * Six are owed by an hour that counts; the rest of it is quiet, as most of a street's hours are.
   */
  private static final int FEWEST_VISITS = 7;

  private static final int MOST_VISITS = 12;

  /** A hundred visitors a day. */
  private static final Duration VISIT_ON_THE_STREET = Duration.ofMinutes(14);

  /** The program dies about four times a year: at one boundary of a turn in so many. */
  private static final int TURNS_OF_A_QUARTER = 1_500_000;

  /** From one question to the next where a device is asked less often than usual. */
  private static final Duration SELDOM = Duration.ofMillis(500);

  /** From one question to the next at the slow end of what a configuration allows. */
  private static final Duration SELDOMEST = Duration.ofSeconds(1);

  /** As many as a configuration says by itself. */
  private static final int AS_CONFIGURED = 20_000;

  /** Of a hundred cabinets so many have a printer, a supply with a battery, and all fittings. */
  private static final int FITTED = 12;

  /** Of a hundred cabinets so many stand in a room with an entrance. */
  private static final int IN_A_ROOM = 3;

  /** What somebody asked for comes so often. */
  private static final int ASKED_FOR_MINUTES = 12;

  Swarm {
    asked = Collections.unmodifiableSet(new TreeSet<>(asked));
    everyMinutes = Collections.unmodifiableMap(new EnumMap<>(everyMinutes));
  }

  /**
   * The mix of a seed.
   *
   * @param always what it has in store whatever chance says
   * @param alone whether it has nothing else
   */
  static Swarm of(long seed, Set<Trouble> always, boolean alone) {
    var random = new Random(seed * 7_919 + 17);
    var every = new EnumMap<Trouble, Integer>(Trouble.class);
    for (Trouble trouble : Trouble.values()) {
      // Drawn by its name, so that a new trouble leaves the others as they were.
      var draw = new Random(seed * 1_000_003 + trouble.name().hashCode());
      int minutes = 16 + draw.nextInt(120);
      if (always.contains(trouble)) every.put(trouble, ASKED_FOR_MINUTES);
      else if (!alone && draw.nextInt(100) < chance(trouble)) every.put(trouble, minutes);
    }
    // A relay pulses when the mains are back, so they must have gone.
    if (always.contains(Trouble.PULSE_AT_BOOT)) {
      every.put(Trouble.MAINS_FAIL, ASKED_FOR_MINUTES);
    }
    boolean cuts = every.containsKey(Trouble.CUT) || isOf(always, "CUT") || isOf(always, "BROWN");
    boolean loses = every.containsKey(Trouble.ACKNOWLEDGED_AND_LOST);
    return new Swarm(
        inARoom(seed, fitted(seed, cabinet(random), always.contains(Trouble.OUT_OF_PAPER))),
        3_000 + random.nextInt(5_000),
        random.nextInt(3) == 0,
        Duration.ofSeconds(60 + random.nextInt(60)),
        FEWEST_VISITS,
        MOST_VISITS,
        cuts ? 200 + random.nextInt(alone ? 400 : 6_000) : 0,
        alone && !loses ? Weather.FAIR : weather(random, loses),
        12 + random.nextInt(30),
        outbox(seed),
        Duration.ofHours(2),
        every,
        always,
        alone);
  }

  /** One station on a street, where troubles are as rare as {@code street.txt} has them. */
  static Swarm street(long seed) {
    var random = new Random(seed * 7_919 + 17);
    var every = new EnumMap<Trouble, Integer>(Trouble.class);
    for (Rate rate : Rate.ofTheStreet()) every.put(rate.trouble(), rate.everyMinutes());
    return new Swarm(
        cabinet(random),
        3_000 + random.nextInt(5_000),
        true,
        VISIT_ON_THE_STREET,
        0,
        0,
        TURNS_OF_A_QUARTER,
        Weather.FAIR,
        12 + random.nextInt(30),
        AS_CONFIGURED,
        Duration.ofDays(7),
        every,
        Set.of(),
        false);
  }

  /**
   * One cabinet in 32 is asked as often as the product does by itself; the others more seldom, most
   * of them as seldom as a configuration allows, since most of a quiet hour's work is questions.
   * Three of four have a reader for two doors.
   */
  private static Cabinet cabinet(Random random) {
    Board board = random.nextBoolean() ? Board.KERONG : Board.WJL;
    Cabinet usual = Cabinet.usual(board);
    int readers = random.nextInt(4) > 0 ? 2 : usual.readers();
    return switch (random.nextInt(32)) {
      case 0 -> new Cabinet(board, readers, usual.lockPoll(), usual.cardPoll());
      case 4, 5 -> new Cabinet(board, readers, SELDOM, SELDOM);
      default -> new Cabinet(board, readers, SELDOMEST, SELDOMEST);
    };
  }

  /** In one seed of sixteen so few may wait that a day without the centre is too long. */
  private static int outbox(long seed) {
    var draw = new Random(seed * 1_000_003 + "OUTBOX".hashCode());
    return draw.nextInt(16) == 0 ? 20 + draw.nextInt(60) : AS_CONFIGURED;
  }

  /** Drawn apart, so that the other cabinets stay as they are. */
  private static Cabinet fitted(long seed, Cabinet cabinet, boolean asked) {
    boolean fitted =
        asked || new Random(seed * 1_000_003 + "FITTED".hashCode()).nextInt(100) < FITTED;
    return fitted ? cabinet.with(Extra.PRINTER, Extra.UPS, Extra.AIR) : cabinet;
  }

  /** The same. */
  private static Cabinet inARoom(long seed, Cabinet cabinet) {
    boolean room = new Random(seed * 1_000_003 + "IN_A_ROOM".hashCode()).nextInt(100) < IN_A_ROOM;
    if (!room) return cabinet;
    var extras = new TreeSet<>(cabinet.extras());
    extras.add(Extra.PORCH);
    return cabinet.with(extras.toArray(Extra[]::new));
  }

  /** Whether it stands in a room, with an entrance that cards open. */
  boolean isInARoom() {
    return cabinet.extras().contains(Extra.PORCH);
  }

  /** Whether its town begins at night: what is done once a night comes first. */
  boolean beginsAtNight() {
    return isFitted() || isInARoom();
  }

  /** Whether it has a printer, a supply with a battery, and all fittings. */
  boolean isFitted() {
    return cabinet.extras().contains(Extra.AIR);
  }

  private static int chance(Trouble trouble) {
    if (trouble == Trouble.OUT_OF_PAPER) return 0; // Every fitted cabinet may be.
    return trouble == Trouble.CUT ? HAVE_CUTS : HAVE_IT;
  }

  private static boolean isOf(Set<Trouble> always, String kind) {
    return always.stream().anyMatch(trouble -> trouble.name().startsWith(kind));
  }

  private static Weather weather(Random random, boolean loses) {
    int lost = loses ? 20 + random.nextInt(200) : 0;
    if (random.nextInt(3) == 0) return new Weather(lost, 0, 0, 0);
    return new Weather(lost, random.nextInt(300), random.nextInt(300), random.nextInt(60));
  }

  CourierSettings courier() {
    return city ? CourierSettings.city() : CourierSettings.desk();
  }

  boolean has(Trouble trouble) {
    return everyMinutes.containsKey(trouble);
  }

  /** Whether it shall come for certain, and not only be about. */
  boolean asks(Trouble trouble) {
    return asked.contains(trouble);
  }

  /** The mean time between two troubles of this kind, in milliseconds. */
  long meanMillis(Trouble trouble) {
    return everyMinutes.getOrDefault(trouble, 1) * 60_000L;
  }
}
