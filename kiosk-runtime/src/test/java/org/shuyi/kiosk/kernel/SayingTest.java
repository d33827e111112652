package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A station says what follows from its state: all at first, and again only what has changed. */
class SayingTest {
  private static final Now NOON =
      new Now(1_000, Instant.parse("2026-11-22T12:00:00Z"), Now.ClockTrust.SYNCHRONISED);

  private final Event nothing = new TimeEvent.TimePassed();
  private final Kiosk kiosk = Kiosk.fresh(Tale.plan(), new Outbox(1, 0)).on(nothing, NOON).next();

  @Test
  void whoHasSaidNothingSaysAllAlsoWhereNothingHappens() {
    Step first = kiosk.with(Said.nothing()).on(nothing, NOON);
    assertThat(first.effects())
        .hasAtLeastOneElementOfType(Effect.Show.class)
        .hasAtLeastOneElementOfType(Effect.Report.class)
        .hasAtLeastOneElementOfType(Effect.Light.class)
        .hasAtLeastOneElementOfType(Effect.Switch.class);
  }

  @Test
  void ofTheSameStateNothingIsSaidAgain() {
    Step again = kiosk.on(nothing, NOON);
    assertThat(again.effects()).isEmpty();
    assertThat(again.next()).isSameAs(kiosk);
  }
}
