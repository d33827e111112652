package org.shuyi.sim.soak;

import org.shuyi.sim.station.VirtualTown;

/**
 * The room in which some cabinets stand: its entrance, who passes there, what goes wrong with it,
 * and who judges what the station makes of it.
 */
record ReadingRoom(GateJudge judge, Passers passers, GateTroubles troubles) {
  static ReadingRoom around(
      VirtualTown town,
      Witness witness,
      Lives lives,
      RulesWatch rules,
      Cast cast,
      long seed,
      Tally tally,
      Trace trace) {
    var doorway = new Doorway(town, witness);
    var judge = new GateJudge(town, witness, rules, doorway, lives, tally);
    return new ReadingRoom(
        judge,
        new Passers(town, doorway, judge, cast, seed, tally, trace),
        new GateTroubles(town, doorway, seed + 1, tally, trace));
  }
}
