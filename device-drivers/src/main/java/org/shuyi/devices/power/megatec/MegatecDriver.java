package org.shuyi.devices.power.megatec;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Asking;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.power.PowerCommand;
import org.shuyi.devices.power.PowerNotice;
import org.shuyi.devices.power.PowerNotice.Gauge;
import org.shuyi.devices.power.PowerNotice.Supply;
import org.shuyi.devices.power.megatec.MegatecCodec.Status;

/**
 * A UPS that is asked again and again. Bad news is believed when two answers in a row agree, and
 * asked for at once the second time; good news when it has held: mains that come and go every
 * second are one loss, since each return would start the station's evening anew.
 */
public final class MegatecDriver implements Driver<PowerCommand, PowerNotice> {
  private final MegatecConfig config;
  private final Tally tally = new Tally("answers", "bytesDropped", "damaged", "losses", "timeouts");
  private final List<PowerNotice> notices = new ArrayList<>();
  private final Asking<Bytes, Status> asking = new Asking<>(MegatecCodec::parse, tally);
  private Health health = new Health.Lost("not yet spoken to");
  private Supply supply = Supply.UNKNOWN;

  /** What the answer before the last one said. */
  private Supply seen = Supply.UNKNOWN;

  /** Since when every answer has said mains. */
  private long mainsSince;

  private boolean sense;

  public MegatecDriver(MegatecConfig config) {
    this.config = config;
  }

  @Override
  public Answer<PowerNotice> on(Told<PowerCommand> told, long now) {
    switch (told) {
      case Told.LineUp<PowerCommand>() -> {
        asking.lineUp(now);
        ask(now);
      }
      case Told.LineDown<PowerCommand>(String why) -> {
        asking.lineDown();
        lose("the line is down: " + why);
      }
      case Told.Received<PowerCommand>(Bytes bytes) ->
          asking.hear(bytes, status -> answered(status, now));
      case Told.TimePassed<PowerCommand>() -> timePassed(now);
      case Told.Wanted<PowerCommand>(PowerCommand.Sense(), long _) -> wanted();
    }
    return asking.answer(notices);
  }

  @Override
  public long wakeAt() {
    return asking.wakeAt();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  /** Who asks hears at once where nobody can tell, else with the next answer. */
  private void wanted() {
    if (supply != Supply.UNKNOWN) sense = true;
    else notices.add(new PowerNotice.Sensed(supply, new Gauge(0, OptionalInt.empty(), 0)));
  }

  private void timePassed(long now) {
    if (asking.overdue(now) != null && asking.missedTooOften()) lose("the UPS does not answer");
    if (asking.rested(now)) ask(now);
  }

  private void ask(long now) {
    asking.ask(MegatecCodec.ASK, MegatecCodec.ASK, config.answerWithin(), now);
  }

  private void answered(Status status, long now) {
    if (asking.asked() == null) return;
    asking.answered();
    Supply says = supply(status);
    boolean agreed = says == seen;
    if (says != Supply.MAINS || seen != Supply.MAINS) mainsSince = now;
    seen = says;
    if (agreed && believed(says, now)) become(says);
    if (supply != Supply.UNKNOWN) health = health(status);
    if (sense && supply != Supply.UNKNOWN) {
      sense = false;
      notices.add(new PowerNotice.Sensed(supply, gauge(status)));
    }
    asking.rest(agreed ? Math.max(1, config.poll().toMillis()) : 1, now);
  }

  /** A battery that was low stays low until mains are back: its volts creep up again. */
  private boolean believed(Supply says, long now) {
    return switch (supply) {
      case UNKNOWN, MAINS -> true;
      case BATTERY -> says != Supply.MAINS || heldLongEnough(now);
      case BATTERY_LOW -> says == Supply.MAINS && heldLongEnough(now);
    };
  }

  private boolean heldLongEnough(long now) {
    return now - mainsSince >= config.mainsHold().toMillis();
  }

  private void become(Supply next) {
    if (next == supply) return;
    if (supply == Supply.MAINS) tally.count("losses");
    supply = next;
    notices.add(new PowerNotice.Changed(next));
  }

  private Supply supply(Status status) {
    if (!status.mainsFailed()) return Supply.MAINS;
    return status.ending() || belowLow(status) ? Supply.BATTERY_LOW : Supply.BATTERY;
  }

  private boolean belowLow(Status status) {
    OptionalInt percent = percent(status);
    return percent.isPresent() && percent.getAsInt() < config.lowPercent();
  }

  private Health health(Status status) {
    return switch (supply) {
      case UNKNOWN -> new Health.Lost("not seen yet");
      case BATTERY -> new Health.Degraded("mains lost, on battery");
      case BATTERY_LOW -> new Health.Degraded("mains lost, the battery is low");
      case MAINS -> {
        if (status.failed()) yield new Health.Degraded("the UPS says that it has failed");
        if (status.testing()) yield new Health.Degraded("the UPS tests its battery");
        yield new Health.Ready();
      }
    };
  }

  private Gauge gauge(Status status) {
    return new Gauge(status.batteryMillivolts(), percent(status), status.loadPercent());
  }

  private OptionalInt percent(Status status) {
    if (!config.rangeKnown()) return OptionalInt.empty();
    long above = status.batteryMillivolts() - (long) config.emptyMillivolts();
    long range = config.fullMillivolts() - (long) config.emptyMillivolts();
    return OptionalInt.of(Math.clamp(above * 100 / range, 0, 100));
  }

  private void lose(String why) {
    health = new Health.Lost(why);
    seen = Supply.UNKNOWN;
    become(Supply.UNKNOWN);
    if (sense) wanted();
    sense = false;
  }
}
