package org.shuyi.kiosk.kernel;

/** A device by its name in the configuration, such as {@code locks} or {@code reader-2}. */
public record DeviceId(String name) implements Comparable<DeviceId> {
  @Override
  public int compareTo(DeviceId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
