package org.shuyi.kiosk.journal;

/**
 * Records as bytes: a deterministic CBOR array [kind, format, ticks, wall epoch millis, clock
 * trusted, fields in the order of the fact's components].
 */
@SuppressWarnings("DoNotCallSuggester")
public final class FactCodec {
  private FactCodec() {}

  public static byte[] encode(StampedFact stamped) {
    throw new UnsupportedOperationException(stamped.toString());
  }

  /** Total: any bytes are answered by a value. */
  public static Decoded decode(byte[] bytes) {
    return new Decoded.Refused(bytes.length + " bytes");
  }

  /** The name of a fact's kind, such as {@code loaned}. */
  public static String kindOf(org.shuyi.kiosk.kernel.Fact fact) {
    throw new UnsupportedOperationException(fact.toString());
  }
}
