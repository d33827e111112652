package org.shuyi.devices.tag.memory;

import java.util.Arrays;
import java.util.Optional;

/**
 * The application family identifiers that gates of libraries look at. Others, 02 among them, say
 * nothing.
 */
public enum Afi {
  IN_LIBRARY(0x07, true, "in the library, the gate rings"),
  /** Also on patron cards, and on stock behind a locked door. */
  ON_LOAN(0xC2, false, "on loan"),
  /** Some German sites; read, never written. */
  ON_LOAN_21(0x21, false, "on loan, as some German sites write it"),
  LEGACY_3M_SECURED(0xD7, true, "legacy 3M, secured"),
  LEGACY_3M_UNSECURED(0xDA, false, "legacy 3M, not secured");

  private final int code;
  private final boolean secured;
  private final String says;

  Afi(int code, boolean secured, String says) {
    this.code = code;
    this.secured = secured;
    this.says = says;
  }

  public int code() {
    return code;
  }

  public boolean secured() {
    return secured;
  }

  /** The meaning in words. */
  public String says() {
    return says;
  }

  public boolean isLegacy3m() {
    return this == LEGACY_3M_SECURED || this == LEGACY_3M_UNSECURED;
  }

  public static Optional<Afi> of(int code) {
    return Arrays.stream(values()).filter(afi -> afi.code == code).findFirst();
  }
}
