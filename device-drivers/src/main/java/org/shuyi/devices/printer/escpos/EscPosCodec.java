package org.shuyi.devices.printer.escpos;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.devices.printer.PrinterState.Paper;

/**
 * The few ESC/POS commands that a receipt needs, and the single bytes by which a printer answers.
 * Source: peripherals.md, section 5; GS r after the command manuals of Epson TM-T85 and Bixolon
 * SPP-R210 (facts only).
 */
public final class EscPosCodec {
  /** Explains frames; a receipt says who read what, so that its text is masked. */
  public static final Frames FRAMES = new EscPosFrames();

  static final int LF = 0x0A;
  static final int DLE = 0x10;
  static final int ESC = 0x1B;
  static final int FS = 0x1C;
  static final int GS = 0x1D;

  /** Questions of DLE EOT. */
  static final int PRINTER = 1;

  static final int CAUSES = 2;
  static final int ERRORS = 3;
  static final int PAPER = 4;

  /** Takes up its settings as after power-up, and forgets a line that was begun. */
  static final Bytes INITIALISE = Bytes.of(ESC, '@');

  static final Bytes CHINESE_ON = Bytes.of(FS, '&');
  static final Bytes CUT = Bytes.of(GS, 'V', 'B', 0x00);

  /** Forgets what it holds, and goes on after an error that a person has put right. */
  static final Bytes RECOVER = Bytes.of(DLE, 0x05, 0x02);

  /**
   * Asks for the paper in turn, after all that was sent before it is printed: the answer is the end
   * of a receipt.
   */
  static final Bytes MARK = Bytes.of(GS, 'r', 0x01);

  /** One byte of a printer. */
  public sealed interface Said {
    /** The answer to a question of DLE EOT; which one it was is not in it. */
    record Status(int bits) implements Said {}

    /** The answer to GS r 1, which printers give in turn. */
    record Mark(boolean nearEnd, boolean out) implements Said {}
  }

  private EscPosCodec() {}

  /** Asks in real time, past what waits to be printed: 1 printer, 2 causes, 3 errors, 4 paper. */
  public static Bytes ask(int question) {
    return Bytes.of(DLE, 0x04, question);
  }

  /**
   * Reads one byte. A status has bits 1 and 4 set and bits 0 and 7 not, a mark has neither bit 4
   * nor bit 7, and its sensors' bits are set in pairs: the one is never the other.
   */
  public static Parsed<Said> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    int bits = received.at(0);
    if ((bits & 0x93) == 0x12) return new Parsed.Frame<>(new Said.Status(bits), 1);
    int near = bits & 0x03;
    int end = bits & 0x0C;
    boolean mark = (bits & 0xF0) == 0 && (near == 0 || near == 0x03) && (end == 0 || end == 0x0C);
    return mark
        ? new Parsed.Frame<>(new Said.Mark(near != 0, end != 0), 1)
        : new Parsed.Noise<>(1, "neither a status nor a mark");
  }

  /** How the printer stands by its answers to the four questions. */
  static PrinterState state(int printer, int causes, int errors, int paper) {
    boolean out = (paper & 0x60) != 0 || (causes & 0x20) != 0;
    boolean near = (paper & 0x0C) != 0;
    boolean cover = (causes & 0x04) != 0;
    String fault = fault(causes, errors);
    boolean offline = (printer & 0x08) != 0 && !out && !cover && fault.isEmpty();
    return new PrinterState(
        out ? Paper.OUT : near ? Paper.NEAR_END : Paper.THERE,
        cover,
        offline ? "it is off-line and does not say why" : fault);
  }

  private static String fault(int causes, int errors) {
    if ((errors & 0x08) != 0) return "the cutter is stuck";
    if ((errors & 0x20) != 0) return "an error that only a technician ends";
    if ((errors & 0x40) != 0) return "an error that ends by itself, such as a hot head";
    return (causes & 0x40) != 0 ? "an error" : "";
  }
}
