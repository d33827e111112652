package org.shuyi.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.shuyi.devices.Frames.Explained;
import org.shuyi.devices.Frames.Part;

/** An {@link Explained} in the making: a frame is gone through from its first byte to its last. */
public final class Explanation {
  private final Bytes frame;
  private final SequencedMap<String, Object> fields = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private int next;

  public Explanation(Bytes frame) {
    this.frame = frame;
  }

  /** A number or text, as on the wire or as people count. */
  public Explanation field(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /** The next bytes and what they mean; fewer, if the frame ends before. */
  public Explanation part(int size, String meaning) {
    int end = Math.min(frame.size(), next + size);
    if (end > next) parts.add(new Part(next, frame.slice(next, end), meaning));
    next = end;
    return this;
  }

  /** A whole frame whose meaning is known. */
  public Explained known(String what, String check) {
    return end(true, what, check);
  }

  /** A frame that is damaged or unknown; {@code check} may be empty. */
  public Explained unclear(String what, String check) {
    return end(false, what, check);
  }

  /**
   * A frame that ends too early; what is there of it is told all the same.
   *
   * @param whole the bytes of a whole one, 0 if not known
   */
  public Explained cutOff(int whole) {
    part(frame.size() - next, "the beginning of a part that is cut off");
    return unclear(
        whole == 0
            ? "cut off: there is no end after byte " + frame.size()
            : "cut off: %d of %d bytes".formatted(frame.size(), whole),
        "");
  }

  /** {@code sum8: found 36, expected 35}. */
  public static String check(String name, Bytes found, Bytes expected) {
    return "%s: found %s, expected %s".formatted(name, found, expected);
  }

  private Explained end(boolean ok, String what, String check) {
    while (next < frame.size()) part(1, "not expected here");
    return new Explained(ok, what, fields, check, List.copyOf(parts));
  }
}
