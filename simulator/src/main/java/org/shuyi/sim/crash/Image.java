package org.shuyi.sim.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The contents of a file, or of a part of one; never changed. */
final class Image {
  static final Image EMPTY = new Image(new byte[0], 0);

  private static final int SECTORS = 8;

  /** What nobody wrote. */
  static final Image ZEROS =
      new Image(new byte[SECTORS * DiskFile.SECTOR], SECTORS * DiskFile.SECTOR);

  /** Longer than the file perhaps. */
  private final byte[] bytes;

  private final int length;

  /**
   * @param bytes given away: nobody changes them any more
   * @param length of them, from the first on, are the file's
   */
  Image(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  int length() {
    return length;
  }

  /** A copy to be changed, with room for so many bytes. */
  byte[] copy(int room) {
    var copy = new byte[room];
    System.arraycopy(bytes, 0, copy, 0, Math.min(length, room));
    return copy;
  }

  /** Writes a part of it into a file. */
  void write(int from, int to, byte[] file, int at) {
    System.arraycopy(bytes, from, file, at, to - from);
  }

  /** Writes all of it from the beginning of a file on. */
  void write(FileChannel out) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    while (rest.hasRemaining()) out.write(rest);
  }

  static Image noise(SplittableRandom random) {
    var noise = new byte[SECTORS * DiskFile.SECTOR];
    random.nextBytes(noise);
    return new Image(noise, noise.length);
  }

  /** Fills part of a file with these bytes, again and again. */
  void fill(byte[] file, int from, int to, int start) {
    if (length == 0) {
      Arrays.fill(file, from, to, (byte) 0);
      return;
    }
    int at = from;
    int mine = start % length;
    while (at < to) {
      int some = Math.min(to - at, length - mine);
      System.arraycopy(bytes, mine, file, at, some);
      at += some;
      mine = 0;
    }
  }

  /** 64 bits of two sums: like contents have the same, others hardly ever. */
  long sum() {
    var one = new CRC32();
    var other = new CRC32C();
    one.update(bytes, 0, length);
    other.update(bytes, 0, length);
    return one.getValue() << 32 | other.getValue();
  }
}
