package org.shuyi.kiosk.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Hours of each day by the clock on the wall; they may go over midnight.
 *
 * @param from the first moment within
 * @param until the first moment after, another one
 */
public record Hours(ZoneId zone, LocalTime from, LocalTime until) {
  public boolean contain(Instant wall) {
    LocalTime time = LocalTime.ofInstant(wall, zone);
    return from.isBefore(until)
        ? !time.isBefore(from) && time.isBefore(until)
        : !time.isBefore(from) || time.isBefore(until);
  }

  /** Until they next begin or end: more than nothing, and about a day at most. */
  public Duration change(Instant wall) {
    Duration first = next(wall, from);
    Duration other = next(wall, until);
    return first.compareTo(other) < 0 ? first : other;
  }

  /** The day on which the hours began that contain this moment, counted from 1970. */
  public long day(Instant wall) {
    ZonedDateTime now = wall.atZone(zone);
    boolean sinceYesterday = until.isBefore(from) && now.toLocalTime().isBefore(until);
    return now.toLocalDate().toEpochDay() - (sinceYesterday ? 1 : 0);
  }

  private Duration next(Instant wall, LocalTime time) {
    ZonedDateTime now = wall.atZone(zone);
    ZonedDateTime then = now.with(time);
    return Duration.between(now, then.isAfter(now) ? then : then.plusDays(1));
  }
}
