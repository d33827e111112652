package org.shuyi.devices.card.feig;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.card.CardNotice.Technology;
import org.shuyi.devices.tag.feig.FeigCodec;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrames;

/** What a FEIG reader's inventory says of the cards in its field. */
public final class CardCodec {
  /** Explains frames; a card's number is personal and is masked. */
  public static final Frames FRAMES = new FeigFrames(true);

  /** A four-byte number with this first byte was drawn by chance (ACS manual, peripherals.md). */
  private static final int RANDOM = 0x08;

  /** What lies before the reader. */
  public sealed interface Field {
    record Empty() implements Field {}

    record Card(Technology technology, Bytes id) implements Field {}

    /** Something that cannot be an identity. */
    record Unusable(String why) implements Field {}
  }

  private CardCodec() {}

  /** The same of a reader that hands a number over first byte first. */
  public static Field field(Reply reply) {
    return field(reply, false);
  }

  /**
   * Reads an inventory's answer with status 00, 01 or 94; any bytes are answered.
   *
   * @param reversed whether the number of an ISO 14443A card comes last byte first
   */
  public static Field field(Reply reply, boolean reversed) {
    var data = reply.data();
    if (reply.status() == FeigCodec.NO_TAG || data.isEmpty() || data.at(0) == 0) {
      return new Field.Empty();
    }
    if (data.at(0) > 1 || reply.status() == FeigCodec.MORE_DATA) {
      return new Field.Unusable("more than one card");
    }
    if (data.size() < 2) return new Field.Unusable("a card without a number");
    if (data.at(1) == FeigCodec.ISO_14443A) return iso14443(data.from(2), reversed);
    var tags = FeigCodec.inventory(reply).tags();
    if (tags.isEmpty()) return new Field.Unusable("type %02X".formatted(data.at(1)));
    return new Field.Card(Technology.ISO_15693, tags.getFirst().uid());
  }

  /**
   * The record of an ISO 14443A card after its type. A number has 4, 7 or 10 bytes. Manuals differ
   * in what stands before it, so as many bytes are left out as make one of these sizes: none, one
   * or two of information. Nine bytes are two and a 7-byte number, or one and an 8-byte field, in
   * which a shorter number stands behind zeros.
   */
  private static Field iso14443(Bytes record, boolean reversed) {
    Bytes told =
        switch (record.size()) {
          case 4, 7, 10 -> record;
          case 5, 8, 11 -> record.from(1);
          case 6, 12 -> record.from(2);
          case 9 -> isZero(record.slice(2, 5)) ? record.from(5) : record.from(2);
          default -> Bytes.EMPTY;
        };
    if (told.isEmpty()) return new Field.Unusable("a number of %d bytes".formatted(record.size()));
    if (isZero(told)) return new Field.Unusable("a number of zeros");
    Bytes id = reversed ? told.reversed() : told;
    if (id.size() == 4 && id.at(0) == RANDOM) {
      return new Field.Unusable("a random number, as of a phone or passport");
    }
    return new Field.Card(Technology.ISO_14443A, id);
  }

  private static boolean isZero(Bytes bytes) {
    return bytes.equals(Bytes.copyOf(new byte[bytes.size()]));
  }
}
