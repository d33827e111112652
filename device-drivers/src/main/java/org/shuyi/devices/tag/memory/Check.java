package org.shuyi.devices.tag.memory;

/**
 * A check that a data model carries, with what the tag holds and what its contents give.
 *
 * @param name of the rule, such as {@code crc16-1021-ffff}
 */
public record Check(String name, String found, String expected) {
  public boolean ok() {
    return found.equals(expected);
  }
}
