package org.shuyi.sim.soak;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a seed may have in store for a station; each seed draws its own mix and rates. The numbers
 * are those of the faults of QUALITY.md that it is; some troubles are on no list, and met all the
 * same.
 */
enum Trouble {
  // Power and the program.
  MAINS_FAIL(40),
  CUT(40, 43),
  CUT_BEFORE_PULL(40),
  CUT_BEFORE_MARK(6),
  CUT_IN_FLUSH(40),
  BROWN_OUT(23),
  BROWN_OUT_LOOP(41),
  POWER_WITHOUT_NETWORK(42),
  STALL(50),
  /** The whole program stands still, for less than its watchdog bears. */
  FREEZE,

  // The disk.
  DISK_FULL(47),
  DISK_READ_ONLY(48),
  FLUSH_FAILS(51),
  FLUSH_SLOW(52),
  CARD_LIES(53),

  // The calendar.
  CLOCK_OF_1970(60),
  CLOCK_JUMPS(61),
  CLOCK_SET_BACK(62),

  // The way to the centre.
  NETWORK_AWAY,
  CONNECT_HANGS(65),
  HALF_OPEN(64),
  ACKNOWLEDGED_AND_LOST(66),
  TAKEN_OVER(67),
  SUBSCRIBE_REFUSED(68),
  /** The centre stands for the library system behind it: it is what a station asks. */
  CENTRE_SLOW(70),

  // Lines and devices.
  UNPLUGGED(32),
  DEAF(13),
  MUTE(25),
  LATE(14),
  ONE_BEHIND(14),
  NOISE(35, 37),
  ECHO(37),
  WRONG_ADDRESS(22),
  WRONG_BAUD(36),
  ADAPTER_LATENCY(39),
  SETTINGS_LOST(15),

  // Locks.
  BUSY_AFTER_UNLOCK,
  DEAD_BOLT(17),
  REFUSED_BOLT(17),
  JAM(17),
  SWITCH_STUCK_OPEN(20),
  RELAY_STUCK(26),
  PULSE_AT_BOOT(24),

  // What a fitted cabinet has besides.
  OUT_OF_PAPER(31),

  // Tags.
  TAG_MISSED(2),
  AT_THE_EDGE(2),
  TAGS_MISSED_BY_CHANCE(16),
  GHOST(1),
  WRITE_FAILS(7),
  TWO_TAGS(8),
  STRANGE_ITEM(9),
  SAME_ID_TWICE(10),
  GARBAGE_ON_TAG(11),
  CROWD(12),

  // People.
  KEY(18, 76),
  KEY_WHILE_COUNTING(5),
  LEFT_OPEN(19),
  WALKED_AWAY(74),
  SWAPPED(75),
  FIDGET(78),
  SECOND_CARD(79),
  TWO_CARDS(79),
  QUEUE,
  STAFF,
  PANEL,
  FIRE(80),

  // The centre.
  COMMAND,
  COMMAND_DOUBLED(72),
  COMMAND_REPLAYED(72),
  COMMAND_EXPIRED(72),
  COMMAND_FORGED(72),
  COMMAND_POISONED(72),
  COMMAND_FLOOD(72),
  COMMAND_RETAINED(72),
  CENTRE_RESTORED(71),
  RULES_CHANGED;

  @SuppressWarnings("ImmutableEnumChecker") // A list that nobody can change.
  private final List<Integer> faults;

  Trouble(int... faults) {
    this.faults = IntStream.of(faults).boxed().toList();
  }

  /** Numbers of QUALITY.md's list, from 1 to 80; none for what is on no list. */
  List<Integer> faults() {
    return faults;
  }

  /** The word under which a {@link Tally} counts it. */
  String counted() {
    return "trouble " + this;
  }
}
