package org.shuyi.kiosk.kernel;

/** How the station was fed; a loss is over only when the supply itself has seen the mains again. */
public sealed interface PowerFact extends Fact {
  record MainsLost() implements PowerFact {}

  /** The program ends in order when what is under way is over. */
  record BatteryLow() implements PowerFact {}

  record MainsBack() implements PowerFact {}
}
