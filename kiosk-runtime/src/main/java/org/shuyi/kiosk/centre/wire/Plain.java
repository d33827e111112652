package org.shuyi.kiosk.centre.wire;

/** Makes a text of our own fit for a message: one line, not too long. */
final class Plain {
  private Plain() {}

  static String of(String text, int longest) {
    String line = text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]+", " ").strip();
    if (line.length() <= longest) return line;
    int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end);
  }
}
