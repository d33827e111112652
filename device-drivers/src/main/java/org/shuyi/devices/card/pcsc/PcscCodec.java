package org.shuyi.devices.card.pcsc;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.card.CardNotice.Technology;

/**
 * Messages of the USB class for chip card readers (CCID rev. 1.1, bulk messages of slot 0): ten
 * bytes of head, then data. They are what a {@code pcsc:} line carries, so that a reader behind
 * PC/SC is spoken to as every other device. Answers bear the number of their question.
 */
public final class PcscCodec {
  /** Explains messages; a card's number is personal and is masked. */
  public static final Frames FRAMES = new PcscFrames();

  static final int POWER_ON = 0x62;
  static final int POWER_OFF = 0x63;
  static final int GET_STATUS = 0x65;
  static final int TRANSFER = 0x6F;
  static final int DATA_BLOCK = 0x80;
  static final int SLOT_STATUS = 0x81;

  static final int HEAD = 10;

  /** An answer of a card: at most 256 bytes and two of status; a longer message is none. */
  static final int MOST_DATA = 300;

  /** Asks a contactless reader for the card's number (PC/SC part 3, peripherals.md, section 3). */
  static final Bytes GET_NUMBER = Bytes.of(0xFF, 0xCA, 0x00, 0x00, 0x00);

  /** A four-byte number with this first byte was drawn by chance (ACS manual, peripherals.md). */
  private static final int RANDOM = 0x08;

  /** The first byte of every number of ISO 15693. */
  private static final int ISO_15693 = 0xE0;

  /** What a reader answers. */
  public record Reply(int type, int sequence, int status, int error, Bytes data) {
    /** Whether the command was done. */
    boolean done() {
      return (status & 0xC0) == 0;
    }

    /** Whether a card is there, whether it is powered or not. */
    boolean present() {
      return (status & 0x03) != 2;
    }

    /** Whether it is powered: the same card as before. */
    boolean powered() {
      return (status & 0x03) == 0;
    }
  }

  /** What a card's answer to {@link #GET_NUMBER} makes of it. */
  public sealed interface Found {
    record Card(Technology technology, Bytes id) implements Found {}

    record Unusable(String why) implements Found {}

    /** It did not work this time. */
    record Again() implements Found {}
  }

  private PcscCodec() {}

  static Bytes powerOn(int sequence) {
    return message(POWER_ON, sequence, Bytes.EMPTY);
  }

  static Bytes status(int sequence) {
    return message(GET_STATUS, sequence, Bytes.EMPTY);
  }

  static Bytes transfer(int sequence, Bytes apdu) {
    return message(TRANSFER, sequence, apdu);
  }

  private static Bytes message(int type, int sequence, Bytes data) {
    return Bytes.of(type, data.size() & 0xFF, data.size() >> 8, 0, 0, 0, sequence, 0, 0, 0)
        .plus(data);
  }

  /** Reads a message at the front; a host's own is passed over, as an echo. */
  public static Parsed<Reply> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    int type = received.at(0);
    if (!isReply(type) && !isRequest(type)) return new Parsed.Noise<>(1, "no message begins so");
    if (received.size() < HEAD) return new Parsed.More<>();
    long length = length(received);
    if (length > MOST_DATA) return new Parsed.Noise<>(1, "length " + length);
    int size = HEAD + (int) length;
    if (received.size() < size) return new Parsed.More<>();
    if (isRequest(type)) return new Parsed.Noise<>(size, "a host's message");
    return new Parsed.Frame<>(
        new Reply(type, received.at(6), received.at(7), received.at(8), received.slice(HEAD, size)),
        size);
  }

  /** Reads what a card answered to {@link #GET_NUMBER}. */
  public static Found number(Bytes answer, boolean reversed) {
    if (answer.size() < 2) return new Found.Again();
    int words = answer.at(answer.size() - 2) << 8 | answer.at(answer.size() - 1);
    if (words == 0x6300) return new Found.Again();
    if (words != 0x9000) {
      return new Found.Unusable("it tells no number: status %04X".formatted(words));
    }
    Bytes told = answer.slice(0, answer.size() - 2);
    Bytes id = reversed ? told.reversed() : told;
    if (id.equals(Bytes.copyOf(new byte[id.size()]))) {
      return new Found.Unusable("a number of zeros");
    }
    return switch (id.size()) {
      case 4 ->
          id.at(0) == RANDOM
              ? new Found.Unusable("a random number, as of a phone or passport")
              : new Found.Card(Technology.ISO_14443A, id);
      case 7, 10 -> new Found.Card(Technology.ISO_14443A, id);
      case 8 ->
          id.at(0) == ISO_15693
              ? new Found.Card(Technology.ISO_15693, id)
              : new Found.Unusable("a number of 8 bytes that does not begin with E0");
      default -> new Found.Unusable("a number of %d bytes".formatted(id.size()));
    };
  }

  static boolean isReply(int type) {
    return type == DATA_BLOCK || type == SLOT_STATUS;
  }

  static boolean isRequest(int type) {
    return type == POWER_ON || type == POWER_OFF || type == GET_STATUS || type == TRANSFER;
  }

  static long length(Bytes message) {
    return message.at(1) | message.at(2) << 8 | message.at(3) << 16 | (long) message.at(4) << 24;
  }
}
