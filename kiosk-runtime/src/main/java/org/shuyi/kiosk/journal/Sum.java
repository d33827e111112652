package org.shuyi.kiosk.journal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A row's CRC-32C over its columns, each with its length before it. Against decay, not malice. */
final class Sum {
  private Sum() {}

  static long of(@Nullable Object... columns) {
    var crc = new CRC32C();
    for (Object column : columns) {
      byte[] bytes =
          switch (column) {
            case null -> new byte[] {0};
            case byte[] raw -> raw;
            default -> column.toString().getBytes(StandardCharsets.UTF_8);
          };
      int length = bytes.length;
      crc.update(length >>> 16);
      crc.update(length >>> 8);
      crc.update(length);
      crc.update(bytes, 0, length);
    }
    return crc.getValue();
  }
}
