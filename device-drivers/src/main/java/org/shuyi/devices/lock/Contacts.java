package org.shuyi.devices.lock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is believed of a board's contacts: a change after two equal polls or more, UNKNOWN when the
 * board is silent, and afresh when somebody asks.
 */
public final class Contacts {
  /** More polls than a belief needs, for which a Sense waits for a bouncing contact. */
  private static final int PATIENCE = 3;

  private final int channels;
  private final int enough;
  private final SortedMap<Integer, Contact> believed = new TreeMap<>();
  private final SortedMap<Integer, Contact> last = new TreeMap<>();
  private final SortedMap<Integer, Integer> equal = new TreeMap<>();
  private final SenseAsked asked = new SenseAsked();

  /** All that was said last is believed: the same again is no news, as it is all day long. */
  private boolean steady;

  /** How many Sense wait, of them those that came while one was under way, and the polls since. */
  private static final class SenseAsked {
    private int now;
    private int next;
    private int polls;
  }

  /**
   * Contacts of which nothing is known.
   *
   * @param enough equal polls before a state is believed (locks.md, section 1: 2 at least)
   */
  public Contacts(int channels, int enough) {
    this.channels = channels;
    this.enough = enough;
    for (int channel = 1; channel <= channels; channel++) {
      believed.put(channel, Contact.UNKNOWN);
    }
  }

  /** Whether the same as last time would be no news to anybody. */
  boolean isSteady() {
    return steady && asked.now == 0;
  }

  /** The board said this of every channel. */
  public List<LockNotice> polled(SortedMap<Integer, Contact> contacts) {
    var notices = new ArrayList<LockNotice>();
    contacts.forEach(
        (channel, contact) -> {
          equal.put(channel, contact == last.get(channel) ? equalPolls(channel) + 1 : 1);
          last.put(channel, contact);
          if (equalPolls(channel) >= enough) believe(channel, contact, notices);
        });
    steady = contacts.equals(believed);
    if (asked.now > 0) {
      asked.polls++;
      answerIfSettled(notices);
    }
    return notices;
  }

  /** The board says nothing: no contact is known, and whoever asked is told so. */
  public List<LockNotice> silent() {
    last.clear();
    equal.clear();
    steady = false;
    var notices = new ArrayList<LockNotice>();
    for (int channel = 1; channel <= channels; channel++) {
      believe(channel, Contact.UNKNOWN, notices);
    }
    var unknown = Collections.unmodifiableSortedMap(new TreeMap<>(believed));
    for (int i = asked.now + asked.next; i > 0; i--) notices.add(new LockNotice.Sensed(unknown));
    asked.now = 0;
    asked.next = 0;
    return notices;
  }

  /** Somebody wants to know; only polls from now on count. */
  public void sense() {
    if (asked.now > 0) {
      asked.next++;
    } else {
      asked.now = 1;
      asked.polls = 0;
    }
  }

  private void answerIfSettled(List<LockNotice> notices) {
    boolean settled =
        last.keySet().stream().allMatch(this::freshlyEqual) && last.size() == channels;
    if (!settled && asked.polls < enough + PATIENCE) return;
    var sensed = new TreeMap<Integer, Contact>();
    for (int channel = 1; channel <= channels; channel++) {
      sensed.put(
          channel,
          freshlyEqual(channel) ? last.getOrDefault(channel, Contact.UNKNOWN) : Contact.UNKNOWN);
    }
    for (; asked.now > 0; asked.now--) {
      notices.add(new LockNotice.Sensed(Collections.unmodifiableSortedMap(sensed)));
    }
    asked.now = asked.next;
    asked.next = 0;
    asked.polls = 0;
  }

  private boolean freshlyEqual(int channel) {
    return Math.min(equalPolls(channel), asked.polls) >= enough;
  }

  private int equalPolls(int channel) {
    return equal.getOrDefault(channel, 0);
  }

  private void believe(int channel, Contact contact, List<LockNotice> notices) {
    if (believed.put(channel, contact) != contact) {
      notices.add(new LockNotice.Changed(channel, contact));
    }
  }
}
