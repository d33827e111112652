package org.shuyi.devices.modbus;

import java.util.SortedMap;

/** What a machine said of all that its map names, in one round of questions. */
public final class Snapshot {
  private final RegisterMap map;
  private final SortedMap<RegisterMap.Span, Response.Read> said;

  Snapshot(RegisterMap map, SortedMap<RegisterMap.Span, Response.Read> said) {
    this.map = map;
    this.said = said;
  }

  /** A register, 0 to 65535; 0 where this machine has none. */
  public int word(String name) {
    if (!map.has(name)) return 0;
    return value(map.place(name));
  }

  /** A bit; off where this machine has none. */
  public boolean bit(String name) {
    return word(name) != 0;
  }

  private int value(Place place) {
    for (var entry : said.entrySet()) {
      var span = entry.getKey();
      int index = place.address() - span.first();
      if (span.table() != place.table() || index < 0 || index >= span.count()) continue;
      if (place.table().ofBits()) return entry.getValue().bit(index) ? 1 : 0;
      int word = entry.getValue().word(index);
      return place.bit() < 0 ? word : word >> place.bit() & 1;
    }
    return 0;
  }
}
