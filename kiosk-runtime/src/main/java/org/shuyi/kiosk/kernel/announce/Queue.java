package org.shuyi.kiosk.kernel.announce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Announcement;

/**
 * What is to be told, the next first: the newest safety text, the other safety texts, then the
 * rest, oldest first. Three at most, since nobody stays for a fourth.
 */
public record Queue(List<Announcement> texts) {
  public static final int LENGTH = 3;

  public Queue {
    texts = List.copyOf(texts);
    assert texts.size() <= LENGTH : texts;
  }

  public static Queue empty() {
    return new Queue(List.of());
  }

  public Optional<Announcement> head() {
    return texts.stream().findFirst();
  }

  /**
   * With one more text, which is there once only. Where there is no room the last one goes: the
   * newest of what is no safety text, else the oldest safety text. What is no safety text never
   * drives out another one.
   */
  Queue with(Announcement text) {
    var all = new ArrayList<>(without(text).texts);
    all.add(text.safety() ? 0 : all.size(), text);
    if (all.size() > LENGTH) all.removeLast();
    return new Queue(all);
  }

  /** With one more text where there is room, behind its like. */
  Queue behind(Announcement text) {
    if (texts.size() == LENGTH || texts.contains(text)) return this;
    var all = new ArrayList<>(texts);
    all.add(text.safety() ? safeties() : all.size(), text);
    return new Queue(all);
  }

  Queue without(Announcement text) {
    return new Queue(texts.stream().filter(one -> one != text).toList());
  }

  /** The head goes behind its like: while a safety text stands, nothing else has its turn. */
  Queue turned() {
    return head().map(text -> without(text).behind(text)).orElse(this);
  }

  private int safeties() {
    return (int) texts.stream().filter(Announcement::safety).count();
  }
}
