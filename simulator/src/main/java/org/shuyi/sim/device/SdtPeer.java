package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.CardField;

/**
 * A reader of identity cards with the SAM_V module, 115200 8N1. The UID of the card in its field is
 * the citizen's number in ASCII.
 *
 * <p>Source: peripherals.md, section 2, after the protocol pages of the Ministry of Public Security
 * and public drivers: find (20 01), select (20 02), read (30 01), which answers 256 bytes of text
 * in UTF-16LE and 1024 bytes of photo.
 */
public final class SdtPeer extends SerialPeer {
  /** 115200 8N1. */
  public static final Pace PACE = new Pace(115_200, 10);

  private static final Bytes HEAD = Bytes.of(0xAA, 0xAA, 0xAA, 0x96, 0x69);
  private static final int REQUEST = 10;
  private static final int PHOTO = 1024;

  private final CardField field;
  private final boolean findsOnce;
  private @Nullable Bytes selected;
  private @Nullable Bytes done;

  /**
   * @param findsOnce whether a card that was read must be taken away before it is found again
   */
  public SdtPeer(CardField field, boolean findsOnce, Pace pace, long seed) {
    super(pace, 100, seed);
    this.field = field;
    this.findsOnce = findsOnce;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    selected = null;
    done = null;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int head = Math.min(filled, HEAD.size());
    for (int i = 0; i < head; i++) if ((inbox[i] & 0xFF) != HEAD.at(i)) return 1;
    if (filled < REQUEST) return MORE;
    int check = 0;
    for (int i = 5; i < REQUEST - 1; i++) check ^= inbox[i] & 0xFF;
    if (inbox[5] != 0 || inbox[6] != 3) reply(0x11, Bytes.EMPTY, 1, now);
    else if (check != (inbox[9] & 0xFF)) reply(0x10, Bytes.EMPTY, 1, now);
    else obey(((inbox[7] & 0xFF) << 8) | (inbox[8] & 0xFF), now);
    return REQUEST;
  }

  private void obey(int command, long now) {
    var uid = field.uid();
    if (!Objects.equals(uid, done)) done = null;
    if (!Objects.equals(uid, selected)) selected = null;
    switch (command) {
      case 0x2001 -> {
        boolean found = uid != null && !(findsOnce && done != null) && !faults().misses(uid);
        reply(found ? 0x9F : 0x80, found ? Bytes.of(0, 0, 0, 0) : Bytes.EMPTY, 30, now);
      }
      case 0x2002 -> {
        selected = uid;
        boolean chosen = uid != null;
        reply(chosen ? 0x90 : 0x81, chosen ? Bytes.copyOf(new byte[8]) : Bytes.EMPTY, 50, now);
      }
      case 0x3001 -> {
        done = selected;
        if (selected == null) reply(0x41, Bytes.EMPTY, 50, now);
        else reply(0x90, contents(selected), 250, now);
      }
      case 0x11FF, 0x10FF -> reply(0x90, Bytes.EMPTY, 1, now);
      default -> reply(0x21, Bytes.EMPTY, 1, now);
    }
  }

  /** A person that does not exist, with this number and a photo of the byte 5A. */
  private static Bytes contents(Bytes number) {
    String text =
        "张三".concat(" ".repeat(13))
            + "1"
            + "01"
            + "19491231"
            + "北京市东城区景山前街4号".concat(" ".repeat(35 - 12))
            + new String(number.toArray(), StandardCharsets.US_ASCII)
            + "北京市公安局东城分局".concat(" ".repeat(5))
            + "20200101"
            + "20400101"
            + " ".repeat(18);
    var photo = new byte[PHOTO];
    Arrays.fill(photo, (byte) 0x5A);
    return Bytes.of(0x01, 0x00, 0x04, 0x00)
        .plus(Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16LE)))
        .plus(Bytes.copyOf(photo));
  }

  private void reply(int status, Bytes data, int millis, long now) {
    int length = data.size() + 4;
    var body = Bytes.of(length >> 8, length & 0xFF, 0, 0, status).plus(data);
    int check = 0;
    for (int i = 0; i < body.size(); i++) check ^= body.at(i);
    answer(HEAD.plus(body).plus(check), REQUEST, millis * 1_000L, now);
  }
}
