package org.shuyi.sim.device;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.CardField;

/**
 * A contactless reader that speaks CCID messages, as a {@code pcsc:} line carries them.
 *
 * <p>Source: USB class CCID rev. 1.1 (messages 62, 63, 65 and 6F, answered by 80 and 81; a card
 * must be powered before it is given anything, and another card is not powered); PC/SC part 3 and
 * ACS manuals for {@code FF CA 00 00 00}. Readers differ in the order of a number's bytes.
 */
public final class PcscPeer extends SerialPeer {
  private static final int HEAD = 10;
  private static final int FAILED = 0x40;
  private static final int MUTE = 0xFE;
  private static final Bytes ATR = Bytes.parse("3B8F8001804F0CA000000306030001000000006A");
  private static final Bytes GET_NUMBER = Bytes.parse("FFCA000000");

  private final CardField field;
  private final boolean lastByteFirst;
  private @Nullable Bytes powered;

  public PcscPeer(CardField field, boolean lastByteFirst, Pace pace, long seed) {
    super(pace, 500, seed);
    this.field = field;
    this.lastByteFirst = lastByteFirst;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    powered = null;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if (filled < HEAD) return MORE;
    int length = inbox[1] & 0xFF;
    if (filled < HEAD + length) return MORE;
    var data = new byte[length];
    System.arraycopy(inbox, HEAD, data, 0, length);
    obey(inbox[0] & 0xFF, inbox[6] & 0xFF, Bytes.copyOf(data), now);
    return HEAD + length;
  }

  private void obey(int type, int sequence, Bytes data, long now) {
    Bytes uid = field.uid();
    if (uid != null && faults().misses(uid)) uid = null;
    if (!Objects.equals(uid, powered)) powered = null;
    switch (type) {
      case 0x65 -> reply(0x81, sequence, uid, true, Bytes.EMPTY, now);
      case 0x63 -> {
        powered = null;
        reply(0x81, sequence, uid, true, Bytes.EMPTY, now);
      }
      case 0x62 -> {
        powered = uid;
        reply(0x80, sequence, uid, uid != null, uid == null ? Bytes.EMPTY : ATR, now);
      }
      case 0x6F -> {
        var card = powered;
        if (card == null) reply(0x80, sequence, uid, false, Bytes.EMPTY, now);
        else reply(0x80, sequence, uid, true, answer(card, data), now);
      }
      default -> reply(0x81, sequence, uid, false, Bytes.EMPTY, now);
    }
  }

  private Bytes answer(Bytes card, Bytes apdu) {
    if (!apdu.equals(GET_NUMBER)) return Bytes.of(0x6D, 0x00);
    return (lastByteFirst ? card.reversed() : card).plus(0x90, 0x00);
  }

  private void reply(
      int type, int sequence, @Nullable Bytes uid, boolean done, Bytes data, long now) {
    int icc = uid == null ? 2 : powered == null ? 1 : 0;
    var head = Bytes.of(type, data.size(), 0, 0, 0, 0, sequence);
    var status = Bytes.of(done ? icc : FAILED | icc, done ? 0 : MUTE, 0);
    answer(head.plus(status).plus(data), HEAD, 15_000, now);
  }
}
