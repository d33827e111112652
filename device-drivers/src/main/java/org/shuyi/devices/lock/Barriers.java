package org.shuyi.devices.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is believed of a board's infrared barriers: a change after two equal polls, UNKNOWN when the
 * board is silent, and all of it again after somebody asked.
 */
final class Barriers {
  private final int channels;
  private final SortedMap<Integer, Occupancy> believed = new TreeMap<>();
  private long last;
  private boolean known;

  /** Every barrier is believed to be as it was last. */
  private boolean settled;

  Barriers(int channels) {
    this.channels = channels;
  }

  /** The board said this of every barrier; bit 0 is channel 1, and 1 is occupied. */
  List<LockNotice> polled(long bits) {
    if (settled && bits == last) return List.of();
    settled = known && bits == last;
    long equal = known ? ~(bits ^ last) : 0;
    last = bits;
    known = true;
    var notices = new ArrayList<LockNotice>();
    for (int channel = 1; channel <= channels; channel++) {
      long bit = 1L << (channel - 1);
      if ((equal & bit) == 0) continue;
      believe(channel, (bits & bit) != 0 ? Occupancy.OCCUPIED : Occupancy.EMPTY, notices);
    }
    return notices;
  }

  /** The board says nothing: what was believed is so no longer. */
  List<LockNotice> silent() {
    known = false;
    settled = false;
    var notices = new ArrayList<LockNotice>();
    for (int channel : List.copyOf(believed.keySet())) {
      believe(channel, Occupancy.UNKNOWN, notices);
    }
    return notices;
  }

  /** Somebody wants to know: what is believed next is told, also where it is the same. */
  void sense() {
    believed.clear();
    known = false;
    settled = false;
  }

  private void believe(int channel, Occupancy occupancy, List<LockNotice> notices) {
    if (believed.put(channel, occupancy) != occupancy) {
      notices.add(new LockNotice.Occupied(channel, occupancy));
    }
  }
}
