package org.shuyi.devices;

import java.util.List;
import java.util.SequencedMap;

/**
 * Explains a protocol's frames to a person: the technician's page and {@code ./kiosk frames
 * decode}.
 */
public interface Frames {
  /** Explains the bytes; an unknown or damaged frame is explained byte by byte and never throws. */
  Explained explain(Bytes frame);

  /**
   * The same frame with what is personal (a card's number) replaced by zeros, for traces and pages.
   */
  Bytes masked(Bytes frame);

  /**
   * A frame in words.
   *
   * @param ok whether frame and check are whole and the meaning is known
   * @param what the meaning in one line, such as {@code unlock lock 6 of board 0}, or what is wrong
   * @param fields numbers as on the wire and as people count, in the order of the frame: Integer,
   *     Long, Boolean, String, or a List of those
   * @param check the check by name, with what was found and expected; empty where the protocol has
   *     none
   * @param parts each byte or group with its meaning
   */
  record Explained(
      boolean ok,
      String what,
      SequencedMap<String, Object> fields,
      String check,
      List<Part> parts) {}

  /** Some bytes of a frame, from {@code offset}, and what they mean. */
  record Part(int offset, Bytes bytes, String meaning) {}
}
