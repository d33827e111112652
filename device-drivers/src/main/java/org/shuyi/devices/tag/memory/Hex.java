package org.shuyi.devices.tag.memory;

/** Bytes as people write them. */
final class Hex {
  private Hex() {}

  static String of(int value) {
    return "%02X".formatted(value);
  }
}
