package org.shuyi.kiosk.centre;

import java.util.Optional;

/**
 * Whether the line is alive: when a round trip is due, whether it was answered, and what that says
 * of on line and off line. A half-open connection and a refused subscription both look connected;
 * only what comes back proves anything.
 */
final class LineCheck {
  private static final long NEVER = Long.MAX_VALUE;

  private final long every;
  private final long again;
  private final long quiet;
  private final long patience;
  private final LinkJudge judge;

  private boolean heardByCentre;

  /** A round trip was answered before we knew that anybody takes our messages. */
  private boolean earlyGood;

  private long heardAt = NEVER;
  private long dueAt = NEVER;
  private Optional<String> nonce = Optional.empty();
  private long answerBy = NEVER;

  LineCheck(CourierSettings settings) {
    this.every = settings.checkEvery().toMillis();
    this.again = settings.checkAgain().toMillis();
    this.quiet = settings.quiet().toMillis();
    this.patience = settings.checkPatience().toMillis();
    this.judge = new LinkJudge(settings.goodChecks(), settings.leastBetweenChanges().toMillis());
  }

  /** The subscriptions stand: the first check is due. */
  void up(long now) {
    heardByCentre = false;
    earlyGood = false;
    heardAt = now;
    dueAt = now;
  }

  void down() {
    judge.bad();
    forget();
    dueAt = NEVER;
    heardAt = NEVER;
  }

  /** The broker answered something. */
  void heard(long now) {
    heardAt = now;
  }

  /** Somebody at the other end takes our messages; without that a round trip proves little. */
  void heardByCentre(long now) {
    heardByCentre = true;
    if (earlyGood) good(now);
  }

  boolean isHeardByCentre() {
    return heardByCentre;
  }

  /** The broker said that nobody takes our messages. */
  void deaf(long now) {
    heardByCentre = false;
    judge.bad();
    later(now);
  }

  /** The centre said something itself. */
  void good(long now) {
    heardAt = now;
    earlyGood = !heardByCentre;
    if (heardByCentre) judge.good();
    later(now);
  }

  boolean isDue(long now) {
    return now >= Math.min(dueAt, quietAt());
  }

  /** A check goes out with this nonce. */
  void begin(String fresh, long now) {
    nonce = Optional.of(fresh);
    answerBy = now + patience;
    dueAt = NEVER;
  }

  void answered(String answer, long now) {
    if (!nonce.equals(Optional.of(answer))) return;
    forget();
    good(now);
  }

  /** The check was not answered in time: the connection is worth nothing. */
  boolean isDead(long now) {
    return now >= answerBy;
  }

  Optional<Boolean> change(long now) {
    return judge.change(now);
  }

  boolean online() {
    return judge.online();
  }

  /** Of the connection. */
  long wakeAt() {
    return Math.min(answerBy, Math.min(dueAt, quietAt()));
  }

  /** Of what is to be told, connected or not. */
  long changeAt() {
    return judge.wakeAt();
  }

  private long quietAt() {
    boolean resting = judge.satisfied() && nonce.isEmpty() && heardAt != NEVER;
    return resting ? heardAt + quiet : NEVER;
  }

  private void later(long now) {
    if (nonce.isPresent()) return;
    dueAt = judge.satisfied() ? NEVER : Math.min(dueAt, now + (judge.rising() ? again : every));
  }

  private void forget() {
    nonce = Optional.empty();
    answerBy = NEVER;
  }
}
