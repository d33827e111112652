package org.shuyi.devices.lock;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;

/** What a half-duplex adapter gives back of our own frames, told apart from answers. */
final class Echoes {
  /** An echo comes with the frame's own bytes; later than this it is something else. */
  private static final long LONGEST_MILLIS = 100;

  private Bytes frame = Bytes.EMPTY;
  private long until;

  /** Whether the adapter gave our last question back. */
  private boolean seen;

  /** This frame goes out, and may come back. */
  void sent(Bytes sent, long now) {
    frame = sent;
    until = now + LONGEST_MILLIS;
  }

  /** A question begins: whether it comes back tells of the adapter. */
  void asking() {
    seen = false;
  }

  /** It came back; how many bytes that were. */
  int cameBack() {
    int size = frame.size();
    seen = true;
    frame = Bytes.EMPTY;
    until = 0;
    return size;
  }

  /** The beginning of our own frame: what follows decides. */
  boolean mayBegin(Bytes received, long now) {
    int size = received.size();
    return size < frame.size() && now <= until && received.equals(frame.slice(0, size));
  }

  /**
   * Our own frame come back. A longer frame that begins like it is the board's, and so is one that
   * answers an open or a drop with its own bytes (Modbus), where the adapter did not echo the
   * question before.
   */
  boolean isOne(Bytes received, Parsed<BoardFrame> parsed, long now) {
    int size = frame.size();
    if (size == 0 || now > until || received.size() < size) return false;
    if (parsed instanceof Parsed.More<BoardFrame>) return false;
    if (parsed instanceof Parsed.Frame<BoardFrame> said) {
      boolean obeyed =
          said.frame() instanceof BoardFrame.Opened || said.frame() instanceof BoardFrame.Dropped;
      if (said.size() > size || (obeyed && !seen)) return false;
    }
    return received.slice(0, size).equals(frame);
  }
}
