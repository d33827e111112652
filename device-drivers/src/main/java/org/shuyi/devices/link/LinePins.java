package org.shuyi.devices.link;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;

/**
 * Pins at the other end of a line of text, for the demo, where a town answers instead of a chip.
 * The protocol is in this package's README. Whether a station may use it is not decided here.
 */
public final class LinePins implements Pins {
  /** Far above any line of the protocol; more without an end is garbage. */
  private static final int LONGEST_LINE = 256;

  private static final Pattern LEVEL = Pattern.compile("level ([0-9]{1,3}) ([01])");

  private final Line line;
  private final Consumer<Health> healths;
  private final Map<Integer, Watched> watched = new TreeMap<>();
  private final List<TimedOutput> claimed = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "line pins");
            thread.setDaemon(true);
            return thread;
          });
  private Bytes received = Bytes.EMPTY;
  private boolean up;
  private boolean closed;

  private record Watched(Bias bias, Listener listener) {}

  /**
   * Pins that are not asked for yet.
   *
   * @param healths hears whether the town is there, from the line's thread
   */
  public LinePins(Line line, Consumer<Health> healths) {
    this.line = line;
    this.healths = healths;
  }

  /** Opens the line, when all that hangs at the pins is wired. */
  public void open() {
    line.open(new Ear());
  }

  @Override
  public synchronized void watch(int pin, Bias bias, Listener listener) {
    watched.put(pin, new Watched(bias, listener));
    if (up) say(watch(pin, bias));
  }

  @Override
  public synchronized Output output(int pin, Duration longest) {
    var timed =
        new TimedOutput(
            new TimedOutput.Switch() {
              @Override
              public void on(Duration atMost) {
                say("on %d %d".formatted(pin, atMost.toMillis()));
              }

              @Override
              public void off() {
                say("off " + pin);
              }
            },
            longest,
            timer);
    claimed.add(timed);
    return timed;
  }

  @Override
  public String describe() {
    return "pins over " + line.describe();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) return;
      closed = true;
      claimed.forEach(TimedOutput::off);
    }
    timer.shutdownNow();
    line.close();
  }

  private void say(String text) {
    line.write(Bytes.copyOf((text + "\n").getBytes(StandardCharsets.US_ASCII)));
  }

  private static String watch(int pin, Bias bias) {
    return "watch %d %s".formatted(pin, bias.name().toLowerCase(Locale.ROOT));
  }

  private final class Ear implements Line.Listener {
    @Override
    public void up() {
      synchronized (LinePins.this) {
        up = true;
        received = Bytes.EMPTY;
        say("pins 1");
        // The town has dropped every output; whoever wants one on says so when we are ready.
        claimed.forEach(TimedOutput::off);
        watched.forEach((pin, input) -> say(watch(pin, input.bias())));
      }
      healths.accept(new Health.Ready());
    }

    @Override
    public void received(Bytes bytes) {
      synchronized (LinePins.this) {
        received = received.plus(bytes);
        for (int end = lineEnd(); end >= 0; end = lineEnd()) {
          hear(new String(received.slice(0, end).toArray(), StandardCharsets.US_ASCII));
          received = received.from(end + 1);
        }
        if (received.size() > LONGEST_LINE) received = Bytes.EMPTY;
      }
    }

    @Override
    public void down(String why) {
      synchronized (LinePins.this) {
        up = false;
        watched.forEach((pin, input) -> input.listener().level(pin, Level.UNKNOWN));
      }
      healths.accept(new Health.Lost(why));
    }

    /** Whatever is not a level of a watched pin is nothing to us. */
    private void hear(String text) {
      var level = LEVEL.matcher(text.strip());
      if (!level.matches()) return;
      int pin = Integer.parseInt(level.group(1));
      var input = watched.get(pin);
      if (input == null) return;
      input.listener().level(pin, level.group(2).equals("1") ? Level.HIGH : Level.LOW);
    }

    private int lineEnd() {
      for (int i = 0; i < received.size(); i++) {
        if (received.at(i) == '\n') return i;
      }
      return -1;
    }
  }
}
