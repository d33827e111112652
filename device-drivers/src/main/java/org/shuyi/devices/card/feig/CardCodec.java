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

  /** In TR-INFO: the number has ten bytes. */
  private static final int TEN_BYTES = 0x04;

  /** In OPT-INFO: how many further cascade levels the number took; none is a number of 4 bytes. */
  private static final int CASCADE = 0x03;

  /** What lies before the reader. */
  public sealed interface Field {
    record Empty() implements Field {}

    record Card(Technology technology, Bytes id) implements Field {}

    /** Something that cannot be an identity. */
    record Unusable(String why) implements Field {}
  }

  private CardCodec() {}

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
   * The record of an ISO 14443A card after its type: TR-INFO, OPT-INFO and the number. It has 10
   * bytes where bit 2 of TR-INFO is set, else 7, of which a number of four bytes fills the last
   * ones: OPT-INFO bits 0 and 1 are then 0, and three bytes 00 stand before it.
   *
   * <p>Source: FEIG's own host library (FEDM_ISOTabItem; facts only). Any other record is refused:
   * a guess would make two patrons of one card.
   */
  private static Field iso14443(Bytes record, boolean reversed) {
    int size = record.isEmpty() || (record.at(0) & TEN_BYTES) == 0 ? 7 : 10;
    if (record.size() != 2 + size) {
      return new Field.Unusable("a record of %d bytes".formatted(record.size()));
    }
    Bytes field = record.from(2);
    boolean four = size == 7 && (record.at(1) & CASCADE) == 0;
    if (four && !isZero(field.slice(0, 3))) {
      return new Field.Unusable("neither a number of 4 bytes nor one of 7");
    }
    Bytes told = four ? field.from(3) : field;
    Bytes id = reversed ? told.reversed() : told;
    if (isZero(id)) return new Field.Unusable("a number of zeros");
    if (four && id.at(0) == RANDOM) {
      return new Field.Unusable("a random number, as of a phone or passport");
    }
    return new Field.Card(Technology.ISO_14443A, id);
  }

  private static boolean isZero(Bytes bytes) {
    return bytes.equals(Bytes.copyOf(new byte[bytes.size()]));
  }
}
