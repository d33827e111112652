package org.shuyi.kiosk.config;

import java.time.LocalTime;
import java.time.ZoneId;

/** Hours of each day, which may go over midnight. */
public record HoursConfig(ZoneId zone, LocalTime from, LocalTime until) {}
