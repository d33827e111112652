package org.shuyi.kiosk.ui;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every device of the station as a technician sees it; answers at once, from any thread. */
public interface DeviceViews {
  List<DeviceView> devices();

  /**
   * One device.
   *
   * @param name as in the configuration, such as {@code reader-2}
   * @param kind kind and maker, such as {@code tag.feig}
   * @param line where it is attached, such as {@code /dev/shuyi-reader-2} or {@code 127.0.0.1:4002}
   * @param health {@code ready}, {@code degraded} or {@code lost}
   * @param reason why it is not ready, or empty
   * @param since when its health last changed
   * @param counters of its driver and line since the start
   */
  record DeviceView(
      String name,
      String kind,
      String line,
      String health,
      String reason,
      Instant since,
      SortedMap<String, Long> counters) {
    public DeviceView {
      counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
    }
  }
}
