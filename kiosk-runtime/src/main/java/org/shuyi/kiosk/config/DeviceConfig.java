package org.shuyi.kiosk.config;

import java.util.Optional;

/**
 * A device as the configuration names it. Its kind, its line and its settings are judged by those
 * who know drivers and lines.
 *
 * @param name 1 to 32 of a-z, 0-9 and -
 * @param place of its name in the file
 * @param kind port and maker, such as {@code lock.kerong}
 * @param line where its bytes go, such as {@code tcp:10.0.0.7:5000}
 * @param settings everything else, for its driver
 * @param supply how a lock board's bolts are fed, where the file says it
 */
public record DeviceConfig(
    String name,
    Place place,
    Value kind,
    Value line,
    NodeSettings settings,
    Optional<SupplyConfig> supply) {

  /** The same, fed like this. */
  DeviceConfig fedBy(Optional<SupplyConfig> other) {
    return new DeviceConfig(name, place, kind, line, settings, other);
  }

  /** Complains that a key is missing. */
  public Complaint lacks(String key, String expected) {
    return Complaint.missing(place, settings.path(key), expected);
  }

  /** Complains of a key that goes ill with another. */
  public Complaint clash(String key, String found, String expected) {
    return Complaint.clash(settings.placeOf(key), settings.path(key), found, expected);
  }

  /** The port before the dot of its kind: {@code lock}. */
  public String port() {
    int dot = kind.text().indexOf('.');
    return dot < 0 ? kind.text() : kind.text().substring(0, dot);
  }
}
