package org.shuyi.devices.link;

import java.util.ArrayDeque;
import java.util.List;
import org.shuyi.devices.Bytes;

/** The last frames of one line, for the technician; the oldest go first when it is full. */
public final class FrameLog {
  /** Enough to see some rounds of polling and the exchange before them; about 20 KB a device. */
  private static final int MOST = 128;

  private final ArrayDeque<Entry> entries = new ArrayDeque<>(MOST);

  /**
   * One chunk of bytes.
   *
   * @param atMillis the time of the driver's loop
   * @param sent from us to the device, or from the device to us
   */
  public record Entry(long atMillis, boolean sent, Bytes bytes) {}

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  void sent(long atMillis, Bytes bytes) {
    add(new Entry(atMillis, true, bytes));
  }

  void received(long atMillis, Bytes bytes) {
    add(new Entry(atMillis, false, bytes));
  }

  private synchronized void add(Entry entry) {
    if (entries.size() == MOST) entries.removeFirst();
    entries.add(entry);
  }
}
