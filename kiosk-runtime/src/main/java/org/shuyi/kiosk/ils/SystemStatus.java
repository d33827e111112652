package org.shuyi.kiosk.ils;

import java.time.Duration;

/**
 * What 98 says of the system.
 *
 * @param online whether it answers questions now
 * @param takesReturns whether 09 is answered
 * @param takesLoans whether 11 is
 * @param answerWithin what it wants a station to wait, bounded
 * @param retries how often it wants to be asked again, bounded
 */
record SystemStatus(
    boolean online, boolean takesReturns, boolean takesLoans, Duration answerWithin, int retries) {
  private static final long TENTH = 100;

  /** A system that wants less has no time to answer. */
  private static final long LEAST_MILLIS = 1_000;

  /** Wishes such as 60 s and 999 times were seen; nobody stands before a screen for so long. */
  static SystemStatus read(Sip2Message message, Sip2Config config) {
    long most = config.answerWithin().toMillis();
    long wanted = TENTH * number(message, 6);
    return new SystemStatus(
        message.flag(0) == 'Y',
        message.flag(1) == 'Y',
        message.flag(2) == 'Y',
        Duration.ofMillis(Math.clamp(wanted, Math.min(LEAST_MILLIS, most), most)),
        Math.min(number(message, 9), config.retries()));
  }

  /** Three digits; what is none means as much as it may. */
  private static int number(Sip2Message message, int from) {
    String digits = message.fixed().substring(from, from + 3);
    return digits.matches("[0-9]{3}") ? Integer.parseInt(digits) : 999;
  }
}
