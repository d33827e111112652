package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.CardStack;
import org.shuyi.sim.world.CardStack.At;

/**
 * A card dispenser of the CRT-571 family, 9600 8N1.
 *
 * <p>Source: peripherals.md, section 4, after three public drivers: a frame is acknowledged by 06,
 * or 15 where its check is wrong, and then answered, by 50 with three status characters, or by 45
 * with an error. Before it is initialised it does nothing but that (B0).
 */
public final class CrtPeer extends SerialPeer {
  /** 9600 8N1. */
  public static final Pace PACE = new Pace(9600, 10);

  private static final int HEAD = 0xF2;
  private static final int AROUND = 6;
  private static final int MOVE_MILLIS = 1_200;

  private final CardStack stack;
  private boolean initialised;

  public CrtPeer(CardStack stack, Pace pace, long seed) {
    super(pace, 200, seed);
    this.stack = stack;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    initialised = false;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if ((inbox[0] & 0xFF) != HEAD) return 1;
    if (filled < 4) return MORE;
    int length = ((inbox[2] & 0xFF) << 8) | (inbox[3] & 0xFF);
    int size = length + AROUND;
    if (length < 3 || length > 64) return 1;
    if (filled < size) return MORE;
    int check = 0;
    for (int i = 0; i < size - 1; i++) check ^= inbox[i] & 0xFF;
    if (check != (inbox[size - 1] & 0xFF) || inbox[size - 2] != 0x03) {
      answer(Bytes.of(0x15), size, 1_000, now);
      return size;
    }
    if (inbox[1] != 0 || inbox[4] != 0x43) return size;
    answer(Bytes.of(0x06), size, 1_000, now);
    obey(inbox[5] & 0xFF, inbox[6] & 0xFF, now);
    return size;
  }

  private void obey(int command, int parameter, long now) {
    int order = command << 8 | parameter;
    if (order == 0x3033) {
      initialised = !stack.jammed();
      if (initialised) done(command, parameter, 300, now);
      else failed(command, parameter, "10", 300, now);
      return;
    }
    if (!initialised) {
      failed(command, parameter, "B0", 5, now);
      return;
    }
    switch (order) {
      case 0x3130, 0x3331, 0x3330 -> done(command, parameter, 10, now);
      case 0x3232 -> draw(command, parameter, now);
      case 0x3230 -> {
        if (stack.at() == At.NOWHERE) failed(command, parameter, "40", 100, now);
        else if (!stuck(command, parameter, now)) {
          stack.present();
          done(command, parameter, MOVE_MILLIS, now);
        }
      }
      case 0x3233 -> {
        if (stack.at() == At.NOWHERE) failed(command, parameter, "40", 100, now);
        else if (stack.binFull()) failed(command, parameter, "A1", 100, now);
        else if (!stuck(command, parameter, now)) {
          stack.capture();
          done(command, parameter, MOVE_MILLIS, now);
        }
      }
      default -> failed(command, parameter, "00", 5, now);
    }
  }

  /** With a card inside already it stays where it is; the device does what it is told. */
  private void draw(int command, int parameter, long now) {
    if (stack.empty()) failed(command, parameter, "A0", 100, now);
    else if (!stuck(command, parameter, now)) {
      stack.draw();
      done(command, parameter, MOVE_MILLIS, now);
    }
  }

  private boolean stuck(int command, int parameter, long now) {
    if (!stack.jammed()) return false;
    failed(command, parameter, "10", MOVE_MILLIS, now);
    return true;
  }

  private void done(int command, int parameter, int millis, long now) {
    int card =
        switch (stack.at()) {
          case NOWHERE -> 0x30;
          case GATE -> 0x31;
          case INSIDE -> 0x32;
        };
    int left = stack.empty() ? 0x30 : stack.few() ? 0x31 : 0x32;
    int bin = stack.binFull() ? 0x31 : 0x30;
    frame(Bytes.of(0x50, command, parameter, card, left, bin), millis, now);
  }

  private void failed(int command, int parameter, String error, int millis, long now) {
    frame(Bytes.of(0x45, command, parameter, error.charAt(0), error.charAt(1)), millis, now);
  }

  private void frame(Bytes text, int millis, long now) {
    var open = Bytes.of(HEAD, 0, 0, text.size()).plus(text).plus(0x03);
    int check = 0;
    for (int i = 0; i < open.size(); i++) check ^= open.at(i);
    answer(open.plus(check), 9, millis * 1_000L, now);
  }
}
