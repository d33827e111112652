package org.shuyi.devices.sorter.modbus;

import static org.shuyi.devices.modbus.Entry.may;
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
import org.shuyi.devices.sorter.Scene;

/**
 * What a sorter's map file names, and how a sorter's registers become a {@link Scene}.
 *
 * <p>Source: peripherals.md, section 1: sorters have no common register map, so that which names
 * there are is ours, and where they lie is the maker's.
 */
public final class SorterCodec {
  /** Explains frames to people. */
  public static final Frames FRAMES = new ModbusFrames();

  /** Faults that a map gives a number to; others are told by their number. */
  static final String JAM = "jam";

  private SorterCodec() {}

  /** Every entry of the map of a sorter with so many bins. */
  static List<Entry> entries(int bins) {
    var entries = new ArrayList<>(Plc.ENTRIES);
    entries.add(must("light-grating", Kind.BIT));
    entries.add(may("inlet", Kind.BIT));
    entries.add(must("tunnel", Kind.BIT));
    entries.add(may("foreign", Kind.BIT));
    entries.add(must("belt", Kind.BIT));
    entries.add(must("shutter-open", Kind.BIT));
    entries.add(must("shutter-closed", Kind.BIT));
    for (int bin = 1; bin <= bins; bin++) {
      entries.add(must("bin.%d.present".formatted(bin), Kind.BIT));
      entries.add(must("bin.%d.full".formatted(bin), Kind.BIT));
      entries.add(must("bin.%d.fallen".formatted(bin), Kind.WORD));
    }
    for (String code : List.of("open-shutter", "close-shutter", "take-in", "hand-back", "sort")) {
      entries.add(must("command." + code, Kind.CODE));
    }
    entries.add(must("fault." + JAM, Kind.CODE));
    entries.add(may("fault.two-items", Kind.CODE));
    return entries;
  }

  /** What the sensors see. */
  static Scene scene(Snapshot seen, String fault, int bins) {
    return new Scene(
        shutter(seen),
        seen.bit("light-grating"),
        seen.bit("inlet"),
        seen.bit("tunnel"),
        seen.bit("foreign"),
        seen.bit("belt"),
        seen.bit("emergency-stop"),
        fault,
        bins(seen, bins));
  }

  private static Scene.Shutter shutter(Snapshot seen) {
    boolean open = seen.bit("shutter-open");
    if (open == seen.bit("shutter-closed")) return Scene.Shutter.BETWEEN;
    return open ? Scene.Shutter.OPEN : Scene.Shutter.CLOSED;
  }

  private static SortedMap<Integer, Scene.Bin> bins(Snapshot seen, int count) {
    var bins = new TreeMap<Integer, Scene.Bin>();
    for (int bin = 1; bin <= count; bin++) {
      bins.put(
          bin,
          new Scene.Bin(
              seen.bit("bin.%d.present".formatted(bin)),
              seen.bit("bin.%d.full".formatted(bin)),
              seen.word("bin.%d.fallen".formatted(bin))));
    }
    return bins;
  }
}
