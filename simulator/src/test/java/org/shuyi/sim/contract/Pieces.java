package org.shuyi.sim.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.shuyi.devices.Bytes;

/** In which pieces an adapter hands over what the device said. */
@FunctionalInterface
interface Pieces {
  /** The pieces in order, a millisecond apart. */
  List<Bytes> of(Bytes said);

  /** As they came. */
  Pieces WHOLE = List::of;

  /** Byte by byte. */
  Pieces SINGLE =
      said -> {
        var pieces = new ArrayList<Bytes>();
        for (int i = 0; i < said.size(); i++) pieces.add(said.slice(i, i + 1));
        return pieces;
      };

  /** Everything twice, as from an adapter that repeats itself. */
  Pieces DOUBLED = said -> List.of(said, said);

  /** In two, after so many bytes. */
  static Pieces cutAt(int at) {
    return said ->
        at <= 0 || at >= said.size() ? List.of(said) : List.of(said.slice(0, at), said.from(at));
  }

  /** Anyhow. */
  static Pieces byChance(long seed) {
    var random = new Random(seed);
    return said -> {
      var pieces = new ArrayList<Bytes>();
      for (int from = 0; from < said.size(); ) {
        int to = Math.min(said.size(), from + 1 + random.nextInt(said.size()));
        pieces.add(said.slice(from, to));
        from = to;
      }
      return pieces;
    };
  }
}
