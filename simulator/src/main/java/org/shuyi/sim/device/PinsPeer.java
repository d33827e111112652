package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Terminals;

/**
 * The town's end of pins over a line of text; the protocol is in the README of {@code
 * org.shuyi.devices.link}.
 *
 * <p>It drops an output by itself when its time is over, and every output when the station is gone.
 * Levels do not bounce here.
 */
public final class PinsPeer implements Peer {
  /** Longer than any line of the protocol; more without an end is noise. */
  private static final int LONGEST_LINE = 256;

  private static final Pattern HELLO = Pattern.compile("pins 1");
  private static final Pattern WATCH = Pattern.compile("watch ([0-9]{1,3}) (?:none|up|down)");
  private static final Pattern ON = Pattern.compile("on ([0-9]{1,3}) ([0-9]{1,9})");
  private static final Pattern OFF = Pattern.compile("off ([0-9]{1,3})");

  private final Terminals terminals;
  private final Faults faults = new Faults(0);
  private final StringBuilder inbox = new StringBuilder();
  private final ArrayDeque<Bytes> outbox = new ArrayDeque<>();

  /** What was last told of each pin that is watched. */
  private final TreeMap<Integer, Boolean> watched = new TreeMap<>();

  /** When each output that is on is dropped. */
  private final TreeMap<Integer, Long> on = new TreeMap<>();

  private boolean greeted;
  private long now;

  public PinsPeer(Terminals terminals) {
    this.terminals = terminals;
  }

  @Override
  public Faults faults() {
    return faults;
  }

  @Override
  public void powerUp(long nowMillis) {
    begin(nowMillis);
  }

  @Override
  public void hungUp(long nowMillis) {
    begin(nowMillis);
  }

  @Override
  public void received(Bytes bytes, long nowMillis) {
    now = nowMillis;
    if (faults.has(Fault.Deaf.class)) return;
    inbox.append(new String(bytes.toArray(), StandardCharsets.US_ASCII));
    for (int end = inbox.indexOf("\n"); end >= 0; end = inbox.indexOf("\n")) {
      obey(inbox.substring(0, end).strip());
      inbox.delete(0, end + 1);
    }
    if (inbox.length() > LONGEST_LINE) inbox.setLength(0);
  }

  /** Something at the inputs may have changed. */
  public void look(long nowMillis) {
    now = nowMillis;
    watched.forEach(
        (pin, told) -> {
          if (terminals.high(pin) != told) tell(pin);
        });
  }

  @Override
  public long wakeAt() {
    if (!outbox.isEmpty()) return now;
    return on.values().stream().mapToLong(at -> at).min().orElse(NEVER);
  }

  @Override
  public @Nullable Bytes leaving(long nowMillis) {
    now = nowMillis;
    on.entrySet().stream()
        .filter(e -> e.getValue() <= nowMillis)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::drop);
    var next = outbox.poll();
    return next == null || faults.none() ? next : faults.through(next);
  }

  private void begin(long nowMillis) {
    now = nowMillis;
    List.copyOf(on.keySet()).forEach(this::drop);
    greeted = false;
    watched.clear();
    outbox.clear();
    inbox.setLength(0);
  }

  /** What is not of the protocol is nothing, and so is everything before the greeting. */
  private void obey(String line) {
    if (HELLO.matcher(line).matches()) greeted = true;
    if (!greeted) return;
    var watch = WATCH.matcher(line);
    var turnOn = ON.matcher(line);
    var turnOff = OFF.matcher(line);
    if (watch.matches()) tell(Integer.parseInt(watch.group(1)));
    if (turnOn.matches()) {
      int pin = Integer.parseInt(turnOn.group(1));
      on.put(pin, now + Long.parseLong(turnOn.group(2)));
      terminals.drive(pin, true);
    }
    if (turnOff.matches()) drop(Integer.parseInt(turnOff.group(1)));
  }

  private void drop(int pin) {
    on.remove(pin);
    terminals.drive(pin, false);
  }

  private void tell(int pin) {
    boolean high = terminals.high(pin);
    watched.put(pin, high);
    String line = "level %d %d\n".formatted(pin, high ? 1 : 0);
    outbox.add(Bytes.copyOf(line.getBytes(StandardCharsets.US_ASCII)));
  }
}
