package org.shuyi.sim.power;

/** The disk has no power: it does nothing more and says nothing more. */
final class PowerGone extends Exception {
  private static final long serialVersionUID = 1L;

  PowerGone() {
    super("the disk has no power");
  }
}
