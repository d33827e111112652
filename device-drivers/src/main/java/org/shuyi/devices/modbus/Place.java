package org.shuyi.devices.modbus;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value lies in a Modbus device, as a map file writes it: {@code coil 5}, {@code discrete
 * 7}, {@code holding 100}, {@code input 3}, or one bit of a register, {@code input 3.4}.
 *
 * @param address as on the wire, 0 to 65535
 * @param bit 0 to 15 of a register, or -1 for the whole of it, and for coils and discrete inputs
 */
public record Place(Table table, int address, int bit) implements Comparable<Place> {
  private static final Pattern FORM =
      Pattern.compile("(coil|discrete|holding|input)\\s+(\\d{1,5})(?:\\.(\\d{1,2}))?");

  /** The four tables of a Modbus device. */
  public enum Table {
    COIL,
    DISCRETE,
    HOLDING,
    INPUT;

    /** Whether it holds bits and not words. */
    public boolean ofBits() {
      return this == COIL || this == DISCRETE;
    }

    /** The question for a part of it. */
    Request read(int first, int count) {
      return ofBits()
          ? new Request.ReadBits(this == COIL, first, count)
          : new Request.ReadWords(this == HOLDING, first, count);
    }
  }

  /** The place written so, if it is one. */
  public static Optional<Place> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) return Optional.empty();
    Table table = tableOf(form.group(1));
    int address = Integer.parseInt(form.group(2));
    int bit = form.group(3) == null ? -1 : Integer.parseInt(form.group(3));
    boolean sound = address <= 0xFFFF && bit <= 15 && !(table.ofBits() && bit >= 0);
    return sound ? Optional.of(new Place(table, address, bit)) : Optional.empty();
  }

  /** Whether it holds a single bit. */
  public boolean isBit() {
    return table.ofBits() || bit >= 0;
  }

  private static Table tableOf(String word) {
    return switch (word) {
      case "coil" -> Table.COIL;
      case "discrete" -> Table.DISCRETE;
      case "holding" -> Table.HOLDING;
      default -> Table.INPUT;
    };
  }

  @Override
  public int compareTo(Place other) {
    int byTable = table.compareTo(other.table);
    if (byTable != 0) return byTable;
    int byAddress = Integer.compare(address, other.address);
    return byAddress != 0 ? byAddress : Integer.compare(bit, other.bit);
  }
}
