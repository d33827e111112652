package org.shuyi.devices.dispenser;

import java.util.ArrayList;
import java.util.List;

/**
 * How a card dispenser stands.
 *
 * @param fault what it calls an error, in plain words, or empty
 */
public record DispenserState(Place card, Stack stack, boolean binFull, String fault) {
  /** Where the card is that left the stack. */
  public enum Place {
    NONE,
    /** Inside, where it can be read. */
    INSIDE,
    GATE
  }

  /** How many cards are left. */
  public enum Stack {
    EMPTY,
    FEW,
    ENOUGH
  }

  /** What is not as it should be, in plain words; empty if nothing is. */
  public String complaint() {
    return String.join(", ", complaints());
  }

  /** The same where a card lies in the gate for too long: left there, or a stranger's. */
  public String complaintOfGate() {
    var all = complaints();
    all.add("a card lies in the gate");
    return String.join(", ", all);
  }

  private List<String> complaints() {
    var complaints = new ArrayList<String>();
    if (!fault.isEmpty()) complaints.add(fault);
    if (stack == Stack.EMPTY) complaints.add("no cards left");
    if (stack == Stack.FEW) complaints.add("few cards left");
    if (binFull) complaints.add("the capture bin is full");
    return complaints;
  }
}
