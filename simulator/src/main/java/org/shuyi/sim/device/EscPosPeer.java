package org.shuyi.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.PaperRoll;

/**
 * A receipt printer that speaks ESC/POS, 19200 8N1.
 *
 * <p>Source: peripherals.md, section 5, after the SRP-350, TM-U220 and RP325 manuals. What is sent
 * is kept and worked off line by line; {@code 10 04 n} and {@code 10 05 n} are obeyed as they
 * arrive, wherever they stand. Out of paper, with its cover open or its cutter stuck it is off-line
 * and works off nothing; it goes on by itself when that has ended. {@code 1D 72 01} is answered in
 * its turn, so never without paper (Epson TM-T85, GS r).
 */
public final class EscPosPeer extends SerialPeer {
  /** 19200 8N1. */
  public static final Pace PACE = new Pace(19200, 10);

  private static final int DLE = 0x10;
  private static final int MEMORY = 4096;
  private static final long DEVICE_MICROS = 2_000;
  private static final int FIXED = 0x12;

  /**
   * How it is set.
   *
   * @param charset of its fonts
   * @param lineMillis how long a line takes
   */
  public record Setup(Charset charset, int lineMillis) {
    public static final Setup USUAL = new Setup(Charset.forName("GB18030"), 25);
  }

  private final Setup setup;
  private final PaperRoll roll;
  private final ArrayDeque<Integer> memory = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> strange = new ArrayList<>();
  private boolean chinese;
  private long freeAt;

  public EscPosPeer(Setup setup, PaperRoll roll, Pace pace, long seed) {
    super(pace, 1_000, seed);
    this.setup = setup;
    this.roll = roll;
  }

  /** Bytes below 20 that were no command of a receipt: what a title must never bring here. */
  public List<String> strange() {
    return List.copyOf(strange);
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    memory.clear();
    initialise();
    freeAt = now;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int first = inbox[0] & 0xFF;
    if (first != DLE) {
      keep(first, now);
      return 1;
    }
    if (filled < 2) return MORE;
    int second = inbox[1] & 0xFF;
    if (second != 0x04 && second != 0x05) {
      keep(first, now);
      return 1;
    }
    if (filled < 3) return MORE;
    if (second == 0x04) tell(inbox[2] & 0xFF, now);
    else if ((inbox[2] & 0xFF) == 2) memory.clear();
    return 3;
  }

  /** Memory that is full loses what comes, where nobody minds the flow control. */
  private void keep(int value, long now) {
    if (memory.isEmpty()) freeAt = Math.max(freeAt, now);
    if (memory.size() < MEMORY) memory.add(value);
  }

  private void tell(int question, long now) {
    int bits =
        switch (question) {
          case 1 -> bit(stopped(), 0x08);
          case 2 ->
              bit(roll.coverOpen(), 0x04) | bit(roll.out(), 0x20) | bit(roll.cutterStuck(), 0x40);
          case 3 -> bit(roll.cutterStuck(), 0x08);
          case 4 -> bit(roll.nearEnd(), 0x0C) | bit(roll.out(), 0x60);
          default -> -1;
        };
    if (bits >= 0) answer(Bytes.of(FIXED | bits), 3, DEVICE_MICROS, now);
  }

  private static int bit(boolean set, int bits) {
    return set ? bits : 0;
  }

  private boolean stopped() {
    return roll.out() || roll.coverOpen() || roll.cutterStuck();
  }

  @Override
  long actsAt() {
    return memory.isEmpty() || stopped() || !whole() ? NEVER : freeAt;
  }

  /** Whether the command at the front of the memory has come whole. */
  private boolean whole() {
    return memory.size() >= size(memory.getFirst());
  }

  private int size(int first) {
    if (first == 0x1B || first == 0x1C) return 2;
    if (first != 0x1D) return 1;
    return memory.stream().skip(1).findFirst().orElse(0) == 'V' ? 4 : 3;
  }

  @Override
  void act(long now) {
    long begun = Math.max(freeAt, now);
    int first = memory.remove();
    switch (first) {
      case 0x0A -> {
        roll.print(line.toString(setup.charset));
        line.reset();
        freeAt = begun + setup.lineMillis;
      }
      case 0x1B -> {
        if (memory.remove() == '@') initialise();
        else strange.add("ESC");
      }
      case 0x1C -> chinese = memory.remove() == '&';
      case 0x1D -> graphics(now);
      default -> {
        if (first < 0x20) strange.add("%02X".formatted(first));
        else line.write(first >= 0x80 && !chinese ? '?' : first);
      }
    }
  }

  private void graphics(long now) {
    int command = memory.remove();
    int value = memory.remove();
    if (command == 'V' && value == 'B' && memory.remove() == 0) {
      roll.cut();
    } else if (command == 'r' && value == 1) {
      answer(Bytes.of(bit(roll.nearEnd(), 0x03)), 0, DEVICE_MICROS, now);
    } else {
      strange.add("GS");
    }
  }

  private void initialise() {
    line.reset();
    chinese = false;
  }
}
