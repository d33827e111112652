package org.shuyi.sim.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.devices.Settings;

/** Settings as a configuration gives them: text by key, {@code 500ms} for a time. */
public record Given(Map<String, String> values) implements Settings {
  /** Settings from keys and values in turn. */
  public static Given of(String... keysAndValues) {
    var values = new TreeMap<String, String>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Given(values);
  }

  /** These settings, and over them those. */
  Given and(Given others) {
    var both = new TreeMap<>(values);
    both.putAll(others.values);
    return new Given(both);
  }

  @Override
  public String text(String key) {
    String value = values.get(key);
    if (value == null) throw new IllegalArgumentException(key + " is missing");
    return value;
  }

  @Override
  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  @Override
  public int number(String key, int least, int most, int otherwise) {
    String value = values.get(key);
    int number = value == null ? otherwise : Integer.parseInt(value);
    if (number < least || number > most) throw new IllegalArgumentException(key + ": " + number);
    return number;
  }

  @Override
  public Duration duration(String key, Duration least, Duration most, Duration otherwise) {
    String value = values.get(key);
    if (value == null) return otherwise;
    var millis = Duration.ofMillis(Long.parseLong(value.replace("ms", "")));
    if (millis.compareTo(least) < 0 || millis.compareTo(most) > 0) {
      throw new IllegalArgumentException(key + ": " + millis);
    }
    return millis;
  }

  @Override
  public boolean flag(String key, boolean otherwise) {
    return Boolean.parseBoolean(values.getOrDefault(key, String.valueOf(otherwise)));
  }

  @Override
  public String choice(String key, List<String> choices, String otherwise) {
    String choice = text(key, otherwise);
    if (!choices.contains(choice)) throw new IllegalArgumentException(key + ": " + choice);
    return choice;
  }

  @Override
  public boolean hasTable(String key) {
    return values.containsKey(key);
  }

  /** A page whose lines stand where a configuration has the name of its file. */
  @Override
  public Optional<Page> page(String key) {
    return Optional.of(new Written(key, text(key).lines().toList()));
  }

  private record Written(String key, List<String> lines) implements Page {
    @Override
    public void refuse(int line, String found, String expected) {
      throw new IllegalArgumentException(key + ":" + line + ": " + found + "; " + expected);
    }
  }
}
