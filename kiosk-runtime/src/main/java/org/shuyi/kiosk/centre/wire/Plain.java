package org.shuyi.kiosk.centre.wire;

import java.util.regex.Pattern;

/** Makes a text of our own fit for a message: one line, not too long. */
final class Plain {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}]+");

  private Plain() {}

  static String of(String text, int longest) {
    String line = (isPlain(text) ? text : CONTROLS.matcher(text).replaceAll(" ")).strip();
    if (line.length() <= longest) return line;
    int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
    return line.substring(0, end);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) return false;
    }
    return true;
  }
}
