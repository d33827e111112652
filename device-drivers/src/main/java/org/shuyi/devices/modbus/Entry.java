package org.shuyi.devices.modbus;

/**
 * A line that a map file must have.
 *
 * @param name such as {@code bin.2.full}
 * @param optional whether {@code none: REASON} may stand there
 */
public record Entry(String name, Kind kind, boolean optional) {
  /** What stands behind the name. */
  public enum Kind {
    /** A register that we write. */
    WRITTEN_WORD("holding ADDRESS"),
    /** A coil, or a register of which 1 is on. */
    WRITTEN_SWITCH("coil ADDRESS, or holding ADDRESS"),
    /** A register that we read. */
    WORD("input ADDRESS, or holding ADDRESS"),
    /** A bit that we read. */
    BIT("discrete ADDRESS, coil ADDRESS, input ADDRESS.BIT, or holding ADDRESS.BIT"),
    /** A number that the device means something by. */
    CODE("a whole number from 0 to 65535");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    String expected() {
      return expected;
    }

    boolean takes(Place place) {
      return switch (this) {
        case WRITTEN_WORD -> place.table() == Place.Table.HOLDING && !place.isBit();
        case WRITTEN_SWITCH ->
            place.table() == Place.Table.COIL
                || (place.table() == Place.Table.HOLDING && !place.isBit());
        case WORD -> !place.isBit();
        case BIT -> place.isBit();
        case CODE -> false;
      };
    }

    boolean isRead() {
      return this == WORD || this == BIT;
    }
  }

  public static Entry must(String name, Kind kind) {
    return new Entry(name, kind, false);
  }

  public static Entry may(String name, Kind kind) {
    return new Entry(name, kind, true);
  }

  String expected() {
    return kind.expected() + (optional ? ", or none: REASON" : "");
  }
}
