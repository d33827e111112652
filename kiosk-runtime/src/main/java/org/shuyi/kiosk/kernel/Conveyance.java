package org.shuyi.kiosk.kernel;

/** What a return slot can be made to move. */
public sealed interface Conveyance {
  /** The shutter of the gate away from whoever stands there. */
  record OpenGate() implements Conveyance {}

  /** The shutter of the gate; never onto what interrupts its light grating. */
  record CloseGate() implements Conveyance {}

  /** One item from the gate into the tunnel, before the reader. */
  record TakeIn() implements Conveyance {}

  /** What lies in the tunnel, or behind it on the belt, back into the gate. */
  record HandBack() implements Conveyance {}

  /**
   * What lies in the tunnel into a bin.
   *
   * @param bin from 1
   */
  record IntoBin(int bin) implements Conveyance {}
}
