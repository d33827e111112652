package org.shuyi.sim.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuyi.sim.scenario.Company.Actor;

/**
 * A cabinet station with its street and its centre, on which a story is played.
 *
 * <p>A stage that is open has a station that serves: its shelves are counted, its screen waits for
 * a card, and the centre has heard of both.
 */
public interface Stage extends AutoCloseable {
  /** Since the story began. */
  Duration now();

  /** Lets time go by. */
  void pass(Duration time);

  /** How long whoever waits for something lets go by before looking again. */
  Duration blink();

  /** How long a story waits for what it expects, where it does not say. */
  Duration patience();

  Company company();

  /** The pseudonym under which the station knows an actor. */
  String token(Actor actor);

  /** Does it, or says why it cannot be done. */
  Seen carryOut(Doing doing);

  /** What the touch screen shows, or nothing while the program does not run. */
  Optional<Shown> screen();

  Truth truth();

  /** What was journaled since the story began, oldest first. */
  List<Entry> journal();

  Ledger ledger();

  @Override
  void close();
}
