package org.shuyi.devices;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes with equality by content, so that frames can be values in records. */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** The bytes given as whole numbers 0 to 255, as frames are written down in documents. */
  public static Bytes of(int... values) {
    var content = new byte[values.length];
    for (int i = 0; i < values.length; i++) content[i] = (byte) values[i];
    return new Bytes(content);
  }

  public static Bytes copyOf(byte[] content) {
    return new Bytes(content.clone());
  }

  /**
   * Reads hex digits; blanks, commas and colons between bytes are allowed.
   *
   * @throws IllegalArgumentException where a character is not a hex digit, or a digit stands alone
   */
  public static Bytes parse(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.replaceAll("[\\s,:]", "")));
  }

  public int size() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  /** The byte at {@code index} as 0 to 255. */
  public int at(int index) {
    return content[index] & 0xFF;
  }

  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(content, from, to));
  }

  public Bytes from(int from) {
    return slice(from, content.length);
  }

  public Bytes plus(Bytes more) {
    var joined = Arrays.copyOf(content, content.length + more.content.length);
    System.arraycopy(more.content, 0, joined, content.length, more.content.length);
    return new Bytes(joined);
  }

  public Bytes plus(int... values) {
    return plus(of(values));
  }

  public Bytes reversed() {
    var turned = new byte[content.length];
    for (int i = 0; i < turned.length; i++) turned[i] = content[content.length - 1 - i];
    return new Bytes(turned);
  }

  public byte[] toArray() {
    return content.clone();
  }

  /** Hex digits without blanks, upper case, such as {@code E004010012345678}. */
  public String hex() {
    return HexFormat.of().withUpperCase().formatHex(content);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Hex as it stands in documents and vectors: {@code 02 00 30 03 35}. */
  @Override
  public String toString() {
    return SPACED.formatHex(content);
  }
}
