package org.shuyi.devices.link;

import java.util.ArrayDeque;
import java.util.List;
import org.shuyi.devices.Bytes;

/** The last moments of one line, for the technician; the oldest go first when it is full. */
public final class FrameLog {
  /** Some minutes of a board that is polled now and then, and the exchange before a fault. */
  static final int MOST = 512;

  /** Long frames fill it sooner; about 60 KB a device with what holds them. */
  static final int MOST_BYTES = 32_768;

  private final ArrayDeque<Trace.Moment> moments = new ArrayDeque<>();
  private int bytes;

  public synchronized List<Trace.Moment> moments() {
    return List.copyOf(moments);
  }

  synchronized void add(Trace.Moment moment) {
    moments.add(moment);
    bytes += size(moment);
    while (moments.size() > MOST || bytes > MOST_BYTES) bytes -= size(moments.remove());
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
