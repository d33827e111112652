package org.shuyi.devices.tag.llrp;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;

/**
 * A message of LLRP: three bits of nothing, version (3 bits), type (10 bits), length of all of it
 * (4), message ID (4), body. Source: EPCglobal LLRP 1.0.1 and 1.1, binary encoding of messages.
 *
 * @param type 0 to 1023
 * @param id 0 to 2^32 - 1; an answer has that of its question
 */
public record LlrpMessage(int type, long id, Bytes body) {
  static final int GET_CAPABILITIES = 1;
  static final int GET_CONFIG = 2;
  static final int SET_CONFIG = 3;
  static final int ADD_ROSPEC = 20;
  static final int DELETE_ROSPEC = 21;
  static final int START_ROSPEC = 22;
  static final int ENABLE_ROSPEC = 24;
  static final int ADD_ACCESSSPEC = 40;
  static final int DELETE_ACCESSSPEC = 41;
  static final int ENABLE_ACCESSSPEC = 42;
  static final int REPORT = 61;
  static final int KEEPALIVE = 62;
  static final int EVENT = 63;
  static final int KEEPALIVE_ACK = 72;
  static final int ERROR = 100;

  /** From a question's type to its answer's, of all that are asked here. */
  static final int ANSWER = 10;

  static final int HEADER = 10;

  /** What is asked is understood by readers of 1.0.1 and of 1.1 alike. */
  private static final int VERSION = 1;

  /** Version 1 is LLRP 1.0.1, 2 is 1.1. */
  private static final int NEWEST_VERSION = 2;

  /** A report of 1,000 tags has some 60 KB; more is no message but a stream out of step. */
  private static final int MOST_BYTES = 256 * 1024;

  static LlrpMessage keepaliveAck(long id) {
    return new LlrpMessage(KEEPALIVE_ACK, id, Bytes.EMPTY);
  }

  Bytes encoded() {
    return Bytes.of(VERSION << 2 | type >> 8, type & 0xFF)
        .plus(LlrpParameter.u32(HEADER + body.size()))
        .plus(LlrpParameter.u32(id))
        .plus(body);
  }

  /**
   * Reads a message at the front of what was received. There is no check but that of TCP; what
   * cannot begin a message takes everything with it, since nothing tells where the next begins.
   */
  static Parsed<LlrpMessage> parse(Bytes received) {
    if (received.isEmpty()) return new Parsed.More<>();
    int version = received.at(0) >> 2;
    if (version < VERSION || version > NEWEST_VERSION) return noise(received, "no version of LLRP");
    if (received.size() < HEADER) return new Parsed.More<>();
    long size = LlrpParameter.u32(received, 2);
    if (size < HEADER || size > MOST_BYTES) return noise(received, size + " bytes in a message");
    if (received.size() < size) return new Parsed.More<>();
    int type = (received.at(0) & 0x03) << 8 | received.at(1);
    var body = received.slice(HEADER, (int) size);
    return new Parsed.Frame<>(
        new LlrpMessage(type, LlrpParameter.u32(received, 6), body), (int) size);
  }

  private static Parsed<LlrpMessage> noise(Bytes received, String why) {
    return new Parsed.Noise<>(received.size(), why);
  }
}
