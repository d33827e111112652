package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.devices.link.Pins;

/** Pins of paper. */
final class PaperPins implements Pins {
  final Set<Integer> on = new TreeSet<>();
  final List<Duration> longest = new ArrayList<>();
  final List<String> watched = new ArrayList<>();
  private final Map<Integer, Listener> listeners = new TreeMap<>();
  boolean broken;

  void say(int pin, Level level) {
    Objects.requireNonNull(listeners.get(pin)).level(pin, level);
  }

  @Override
  public void watch(int pin, Bias bias, Listener hearing) {
    watched.add(pin + " " + bias);
    listeners.put(pin, hearing);
  }

  @Override
  public Output output(int pin, Duration atMost) {
    longest.add(atMost);
    return new Output() {
      @Override
      public void pulse(Duration time) {
        fail(pin);
        on.add(pin);
      }

      @Override
      public void off() {
        fail(pin);
        on.remove(pin);
      }
    };
  }

  private void fail(int pin) {
    if (broken) throw new IllegalStateException("no line " + pin);
  }

  @Override
  public String describe() {
    return "paper";
  }

  @Override
  public void close() {}
}
