package org.shuyi.sim.centre;

/** A message or record that cannot be read as what it claims to be. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message);
  }
}
