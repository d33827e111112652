package org.shuyi.devices.code.evdev;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the keys of a US keyboard mean, by the kernel's key codes (linux/input-event-codes.h).
 * Scanners are delivered as such keyboards.
 */
final class UsKeys {
  static final int ENTER = 28;
  static final int KEYPAD_ENTER = 96;
  static final int LEFT_SHIFT = 42;
  static final int RIGHT_SHIFT = 54;

  /** Without shift, and with it. */
  private record Pair(char plain, char shifted) {}

  private static final Map<Integer, Pair> KEYS = keys();

  private UsKeys() {}

  /** The character of a key; 0 if it has none. */
  static char character(int code, boolean shifted) {
    Pair pair = KEYS.get(code);
    if (pair == null) return 0;
    return shifted ? pair.shifted() : pair.plain();
  }

  private static Map<Integer, Pair> keys() {
    var keys = new TreeMap<Integer, Pair>();
    row(keys, 2, "1234567890-=", "!@#$%^&*()_+");
    row(keys, 16, "qwertyuiop[]", "QWERTYUIOP{}");
    row(keys, 30, "asdfghjkl;'`", "ASDFGHJKL:\"~");
    row(keys, 43, "\\zxcvbnm,./", "|ZXCVBNM<>?");
    row(keys, 57, " ", " ");
    row(keys, 71, "789-456+1230.", "789-456+1230.");
    row(keys, 55, "*", "*");
    row(keys, 98, "/", "/");
    return keys;
  }

  private static void row(Map<Integer, Pair> keys, int from, String plain, String shifted) {
    for (int i = 0; i < plain.length(); i++) {
      keys.put(from + i, new Pair(plain.charAt(i), shifted.charAt(i)));
    }
  }
}
