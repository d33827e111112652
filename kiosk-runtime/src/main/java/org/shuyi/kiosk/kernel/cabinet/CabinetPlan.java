package org.shuyi.kiosk.kernel.cabinet;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;

/**
 * What the configuration says of a cabinet's doors besides their devices.
 *
 * @param boltsAtOnce how many bolts the station's supply can pull at once, whatever board they hang
 *     on; {@link #NO_LIMIT} where each board's own limit is enough
 * @param sensors doors with a sensor of their own, and how long latch and sensor may contradict
 *     each other only since one of them is told later
 * @param unproven lock boards of which the configuration does not say what their bits mean, and the
 *     channels of their doors
 */
public record CabinetPlan(
    int boltsAtOnce,
    SortedMap<DoorId, Duration> sensors,
    SortedMap<DeviceId, SortedMap<DoorId, Integer>> unproven) {
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Latch and sensor on one board are told in one breath. */
  public static final Duration TOLD_TOGETHER = Duration.ofMillis(20);

  /**
   * Two polls, and what a line may add: a pin is told at once and a latch after two equal polls.
   */
  public static final Duration TOLD_APART = Duration.ofMillis(600);

  public CabinetPlan {
    sensors = Collections.unmodifiableSortedMap(new TreeMap<>(sensors));
    unproven = Collections.unmodifiableSortedMap(new TreeMap<>(unproven));
  }

  public static CabinetPlan plain() {
    return new CabinetPlan(NO_LIMIT, new TreeMap<>(), new TreeMap<>());
  }

  public CabinetPlan withBoltsAtOnce(int other) {
    return new CabinetPlan(other, sensors, unproven);
  }

  public CabinetPlan withSensors(SortedMap<DoorId, Duration> others) {
    return new CabinetPlan(boltsAtOnce, others, unproven);
  }

  public CabinetPlan withUnproven(SortedMap<DeviceId, SortedMap<DoorId, Integer>> boards) {
    return new CabinetPlan(boltsAtOnce, sensors, boards);
  }
}
