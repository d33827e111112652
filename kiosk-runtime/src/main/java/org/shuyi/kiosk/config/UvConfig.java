package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The ultraviolet lamp.
 *
 * @param doors the labels of the doors behind which it shines
 * @param hours once in which it burns
 * @param exposure how long
 * @param countdown between the word that it begins and its beginning
 */
public record UvConfig(
    SortedSet<String> doors, HoursConfig hours, Duration exposure, Duration countdown) {
  public UvConfig {
    doors = Collections.unmodifiableSortedSet(new TreeSet<>(doors));
  }
}
