package org.shuyi.sim.device;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.LedBoard;

/**
 * A sign with a BX-5K card, 57600 8N1.
 *
 * <p>Source: Onbon's BX-5K/6K protocol and its printed examples, as the README of {@code sign.bx}
 * names them: {@code A5 ... 5A}, a head of fourteen bytes, a CRC-16 from 0, and an ACK of group A0
 * for whatever was understood. It knows the ping and texts in one area; an area of mode 2 is taken
 * away when it was not told again within its time, and all are when the power was.
 */
public final class BxPeer extends SerialPeer {
  /** 57600 8N1. */
  public static final Pace PACE = new Pace(57_600, 10);

  private static final Charset GBK = Charset.forName("GBK");
  private static final long DEVICE_MICROS = 8_000;
  private static final long LOOK_MILLIS = 10_000;
  private static final int HEAD = 14;
  private static final int AREA = HEAD + 9;
  private static final int TEXT = AREA + 27;

  private final LedBoard board;
  private long until = NEVER;

  /** When it looks whether a text is outdated. */
  private long lookAt = NEVER;

  public BxPeer(LedBoard board, Pace pace, long seed) {
    super(pace, 500, seed);
    this.board = board;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    dark();
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if ((inbox[0] & 0xFF) != 0xA5) return 1;
    for (int end = 1; end < filled; end++) {
      if ((inbox[end] & 0xFF) != 0x5A) continue;
      obey(plain(inbox, end), end + 1, now);
      return end + 1;
    }
    return MORE;
  }

  /** Between the ends, A6 and 5B announce that the next byte tells which one is meant. */
  private static byte[] plain(byte[] inbox, int end) {
    var plain = new ByteArrayOutputStream();
    int at = 0;
    while (at < end && (inbox[at] & 0xFF) == 0xA5) at++;
    while (at < end) {
      int value = inbox[at++] & 0xFF;
      if ((value == 0xA6 || value == 0x5B) && at < end) {
        boolean second = inbox[at++] == 2;
        plain.write(value == 0xA6 ? (second ? 0xA5 : 0xA6) : second ? 0x5A : 0x5B);
      } else {
        plain.write(value);
      }
    }
    return plain.toByteArray();
  }

  private void obey(byte[] frame, int size, long now) {
    int data = frame.length - HEAD - 2;
    if (data < 5 || word(frame, 12) != data) return;
    if (crc(frame, HEAD + data) != word(frame, HEAD + data)) return;
    int group = frame[HEAD] & 0xFF;
    int command = frame[HEAD + 1] & 0xFF;
    boolean known =
        switch (group) {
          case 0xA2 -> command == 0x00;
          case 0xA3 -> command == 0x06 && areas(frame, now);
          default -> false;
        };
    if (frame[HEAD + 2] == 1) acknowledge(frame, known, size, now);
  }

  private boolean areas(byte[] frame, long now) {
    boolean all = (frame[HEAD + 5] & 0xFF) == 0xFF;
    int areas = frame[HEAD + 6];
    if (all) dark();
    if (areas == 0) return all;
    if (areas != 1 || frame.length < TEXT + 2) return false;
    int size = word(frame, TEXT - 4);
    if (word(frame, AREA - 2) != 27 + size || frame.length != TEXT + size + 2) return false;
    String text = new String(frame, TEXT, size, GBK);
    boolean coloured = text.startsWith("\\C");
    board.becomes(coloured ? text.substring(3) : text, text.startsWith("\\C1"));
    boolean ends = frame[AREA + 11] == 2;
    until = ends ? now + 1_000L * word(frame, AREA + 12) : NEVER;
    if (lookAt == NEVER) lookAt = next(now);
    return true;
  }

  private void acknowledge(byte[] frame, boolean known, int size, long now) {
    var answer = new ByteArrayOutputStream();
    answer.writeBytes(new byte[] {frame[2], frame[3], frame[0], frame[1], 0, 0, 0, 0, 0, 0});
    answer.writeBytes(new byte[] {(byte) 0xFE, 2, 5, 0});
    answer.writeBytes(
        new byte[] {(byte) 0xA0, (byte) (known ? 0 : 1), (byte) (known ? 0 : 1), 0, 0});
    int crc = crc(answer.toByteArray(), answer.size());
    answer.write(crc);
    answer.write(crc >> 8);
    var written = new ByteArrayOutputStream();
    for (int i = 0; i < 8; i++) written.write(0xA5);
    for (byte value : answer.toByteArray()) {
      switch (value & 0xFF) {
        case 0xA5 -> written.writeBytes(new byte[] {(byte) 0xA6, 2});
        case 0xA6 -> written.writeBytes(new byte[] {(byte) 0xA6, 1});
        case 0x5A -> written.writeBytes(new byte[] {0x5B, 2});
        case 0x5B -> written.writeBytes(new byte[] {0x5B, 1});
        default -> written.write(value);
      }
    }
    written.write(0x5A);
    answer(Bytes.copyOf(written.toByteArray()), size, DEVICE_MICROS, now);
  }

  private void dark() {
    board.becomes("", false);
    until = NEVER;
  }

  @Override
  long actsAt() {
    return lookAt;
  }

  @Override
  void act(long now) {
    if (now >= until) dark();
    lookAt = next(now);
  }

  private long next(long now) {
    return until == NEVER ? NEVER : Math.min(until, now + LOOK_MILLIS);
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  private static int crc(byte[] bytes, int size) {
    int crc = 0;
    for (int i = 0; i < size; i++) {
      for (int bit = 0; bit < 8; bit++) {
        boolean odd = ((crc ^ (bytes[i] >> bit)) & 1) != 0;
        crc = odd ? (crc >> 1) ^ 0xA001 : crc >> 1;
      }
    }
    return crc;
  }
}
