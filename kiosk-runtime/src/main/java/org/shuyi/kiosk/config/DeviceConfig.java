package org.shuyi.kiosk.config;

/**
 * A device as the configuration names it. Its kind, its line and its settings are judged by those
 * who know drivers and lines.
 *
 * @param name 1 to 32 of a-z, 0-9 and -
 * @param place of its name in the file
 * @param kind port and maker, such as {@code lock.kerong}
 * @param line where its bytes go, such as {@code tcp:10.0.0.7:5000}
 * @param settings everything else, for its driver
 */
public record DeviceConfig(
    String name, Place place, Value kind, Value line, NodeSettings settings) {

  /** The port before the dot of its kind: {@code lock}. */
  public String port() {
    int dot = kind.text().indexOf('.');
    return dot < 0 ? kind.text() : kind.text().substring(0, dot);
  }
}
