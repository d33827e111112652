package org.shuyi.sim.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/**
 * What the kernel unpacks as its first file system: a cpio archive of the "newc" kind.
 *
 * <p>Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst.
 */
final class CpioArchive {
  private static final int FOLDER = 0040755;
  private static final int PROGRAM = 0100755;
  private static final int ALIGNED = 4;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int entries;

  CpioArchive folder(String name) {
    return entry(name, FOLDER, new byte[0]);
  }

  /** A file that may be run; its folder comes before it. */
  CpioArchive program(String name, byte[] content) {
    return entry(name, PROGRAM, content);
  }

  /** The whole archive, with its end mark. */
  byte[] toBytes() {
    entry("TRAILER!!!", 0, new byte[0]);
    return bytes.toByteArray();
  }

  /** A magic number and 13 fields of eight hexadecimal digits, the name, and the content. */
  private CpioArchive entry(String name, int mode, byte[] content) {
    int[] fields = {++entries, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length() + 1, 0};
    var header = new StringBuilder("070701");
    for (int field : fields) header.append("%08x".formatted(field));
    add(header.append(name).append('\0').toString().getBytes(US_ASCII));
    add(content);
    return this;
  }

  private void add(byte[] part) {
    bytes.writeBytes(part);
    while (bytes.size() % ALIGNED != 0) bytes.write(0);
  }
}
