package org.shuyi.devices.position.nmea;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.position.PositionNotice.Position.Heard;

/**
 * A sentence whose check is right. Source: the public descriptions of NMEA 0183 named in the
 * read-me.
 */
public sealed interface NmeaSentence {
  /** GGA: a position, with how it was made; empty where there is none. */
  record Fix(Optional<Heard> position) implements NmeaSentence {}

  /** RMC: whether the receiver warns of what it says. */
  record Validity(boolean valid) implements NmeaSentence {}

  /** A sentence that nobody needs here, such as {@code GPGSV}. */
  record Other(String name) implements NmeaSentence {}

  /** Reads the fields of a sentence; empty where they contradict its layout. */
  static Optional<NmeaSentence> of(String text) {
    String[] fields = text.split(",", -1);
    String name = fields[0];
    if (name.length() != 5) return Optional.of(new Other(name));
    return switch (name.substring(2)) {
      case "GGA" -> gga(fields);
      case "RMC" -> rmc(fields);
      default -> Optional.of(new Other(name));
    };
  }

  /** Name, time, latitude, N, longitude, E, quality, satellites, HDOP, height and more. */
  private static Optional<NmeaSentence> gga(String[] fields) {
    if (fields.length < 10) return Optional.empty();
    if (!isReceived(fields[6])) return Optional.of(new Fix(Optional.empty()));
    var latitude = angle(fields[2], fields[3], "N", "S", 90);
    var longitude = angle(fields[4], fields[5], "E", "W", 180);
    var satellites = number(fields[7], 2);
    var metres = metres(fields[8]);
    boolean whole =
        latitude.isPresent()
            && longitude.isPresent()
            && satellites.isPresent()
            && metres.isPresent();
    if (!whole) return Optional.empty();
    return Optional.of(
        new Fix(
            Optional.of(
                new Heard(
                    latitude.getAsInt(),
                    longitude.getAsInt(),
                    metres.getAsInt(),
                    satellites.getAsInt()))));
  }

  /** Name, time, A or V, and the position again. */
  private static Optional<NmeaSentence> rmc(String[] fields) {
    if (fields.length < 10) return Optional.empty();
    return switch (fields[2]) {
      case "A" -> Optional.of(new Validity(true));
      case "V" -> Optional.of(new Validity(false));
      default -> Optional.empty();
    };
  }

  /** 1 to 5 are made from satellites; 6 is reckoned, 7 typed in, 8 simulated. */
  private static boolean isReceived(String quality) {
    return quality.length() == 1 && quality.charAt(0) >= '1' && quality.charAt(0) <= '5';
  }

  /** {@code 4807.038} is 48 degrees and 7.038 minutes; to millionths of a degree. */
  private static OptionalInt angle(
      String text, String side, String positive, String negative, int most) {
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    if (whole < 3 || !(side.equals(positive) || side.equals(negative))) return OptionalInt.empty();
    var degrees = number(text.substring(0, whole - 2), 3);
    var minutes = number(text.substring(whole - 2, whole), 2);
    var fraction = fraction(point < 0 ? "" : text.substring(point + 1));
    boolean read = degrees.isPresent() && minutes.isPresent() && fraction.isPresent();
    if (!read || minutes.getAsInt() > 59) return OptionalInt.empty();
    long millionthMinutes = minutes.getAsInt() * 1_000_000L + fraction.getAsLong();
    long angle = degrees.getAsInt() * 1_000_000L + (millionthMinutes + 30) / 60;
    if (angle > most * 1_000_000L) return OptionalInt.empty();
    return OptionalInt.of((int) (side.equals(positive) ? angle : -angle));
  }

  /** Digits behind a point, as millionths; what is finer is cut off. */
  private static OptionalLong fraction(String digits) {
    if (digits.length() > 9) return OptionalLong.empty();
    long millionths = 0;
    for (int i = 0; i < 6; i++) {
      millionths *= 10;
      if (i >= digits.length()) continue;
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) return OptionalLong.empty();
      millionths += digit;
    }
    return OptionalLong.of(millionths);
  }

  /** The dilution of precision times five metres, which a good receiver has in the open. */
  private static OptionalInt metres(String hdop) {
    int point = hdop.indexOf('.');
    var whole = number(point < 0 ? hdop : hdop.substring(0, point), 2);
    var fraction = fraction(point < 0 ? "" : hdop.substring(point + 1));
    if (whole.isEmpty() || fraction.isEmpty()) return OptionalInt.empty();
    long millionths = whole.getAsInt() * 1_000_000L + fraction.getAsLong();
    return OptionalInt.of((int) Math.max(1, (millionths * 5 + 999_999) / 1_000_000));
  }

  private static OptionalInt number(String digits, int most) {
    if (digits.isEmpty() || digits.length() > most) return OptionalInt.empty();
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) return OptionalInt.empty();
      number = 10 * number + digit;
    }
    return OptionalInt.of(number);
  }

  /** All characters between $ and *, one after the other, exclusive or. */
  static int sum(Bytes text) {
    int sum = 0;
    for (int i = 0; i < text.size(); i++) sum ^= text.at(i);
    return sum;
  }
}
