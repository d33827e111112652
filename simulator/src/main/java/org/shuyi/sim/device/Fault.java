package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;

/**
 * What can be wrong with a device, beside being unplugged (which is the line's affair) and beside a
 * bolt that jams in the wood (which is the world's). Numbers are those of the list in QUALITY.md.
 */
public sealed interface Fault {
  /** It goes on without end. */
  int FOR_EVER = Integer.MAX_VALUE;

  /** It hears nothing and does nothing (13). */
  record Deaf() implements Fault {}

  /** It does what it is told, and so many answers are lost (25). */
  record Mute(int answers) implements Fault {}

  /** So many answers come this much later than they should (14). */
  record Late(int millis, int answers) implements Fault {}

  /** Each question is answered with the answer to the one before (14). */
  record OneBehind() implements Fault {}

  /** Of a thousand bytes that leave it so many are flipped, dropped and doubled (35). */
  record Noise(int flipped, int dropped, int doubled) implements Fault {}

  /** Answers come from another address (22). */
  record WrongAddress(int address) implements Fault {}

  /** It came up with another baud rate: nothing that either side says is understood (36). */
  record WrongBaud() implements Fault {}

  /** The adapter gives us our own bytes back (37). */
  record Echo() implements Fault {}

  /** A lock board hears nothing for so long after it drove a bolt. */
  record BusyAfterUnlock(int millis) implements Fault {}

  /** A lock board says that it drove this bolt, and nothing moves (17). */
  record DeadBolt(int channel) implements Fault {}

  /** A lock board does not drive this bolt, and says so where its protocol can (23). */
  record Refuses(int channel) implements Fault {}

  /**
   * A relay holds its bolt when its pulse is over (26), until it is told to let go where the board
   * has a word for that and the relay obeys; elsewhere only its feed ends it.
   */
  record RelaySticks(int channel, boolean obeys) implements Fault {}

  /** A door's switch says the same for ever (20). */
  record StuckContact(int channel, boolean closed) implements Fault {}

  /** An infrared barrier sees nothing, whatever lies before it. */
  record BlindBarrier(int channel) implements Fault {}

  /** A lock board's bits mean the opposite of what they should. */
  record PolarityReversed() implements Fault {}

  /** A tag is not found in so many rounds (2, 16). */
  record Missed(Bytes uid, int rounds) implements Fault {}

  /** Of a thousand times that a tag should be found, so many fail (16). */
  record MissedByChance(int perMille) implements Fault {}

  /** A tag is found in so many rounds that is not there; it cannot be read (1). */
  record Ghost(Bytes uid, int dsfid, int rounds) implements Fault {}

  /** So many writes to this tag fail (7). */
  record WriteFails(Bytes uid, int writes) implements Fault {}

  /** A second card lies before the reader (79). */
  record SecondCard(Bytes uid) implements Fault {}

  /**
   * A reader has lost its settings, and the shelf looks empty (15): FEIG's has no antenna on until
   * it is told which (6A) or resets its field (69); ThingMagic's has yet to boot; a UHFReader18 was
   * left in scan mode; one that speaks LLRP has no order left and tells no events.
   */
  record SettingsLost() implements Fault {}
}
