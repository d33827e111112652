package org.shuyi.devices.picker.modbus;

import static org.shuyi.devices.modbus.Entry.must;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.Frames;
import org.shuyi.devices.modbus.Entry;
import org.shuyi.devices.modbus.Entry.Kind;
import org.shuyi.devices.modbus.ModbusFrames;
import org.shuyi.devices.modbus.Plc;
import org.shuyi.devices.modbus.Snapshot;
import org.shuyi.devices.picker.Scene;

/**
 * What a picker's map file names, and how a picker's registers become a {@link Scene}.
 *
 * <p>Source: peripherals.md, section 1, for the idea of a map file; no maker's map of a picker was
 * found, so that which names there are is ours, and where they lie is the maker's.
 */
public final class PickerCodec {
  /** Explains frames to people. */
  public static final Frames FRAMES = new ModbusFrames();

  /** Something is in the way. */
  static final String BLOCKED = "blocked";

  /** It no longer knows where it stands. */
  static final String LOST = "position-lost";

  private PickerCodec() {}

  /** Every entry of the map of a picker with so many slots. */
  static List<Entry> entries(int slots) {
    var entries = new ArrayList<>(Plc.ENTRIES);
    entries.add(must("origin", Kind.BIT));
    entries.add(must("slot", Kind.WORD));
    entries.add(must("loaded", Kind.BIT));
    entries.add(must("hatch", Kind.BIT));
    for (int slot = 1; slot <= slots; slot++) {
      entries.add(must("slot.%d.item".formatted(slot), Kind.BIT));
    }
    for (String code : List.of("search-origin", "dispense", "retract")) {
      entries.add(must("command." + code, Kind.CODE));
    }
    entries.add(must("fault." + BLOCKED, Kind.CODE));
    entries.add(must("fault." + LOST, Kind.CODE));
    return entries;
  }

  /** What the sensors see. */
  static Scene scene(Snapshot seen, String fault, int slots) {
    return new Scene(
        seen.bit("origin"),
        seen.word("slot"),
        seen.bit("loaded"),
        seen.bit("hatch"),
        seen.bit("emergency-stop"),
        fault,
        table(seen, slots));
  }

  private static SortedMap<Integer, Boolean> table(Snapshot seen, int slots) {
    var table = new TreeMap<Integer, Boolean>();
    for (int slot = 1; slot <= slots; slot++) {
      table.put(slot, seen.bit("slot.%d.item".formatted(slot)));
    }
    return table;
  }
}
