package org.shuyi.devices.dispenser.crt;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.dispenser.DispenserState;
import org.shuyi.devices.dispenser.DispenserState.Place;
import org.shuyi.devices.dispenser.DispenserState.Stack;

/**
 * The frames of a CRT dispenser: {@code F2}, address, length, type, command, parameter, data,
 * {@code 03} and the xor of all before. Source: peripherals.md, section 4, after three drivers that
 * agree.
 */
public final class CrtCodec {
  /** Explains frames; a card's own data is never asked for, so that nothing is personal. */
  public static final Frames FRAMES = new CrtFrames();

  public static final Bytes ACK = Bytes.of(0x06);

  static final int HEAD = 0xF2;
  static final int END = 0x03;
  static final int COMMAND = 0x43;
  static final int DONE = 0x50;
  static final int FAILED = 0x45;
  static final int FAILED_TOO = 0x4E;

  /** Head, address and length before; end and check behind. */
  static final int AROUND = 6;

  /** Far above any answer of ours. */
  static final int LONGEST = 512;

  /** What is asked: command and parameter. */
  enum Order {
    INITIALISE(0x30, 0x33),
    /** No card is taken in at the gate. */
    CLOSE_ENTRY(0x33, 0x31),
    STATUS(0x31, 0x30),
    DRAW(0x32, 0x32),
    PRESENT(0x32, 0x30),
    CAPTURE(0x32, 0x33);

    private final int command;
    private final int parameter;

    Order(int command, int parameter) {
      this.command = command;
      this.parameter = parameter;
    }
  }

  /** What a dispenser says. */
  public sealed interface Said {
    /** 06: it has understood. */
    record Understood() implements Said {}

    /** 15 or 04: it has not, and does nothing. */
    record NotUnderstood() implements Said {}

    /** Done, with its three status characters. */
    record Done(int command, int parameter, int card, int stack, int bin) implements Said {}

    /** Failed, with two characters that name the error. */
    record Failed(int command, int parameter, String error) implements Said {}
  }

  private CrtCodec() {}

  static Bytes order(int address, Order order) {
    var open = Bytes.of(HEAD, address, 0, 3, COMMAND, order.command, order.parameter, END);
    return open.plus(xor(open, open.size()));
  }

  /** Whether this is the answer to that order. */
  static boolean answers(Order order, int command, int parameter) {
    return order.command == command && order.parameter == parameter;
  }

  /** Reads what is at the front, from the device at {@code address}. */
  public static Parsed<Said> parse(Bytes received, int address) {
    if (received.isEmpty()) return new Parsed.More<>();
    switch (received.at(0)) {
      case 0x06 -> {
        return new Parsed.Frame<>(new Said.Understood(), 1);
      }
      case 0x15, 0x04 -> {
        return new Parsed.Frame<>(new Said.NotUnderstood(), 1);
      }
      case HEAD -> {
        return frame(received, address);
      }
      default -> {
        return new Parsed.Noise<>(1, "a frame begins with F2");
      }
    }
  }

  private static Parsed<Said> frame(Bytes received, int address) {
    if (received.size() < 4) return new Parsed.More<>();
    int length = length(received);
    if (length < 3 || length > LONGEST) return new Parsed.Noise<>(1, "length " + length);
    int size = length + AROUND;
    if (received.size() < size) return new Parsed.More<>();
    if (received.at(size - 2) != END) return new Parsed.Noise<>(1, "03 is missing");
    if (received.at(size - 1) != xor(received, size - 1)) {
      return new Parsed.Noise<>(1, "the xor is wrong");
    }
    if (received.at(1) != address) return new Parsed.Noise<>(size, "another address");
    int command = received.at(5);
    int parameter = received.at(6);
    boolean failed = received.at(4) == FAILED || received.at(4) == FAILED_TOO;
    if (failed && length >= 5) {
      String error = "" + (char) received.at(7) + (char) received.at(8);
      return new Parsed.Frame<>(new Said.Failed(command, parameter, error), size);
    }
    if (received.at(4) == DONE && length >= 6) {
      var done = new Said.Done(command, parameter, received.at(7), received.at(8), received.at(9));
      return new Parsed.Frame<>(done, size);
    }
    return new Parsed.Noise<>(size, "no answer, as an echo");
  }

  /** How it stands by its three status characters; none that is not documented is guessed at. */
  static DispenserState state(Said.Done done, String fault) {
    Place place =
        switch (done.card()) {
          case 0x30 -> Place.NONE;
          case 0x31 -> Place.GATE;
          default -> Place.INSIDE;
        };
    Stack stack =
        switch (done.stack()) {
          case 0x32 -> Stack.ENOUGH;
          case 0x31 -> Stack.FEW;
          default -> Stack.EMPTY;
        };
    return new DispenserState(place, stack, done.bin() != 0x30, fault);
  }

  /** An error in words. */
  static String meaning(String error) {
    return switch (error) {
      case "10" -> "a card is jammed";
      case "12" -> "a sensor fails";
      case "13", "14" -> "a card of wrong length";
      case "40", "41", "43" -> "the card cannot be moved";
      case "45" -> "the card was moved by force";
      case "50", "51" -> "the motor fails";
      case "A0" -> "no cards left";
      case "A1" -> "the capture bin is full";
      case "B0" -> "not initialised";
      default -> "error " + error;
    };
  }

  static int length(Bytes frame) {
    return frame.at(2) << 8 | frame.at(3);
  }

  static int xor(Bytes frame, int size) {
    int xor = 0;
    for (int i = 0; i < size; i++) xor ^= frame.at(i);
    return xor;
  }
}
