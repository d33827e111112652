package org.shuyi.kiosk.journal;

/** Bytes or a tree that are not what they should be; becomes a value at the room's border. */
final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;

  Misfit(String message) {
    super(message);
  }
}
