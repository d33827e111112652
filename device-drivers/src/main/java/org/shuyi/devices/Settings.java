package org.shuyi.devices;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one device as a driver's Config reads them, once, in its constructor.
 *
 * <p>An implementation names file, line, key and what was expected when a value is missing or out
 * of range, and reports every key that nobody read.
 */
public interface Settings {
  /** A text that must be there. */
  String text(String key);

  String text(String key, String otherwise);

  /** A whole number from {@code least} to {@code most}. */
  int number(String key, int least, int most, int otherwise);

  /** A time such as {@code 800ms}, {@code 5s} or {@code 2m}, from {@code least} to {@code most}. */
  Duration duration(String key, Duration least, Duration most, Duration otherwise);

  /** {@code true} or {@code false}. */
  boolean flag(String key, boolean otherwise);

  /** One of {@code choices}. */
  String choice(String key, List<String> choices, String otherwise);

  /** Whether a table of keys stands there, which somebody else reads. */
  boolean hasTable(String key);

  /**
   * A text file that must be named, such as a map of registers; a name without a folder is looked
   * for beside the configuration. Empty where there is none or it cannot be read, which is then
   * complained of.
   */
  Optional<Page> page(String key);

  /** A text file of a device, whose Config says what is wrong with it. */
  interface Page {
    /** Its lines, without their ends. */
    List<String> lines();

    /**
     * Refuses what stands in a line.
     *
     * @param line from 1; 0 means the file as a whole
     */
    void refuse(int line, String found, String expected);
  }
}
