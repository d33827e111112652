package org.shuyi.kiosk.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.trust.Octets;

/**
 * What decay does to a file: a bit, a byte, a sector or a page becomes another, or nothing, or
 * changes places with another; or the end of the file is gone.
 *
 * @param hurt the bytes that are not what they were
 */
record Damage(String what, Octets after, List<Range> hurt) {
  /** From the first byte to the one behind the last. */
  record Range(long from, long to) {}

  private static final int SECTOR = 512;

  static Damage of(Octets sound, SplittableRandom random) {
    byte[] bytes = sound.toArray();
    int at = random.nextInt(bytes.length);
    var hurt = new ArrayList<Range>();
    String what =
        switch (random.nextInt(9)) {
          case 0, 1 -> {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            hurt.add(new Range(at, at + 1));
            yield "a bit";
          }
          case 2 -> {
            bytes[at] = (byte) random.nextInt();
            hurt.add(new Range(at, at + 1));
            yield "a byte";
          }
          case 3 -> blot(bytes, at, 1 + random.nextInt(16), 1, null, hurt, "some bytes zeroed");
          case 4 -> blot(bytes, at, SECTOR, SECTOR, null, hurt, "a sector zeroed");
          case 5 -> blot(bytes, at, SECTOR, SECTOR, random, hurt, "a sector of noise");
          case 6 -> blot(bytes, at, Db.PAGE, Db.PAGE, null, hurt, "a page zeroed");
          case 7 -> {
            swap(bytes, at, random.nextInt(bytes.length), hurt);
            yield "two pages swapped";
          }
          default -> {
            if (random.nextInt(4) > 0) {
              yield blot(bytes, at, Db.PAGE, Db.PAGE, random, hurt, "a page of noise");
            }
            hurt.add(new Range(at, sound.size()));
            bytes = Arrays.copyOf(bytes, at);
            yield "the end cut off";
          }
        };
    return new Damage(what + " at " + at, Octets.of(bytes), hurt);
  }

  private static String blot(
      byte[] bytes,
      int at,
      int length,
      int aligned,
      @Nullable SplittableRandom noise,
      List<Range> hurt,
      String what) {
    int from = at / aligned * aligned;
    int to = Math.min(bytes.length, from + length);
    for (int i = from; i < to; i++) bytes[i] = noise == null ? 0 : (byte) noise.nextInt();
    hurt.add(new Range(from, to));
    return what;
  }

  private static void swap(byte[] bytes, int one, int other, List<Range> hurt) {
    int a = Math.min(one, bytes.length - Db.PAGE) / Db.PAGE * Db.PAGE;
    int b = Math.min(other, bytes.length - Db.PAGE) / Db.PAGE * Db.PAGE;
    byte[] first = Arrays.copyOfRange(bytes, a, a + Db.PAGE);
    System.arraycopy(bytes, b, bytes, a, Db.PAGE);
    System.arraycopy(first, 0, bytes, b, Db.PAGE);
    hurt.add(new Range(a, a + Db.PAGE));
    hurt.add(new Range(b, b + Db.PAGE));
  }

  boolean touches(long from, long to) {
    return hurt.stream().anyMatch(range -> range.from() < to && from < range.to());
  }
}
