package org.shuyi.devices.tag.memory;

import java.util.OptionalInt;

/** The data storage format identifier: which data model a tag claims to be written in. */
public enum Dsfid {
  ISO_28560_2(0x06),
  ISO_28560_3(0x3E);

  private final int code;

  Dsfid(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Whether the tag said this one; one that said nothing did not. */
  public boolean is(OptionalInt read) {
    return read.isPresent() && read.getAsInt() == code;
  }
}
