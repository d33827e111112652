package org.shuyi.kiosk.trust;

import java.security.MessageDigest;

/**
 * The hash chain through a journal's records, at one of its links: hash n = SHA-256(hash n-1 ||
 * bytes n), from 32 zero bytes before the first record. Whoever changes, drops or swaps a record
 * changes every hash after it.
 *
 * @param seq the record it has come to, 0 before the first
 * @param hash 32 bytes
 */
public record Chain(long seq, Octets hash) {
  /** Bytes of a hash. */
  public static final int HASH = 32;

  /** Before the first record. */
  public static final Chain START = new Chain(0, Octets.of(new byte[HASH]));

  public Chain {
    if (seq < 0) throw new IllegalArgumentException("chain at record " + seq);
    if (hash.size() != HASH) throw new IllegalArgumentException("a hash of " + hash.size() + " B");
  }

  /** The chain after one more record. */
  public Chain then(byte[] record) {
    MessageDigest digest = Sha256.digest();
    digest.update(hash.toArray());
    return new Chain(seq + 1, Octets.of(digest.digest(record)));
  }
}
