package org.shuyi.devices.tag.memory;

/** The EAS bit of an ICODE chip, as far as it is known. */
public enum Eas {
  ON,
  OFF,
  /**
   * The chip has none or the reader cannot ask; the AFI decides alone. Silence of a 3M-type reader
   * is this, not OFF.
   */
  NOT_KNOWN
}
