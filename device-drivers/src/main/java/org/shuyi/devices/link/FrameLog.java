package org.shuyi.devices.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/** The last moments of one line, for the technician; the oldest go first when it is full. */
public final class FrameLog {
  /** Some minutes of a board that is polled now and then, and the exchange before a fault. */
  static final int MOST = 512;

  /** Long frames fill it sooner; about 60 KB a device with what holds them. */
  static final int MOST_BYTES = 32_768;

  /** A ring; beside it the sizes, so that what falls out need not be looked at. */
  private final Trace.@Nullable Moment[] moments = new Trace.Moment[MOST];

  private final int[] sizes = new int[MOST];
  private int first;
  private int count;
  private int bytes;

  public synchronized List<Trace.Moment> moments() {
    var kept = new ArrayList<Trace.Moment>(count);
    for (int i = 0; i < count; i++) {
      Trace.Moment moment = moments[(first + i) % MOST];
      if (moment != null) kept.add(moment);
    }
    return List.copyOf(kept);
  }

  synchronized void add(Trace.Moment moment) {
    int size = size(moment);
    if (count == MOST) drop();
    int at = (first + count) % MOST;
    moments[at] = moment;
    sizes[at] = size;
    count++;
    bytes += size;
    while (bytes > MOST_BYTES) drop();
  }

  private void drop() {
    bytes -= sizes[first];
    moments[first] = null;
    first = (first + 1) % MOST;
    count--;
  }

  private static int size(Trace.Moment moment) {
    return switch (moment) {
      case Trace.Up _ -> 0;
      case Trace.Down(long _, String why) -> why.length();
      case Trace.Sent(long _, Bytes sent) -> sent.size();
      case Trace.Heard(long _, Bytes heard) -> heard.size();
    };
  }
}
