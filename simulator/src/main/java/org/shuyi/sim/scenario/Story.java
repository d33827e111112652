package org.shuyi.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A story that was read and understood.
 *
 * @param name of its file, without {@code .txt}
 * @param title its first sentence
 * @param why the paragraph with which it opens
 */
public record Story(String name, String title, String why, List<Sentence> sentences) {
  public Story {
    sentences = List.copyOf(sentences);
  }

  /**
   * One line.
   *
   * @param note the comment before it, or empty
   * @param words as written
   * @param atOnce no moment passes before it
   * @param within how long it may take until it holds, where the line says so
   */
  record Sentence(
      int line, String note, String words, Step step, boolean atOnce, Optional<Duration> within) {}

  /** Something in a file that cannot be understood. */
  public record Complaint(String file, int line, int column, String words) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column + ": " + words;
    }
  }

  /** What came of reading a file. */
  public sealed interface Reading {
    record Read(Story story) implements Reading {}

    /** One complaint at least, in the order of the lines. */
    record Refused(List<Complaint> complaints) implements Reading {
      public Refused {
        complaints = List.copyOf(complaints);
      }
    }
  }
}
