package org.shuyi.kiosk.kernel.guard;

/**
 * An alarm that stands.
 *
 * @param open whether its contact is open now
 * @param calmAt the tick at which it is over, if the contact stays closed until then
 */
public record Standing(boolean open, long calmAt) {}
