package org.shuyi.devices.modbus;

import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * A question to a Modbus device: the functions that this station uses, and no others.
 *
 * <p>Addresses and counts are those on the wire: from 0, 16 bits. Source: peripherals.md, section 1
 * (the Modbus application protocol).
 */
public sealed interface Request {
  /** A coil is told to be on by this value, and off by 0; some boards take others as commands. */
  int ON = 0xFF00;

  /** Coils (function 01) or discrete inputs (02), at most 2000. */
  record ReadBits(boolean coils, int first, int count) implements Request {}

  /** Holding registers (function 03) or input registers (04), at most 125. */
  record ReadWords(boolean holding, int first, int count) implements Request {}

  /** One coil (function 05): {@link #ON}, 0, or what a board documents. */
  record WriteCoil(int address, int value) implements Request {}

  /** One holding register (function 06). */
  record WriteWord(int address, int value) implements Request {}

  /** Several holding registers at once (function 10), 1 to 123. */
  record WriteWords(int first, List<Integer> values) implements Request {
    public WriteWords {
      values = List.copyOf(values);
    }
  }

  /** The function code, 1 to 16. */
  default int function() {
    return switch (this) {
      case ReadBits(boolean coils, int first, int count) -> coils ? 0x01 : 0x02;
      case ReadWords(boolean holding, int first, int count) -> holding ? 0x03 : 0x04;
      case WriteCoil _ -> 0x05;
      case WriteWord _ -> 0x06;
      case WriteWords _ -> 0x10;
    };
  }

  /** Function and data, without address and check. */
  default Bytes bytes() {
    return switch (this) {
      case ReadBits(boolean coils, int first, int count) -> two(first, count);
      case ReadWords(boolean holding, int first, int count) -> two(first, count);
      case WriteCoil(int address, int value) -> two(address, value);
      case WriteWord(int address, int value) -> two(address, value);
      case WriteWords(int first, List<Integer> values) -> {
        var bytes = two(first, values.size()).plus(values.size() * 2);
        for (int value : values) bytes = bytes.plus(value >> 8, value & 0xFF);
        yield bytes;
      }
    };
  }

  /** How many bytes of bits or words its answer holds; 0 for an answer without. */
  default int answerBytes() {
    return switch (this) {
      case ReadBits(boolean coils, int first, int count) -> (count + 7) / 8;
      case ReadWords(boolean holding, int first, int count) -> count * 2;
      case WriteCoil _, WriteWord _, WriteWords _ -> 0;
    };
  }

  /** Whether {@code response} is what a device answers to this, or its refusal. */
  default boolean isAnsweredBy(Response response) {
    if (response.function() != function()) return false;
    return switch (response) {
      case Response.Refused _ -> true;
      case Response.Read(int function, Bytes bytes) -> bytes.size() == answerBytes();
      case Response.Wrote(int function, int address, int value) ->
          switch (this) {
            case WriteCoil(int asked, int wanted) -> asked == address && wanted == value;
            case WriteWord(int asked, int wanted) -> asked == address && wanted == value;
            case WriteWords(int asked, List<Integer> values) ->
                asked == address && values.size() == value;
            case ReadBits _, ReadWords _ -> false;
          };
    };
  }

  private Bytes two(int first, int second) {
    return Bytes.of(function(), first >> 8, first & 0xFF, second >> 8, second & 0xFF);
  }
}
