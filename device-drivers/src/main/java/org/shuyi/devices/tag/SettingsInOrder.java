package org.shuyi.devices.tag;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.shuyi.devices.tag.ReaderWords.Settling;

/**
 * Settings that are sent one after another, whatever the answers are; the first complaint stays.
 */
public final class SettingsInOrder<Q, R> implements Settling<Q, R> {
  private final ArrayDeque<Q> questions;
  private final BiFunction<Q, R, String> objection;
  private String complaint = "";

  /**
   * Some settings, possibly none.
   *
   * @param objection what is wrong with an answer, in words; empty if nothing is
   */
  public SettingsInOrder(Collection<Q> questions, BiFunction<Q, R, String> objection) {
    this.questions = new ArrayDeque<>(questions);
    this.objection = objection;
  }

  @Override
  public Optional<Q> next() {
    return Optional.ofNullable(questions.peek());
  }

  @Override
  public void answered(List<R> replies) {
    String why = objection.apply(questions.remove(), replies.getLast());
    if (complaint.isEmpty()) complaint = why;
  }

  @Override
  public String complaint() {
    return complaint;
  }
}
