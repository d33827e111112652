package org.shuyi.kiosk.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * JSON made small (zlib, RFC 1950), for sections that are written with every visit: a receipt of
 * ten books would need a page of its own, and leave it again in the next visit.
 */
final class Pressed {
  /** A visit with 1,000 books of the longest titles; what is longer was never written by us. */
  private static final int LONGEST = 1_000_000;

  private Pressed() {}

  static byte[] of(String json) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(bytes)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  /** The JSON again; something that no sum fits where the bytes are not what was written. */
  static String json(byte[] pressed) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(pressed))) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      return "";
    }
  }
}
