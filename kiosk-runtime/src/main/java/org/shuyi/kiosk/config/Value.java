package org.shuyi.kiosk.config;

import java.util.List;

/**
 * A text of the file that somebody else judges, with all that a complaint about it needs.
 *
 * @param text as it stands in the file, never empty
 * @param key its path, such as {@code devices.locks.kind}
 */
public record Value(String text, String key, Place place) {

  /** That it is none of what there is; the nearest is named. */
  public Complaint notOneOf(List<String> choices) {
    return Complaint.notOneOf(place, key, text, choices);
  }

  /**
   * That it is not what it should be.
   *
   * @param expected goes on after "is not": {@code a line such as tcp:10.0.0.7:5000}
   */
  public Complaint isNot(String expected) {
    return Complaint.wrong(place, key, text, expected);
  }

  @Override
  public String toString() {
    return text;
  }
}
