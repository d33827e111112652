package org.shuyi.devices;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings given by a test; ranges are kept as the real ones keep them. */
public final class SomeSettings implements Settings {
  private final Map<String, Object> values = new TreeMap<>();

  /** Settings from keys and values in turn. */
  public static SomeSettings of(Object... keysAndValues) {
    var settings = new SomeSettings();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.values.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }

  @Override
  public String text(String key) {
    Object value = values.get(key);
    if (value == null) throw new IllegalArgumentException(key + " is missing");
    return value.toString();
  }

  @Override
  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise).toString();
  }

  @Override
  public int number(String key, int least, int most, int otherwise) {
    int number = (int) values.getOrDefault(key, otherwise);
    if (number < least || number > most) throw new IllegalArgumentException(key + ": " + number);
    return number;
  }

  @Override
  public Duration duration(String key, Duration least, Duration most, Duration otherwise) {
    var duration = (Duration) values.getOrDefault(key, otherwise);
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw new IllegalArgumentException(key + ": " + duration);
    }
    return duration;
  }

  @Override
  public boolean flag(String key, boolean otherwise) {
    return (boolean) values.getOrDefault(key, otherwise);
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
