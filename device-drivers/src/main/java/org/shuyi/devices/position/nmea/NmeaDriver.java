package org.shuyi.devices.position.nmea;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.position.PositionCommand;
import org.shuyi.devices.position.PositionNotice;
import org.shuyi.devices.position.PositionNotice.Position;
import org.shuyi.devices.position.PositionNotice.Position.Heard;

/**
 * A receiver that says each second where it is, and hears nothing. A step is told when three
 * sentences agree on it: the check of a sentence is short, and the first position after a tunnel
 * may lie in the next street.
 */
public final class NmeaDriver implements Driver<PositionCommand, PositionNotice> {
  /** Receivers speak each second; a silent one is lost after this. */
  private static final long SILENT_MILLIS = 2_500;

  /** Sentences without a position before there is no reception; under bridges some are missing. */
  private static final long BLIND_MILLIS = 10_000;

  /** Sentences that must agree on a step. */
  private static final int AGREEING = 3;

  /** In a second: a vehicle on the fastest road goes half as far. */
  private static final int AGREEMENT_METRES = 80;

  /** A degree of latitude, in metres, and so many millionths in one of them. */
  private static final int METRES_IN_DEGREE = 111_195;

  private static final Position NO_RECEPTION = new Position.Unknown("no reception");

  private final NmeaConfig config;
  private final Tally tally =
      new Tally("bytesDropped", "damaged", "fixes", "sentences", "unlikely");
  private final List<PositionNotice> notices = new ArrayList<>();
  private Health health = new Health.Lost("not yet heard");
  private Bytes received = Bytes.EMPTY;
  private Position told = new Position.Unknown("not yet heard");
  private @Nullable Heard likely;
  private int agreed;
  private boolean valid = true;
  private boolean up;
  private long silentAt = NEVER;
  private long blindAt = NEVER;
  private long tellAt;

  public NmeaDriver(NmeaConfig config) {
    this.config = config;
  }

  @Override
  public Answer<PositionNotice> on(Told<PositionCommand> event, long now) {
    switch (event) {
      case Told.LineUp<PositionCommand>() -> {
        up = true;
        received = Bytes.EMPTY;
        valid = true;
        silentAt = now + SILENT_MILLIS;
      }
      case Told.LineDown<PositionCommand>(String why) -> {
        up = false;
        lose("the line is down: " + why);
      }
      case Told.Received<PositionCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<PositionCommand>() -> timePassed(now);
      case Told.Wanted<PositionCommand>(PositionCommand.Sense(), long _) ->
          notices.add(new PositionNotice.Changed(told));
    }
    var answer = new Answer<PositionNotice>(List.of(), notices);
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return Math.min(silentAt, blindAt);
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void timePassed(long now) {
    if (now >= silentAt) lose("the receiver says nothing");
    if (now >= blindAt) {
      blindAt = NEVER;
      likely = null;
      become(NO_RECEPTION);
    }
  }

  private void heard(Bytes bytes, long now) {
    if (!up) return;
    received = received.plus(bytes);
    while (true) {
      switch (NmeaCodec.parse(received)) {
        case Parsed.More<NmeaSentence>() -> {
          return;
        }
        case Parsed.Noise<NmeaSentence>(int size, String why) -> {
          if (size > 1) tally.count("damaged");
          tally.count("bytesDropped", size);
          received = received.from(size);
        }
        case Parsed.Frame<NmeaSentence>(NmeaSentence sentence, int size) -> {
          received = received.from(size);
          heard(sentence, now);
        }
      }
    }
  }

  private void heard(NmeaSentence sentence, long now) {
    tally.count("sentences");
    if (health instanceof Health.Lost && blindAt == NEVER) blindAt = now + BLIND_MILLIS;
    health = new Health.Ready();
    silentAt = now + SILENT_MILLIS;
    switch (sentence) {
      case NmeaSentence.Other _ -> {}
      case NmeaSentence.Validity(boolean isValid) -> valid = isValid;
      case NmeaSentence.Fix(Optional<Heard> position) -> {
        if (valid && position.isPresent()) placed(position.get(), now);
        else if (blindAt == NEVER && told instanceof Heard) blindAt = now + BLIND_MILLIS;
      }
    }
  }

  private void placed(Heard heard, long now) {
    tally.count("fixes");
    if (told instanceof Heard before && isWithin(config.stepMetres(), heard, before)) {
      blindAt = now + BLIND_MILLIS;
      likely = null;
      if (now >= tellAt) tell(heard, now);
      return;
    }
    Heard before = likely;
    agreed = before != null && isWithin(AGREEMENT_METRES, heard, before) ? agreed + 1 : 1;
    if (before != null && agreed == 1) tally.count("unlikely");
    likely = heard;
    if (agreed < AGREEING) return;
    blindAt = now + BLIND_MILLIS;
    likely = null;
    tell(heard, now);
  }

  private void tell(Heard heard, long now) {
    told = heard;
    tellAt = now + config.tellEvery().toMillis();
    notices.add(new PositionNotice.Changed(heard));
  }

  /** East and west are taken as long as north and south, which at worst tells a little often. */
  private static boolean isWithin(int metres, Heard one, Heard other) {
    long north = Math.abs((long) one.latitude() - other.latitude());
    long east = Math.abs((long) one.longitude() - other.longitude());
    return (north + east) * METRES_IN_DEGREE < metres * 1_000_000L;
  }

  private void lose(String why) {
    health = new Health.Lost(why);
    tally.count("bytesDropped", received.size());
    received = Bytes.EMPTY;
    likely = null;
    silentAt = NEVER;
    blindAt = NEVER;
    become(new Position.Unknown(why));
  }

  private void become(Position next) {
    if (next.equals(told)) return;
    told = next;
    notices.add(new PositionNotice.Changed(next));
  }
}
