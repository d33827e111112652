package org.shuyi.devices.lock;

import java.util.ArrayList;
import java.util.List;

/** Who wants to see a board's bits as they are, and what was read since. */
final class Looks {
  /** Equal polls before bits are believed. */
  private static final int EQUAL = 2;

  /** Polls that are waited for bits that change; after them nothing is told. */
  private static final int LONGEST = 6;

  private final int channels;
  private int waiting;
  private int polls;
  private int equal;
  private long last;

  Looks(int channels) {
    this.channels = channels;
  }

  void want() {
    if (waiting == 0) {
      polls = 0;
      equal = 0;
    }
    waiting++;
  }

  boolean isWaiting() {
    return waiting > 0;
  }

  List<LockNotice> polled(long bits) {
    if (waiting == 0) return List.of();
    equal = equal > 0 && bits == last ? equal + 1 : 1;
    last = bits;
    polls++;
    if (equal >= EQUAL) return answer(words(bits));
    return polls >= LONGEST ? answer("") : List.of();
  }

  List<LockNotice> silent() {
    return answer("");
  }

  private List<LockNotice> answer(String bits) {
    var notices = new ArrayList<LockNotice>();
    for (; waiting > 0; waiting--) notices.add(new LockNotice.Looked(bits));
    return notices;
  }

  private String words(long bits) {
    var words = new StringBuilder();
    for (int i = 0; i < channels; i++) words.append(bits >> i & 1);
    return words.toString();
  }
}
