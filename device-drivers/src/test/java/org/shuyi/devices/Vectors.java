package org.shuyi.devices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Golden frames: {@code hex bytes => meaning} a line, with their check named above them. */
public final class Vectors {
  /**
   * One frame.
   *
   * @param sum the name of its check, as in the documents
   * @param mark how well it is known: confirmed, recomputed, computed
   */
  public record Vector(Bytes bytes, String meaning, String sum, String mark) {
    /** The first text in quotes in the meaning: what was decoded. */
    public String quoted() {
      int open = meaning.indexOf('"');
      return meaning.substring(open + 1, meaning.indexOf('"', open + 1));
    }

    @Override
    public String toString() {
      return meaning;
    }
  }

  private Vectors() {}

  /** Those of {@code resource}, such as {@code /org/shuyi/devices/lock/kerong/kerong.vectors}. */
  public static Stream<Vector> of(String resource) {
    var vectors = new ArrayList<Vector>();
    String sum = "none";
    String mark = "";
    for (String line : lines(resource)) {
      if (line.startsWith("# sum: ")) sum = line.substring("# sum: ".length()).strip();
      if (line.startsWith("# mark: ")) mark = line.substring("# mark: ".length()).strip();
      int arrow = line.indexOf(" => ");
      if (line.startsWith("#") || arrow < 0) continue;
      vectors.add(
          new Vector(Bytes.parse(line.substring(0, arrow)), line.substring(arrow + 4), sum, mark));
    }
    if (vectors.isEmpty()) throw new IllegalStateException("no vectors in " + resource);
    return vectors.stream();
  }

  /** Whether the check called {@code sum} holds, computed here and not by the codec under test. */
  public static boolean holds(Vector vector) {
    Bytes bytes = vector.bytes();
    int end = bytes.size() - 1;
    return switch (vector.sum()) {
      case "none" -> true;
      case "xor8" -> bytes.at(end) == fold(bytes, end, false);
      case "xor8-from-5" -> bytes.at(end) == fold(bytes.from(5), end - 5, false);
      case "sum8" -> bytes.at(end) == fold(bytes, end, true);
      case "crc16-8408-lo" -> crc(bytes, 0x8408) == 0;
      case "crc16-modbus-lo" -> crc(bytes, 0xA001) == 0;
      case "crc16-8408-lo-bad" -> crc(bytes, 0x8408) != 0;
      // Nothing remains of an inverted check but what the inversion leaves.
      case "crc16-1021-ffff-inv-from-1" -> shifted(bytes.from(1), true) == 0x1D0F;
      case "crc16-1021-na-from-1" ->
          shifted(bytes.slice(1, end - 1), false) == (bytes.at(end - 1) << 8 | bytes.at(end));
      case "crc16-a001-0000-a5-5a" -> reflected(between(bytes)) == 0;
      default -> throw new IllegalStateException("unknown sum " + vector.sum());
    };
  }

  /** The meaning's frame in {@code resource}. */
  public static Bytes named(String resource, String meaning) {
    return of(resource)
        .filter(vector -> vector.meaning().equals(meaning))
        .findFirst()
        .orElseThrow()
        .bytes();
  }

  private static int fold(Bytes bytes, int end, boolean add) {
    int folded = 0;
    for (int i = 0; i < end; i++) folded = add ? folded + bytes.at(i) : folded ^ bytes.at(i);
    return folded & 0xFF;
  }

  /** Bit by bit over data and check: nothing remains of a good one. */
  private static int crc(Bytes bytes, int polynomial) {
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      for (int bit = 0; bit < 8; bit++) {
        int in = bytes.at(i) >> bit & 1;
        int out = crc & 1;
        crc >>= 1;
        if (in != out) crc ^= polynomial;
      }
    }
    return crc;
  }

  /** What lies between the A5s of a beginning and the 5A of an end, without its escapes. */
  private static Bytes between(Bytes frame) {
    int from = 0;
    while (frame.at(from) == 0xA5) from++;
    var plain = Bytes.EMPTY;
    for (int i = from; i < frame.size() - 1; i++) {
      int value = frame.at(i);
      if (value == 0xA6) plain = plain.plus(frame.at(++i) == 2 ? 0xA5 : 0xA6);
      else if (value == 0x5B) plain = plain.plus(frame.at(++i) == 2 ? 0x5A : 0x5B);
      else plain = plain.plus(value);
    }
    return plain;
  }

  /** Bit by bit over data and check, polynomial A001, from 0. */
  private static int reflected(Bytes bytes) {
    int crc = 0;
    for (int i = 0; i < bytes.size(); i++) {
      for (int bit = 0; bit < 8; bit++) {
        boolean differs = ((bytes.at(i) >> bit ^ crc) & 1) == 1;
        crc >>= 1;
        if (differs) crc ^= 0xA001;
      }
    }
    return crc;
  }

  /** Bit by bit, highest first, polynomial 1021; the message is added to the register or not. */
  private static int shifted(Bytes bytes, boolean added) {
    int crc = 0xFFFF;
    for (int i = 0; i < bytes.size(); i++) {
      for (int bit = 7; bit >= 0; bit--) {
        int in = bytes.at(i) >> bit & 1;
        int out = crc >> 15;
        crc = crc << 1 & 0xFFFF;
        if (added) out ^= in;
        else crc |= in;
        if (out == 1) crc ^= 0x1021;
      }
    }
    return crc;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Vectors.class.getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException("no " + resource);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
