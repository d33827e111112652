package org.shuyi.sim.centre;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.Bytes;

/**
 * How far one journal file of a station has been applied, with the hash of every record in it, so
 * that a second story under the same numbers is noticed.
 */
final class EpochBook {
  private static final Bytes NOTHING = Bytes.copyOf(new byte[32]);

  private final String epoch;
  private final List<Bytes> hashes = new ArrayList<>();

  /** Refusals that the station has not journaled yet. */
  private final TreeMap<Long, String> refused = new TreeMap<>();

  EpochBook(String epoch) {
    this.epoch = epoch;
  }

  EpochBook copy() {
    var copy = new EpochBook(epoch);
    copy.hashes.addAll(hashes);
    copy.refused.putAll(refused);
    return copy;
  }

  String epoch() {
    return epoch;
  }

  long through() {
    return hashes.size();
  }

  /** The chain's hash at a record from 0 to {@link #through}. */
  Bytes hashAt(long seq) {
    return seq == 0 ? NOTHING : hashes.get((int) (seq - 1));
  }

  Bytes lastHash() {
    return hashAt(through());
  }

  void append(Bytes hash) {
    hashes.add(hash);
  }

  void refuse(long seq, String reason) {
    refused.put(seq, reason.length() > 100 ? reason.substring(0, 100) : reason);
  }

  void refusalWasJournaled(long seq) {
    refused.remove(seq);
  }

  SortedMap<Long, String> refused() {
    return Collections.unmodifiableSortedMap(refused);
  }

  static Bytes chain(Bytes before, Bytes record) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(before.toArray());
      return Bytes.copyOf(digest.digest(record.toArray()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
