package org.shuyi.kiosk.host;

import java.util.TreeMap;
import org.shuyi.kiosk.config.MobileConfig;
import org.shuyi.kiosk.kernel.place.PlacePlan;

/** What the kernel is told of the stops of a mobile station. */
final class PlaceSetup {
  private PlaceSetup() {}

  static PlacePlan plan(MobileConfig mobile) {
    var stops = new TreeMap<String, PlacePlan.Stop>();
    mobile.stops().forEach((name, stop) -> stops.put(name, stop(stop)));
    return new PlacePlan(stops, mobile.accuracy());
  }

  private static PlacePlan.Stop stop(MobileConfig.Stop stop) {
    return new PlacePlan.Stop(
        stop.latitude(),
        stop.longitude(),
        stop.radius(),
        stop.serves(),
        stop.hours().map(FittingsWiring::hours));
  }
}
