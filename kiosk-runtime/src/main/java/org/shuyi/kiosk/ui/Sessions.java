package org.shuyi.kiosk.ui;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is logged in. A session ends 15 minutes after the person's last act and 8 hours after the
 * login; a page that only refreshes itself is no act. At most 16 at one time: the oldest makes
 * room.
 */
final class Sessions {
  static final Duration IDLE = Duration.ofMinutes(15);
  static final Duration LONGEST = Duration.ofHours(8);
  private static final int LIMIT = 16;

  private final Map<String, Session> byToken = new LinkedHashMap<>();

  private record Session(StaffLogin person, long since, long acted) {
    boolean over(long ticks) {
      return ticks - acted >= IDLE.toMillis() || ticks - since >= LONGEST.toMillis();
    }
  }

  /** A new session; answers its token. */
  synchronized String begin(StaffLogin person, long ticks) {
    byToken.values().removeIf(session -> session.over(ticks));
    if (byToken.size() >= LIMIT) byToken.remove(byToken.keySet().iterator().next());
    String token = TouchApi.random(32);
    byToken.put(token, new Session(person, ticks, ticks));
    return token;
  }

  /** Whose token this is; {@code acting} keeps the session alive. */
  synchronized Optional<StaffLogin> of(String token, long ticks, boolean acting) {
    Session session = byToken.get(token);
    if (session == null) return Optional.empty();
    if (session.over(ticks)) {
      byToken.remove(token);
      return Optional.empty();
    }
    if (acting) byToken.put(token, new Session(session.person(), session.since(), ticks));
    return Optional.of(session.person());
  }

  synchronized void end(String token) {
    byToken.remove(token);
  }
}
