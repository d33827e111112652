package org.shuyi.kiosk.kernel.cabinet;

/**
 * What a person has proven of a lock board at the door.
 *
 * @param oneIsClosed whether a 1 of its bits is a closed door
 */
public record Proof(boolean oneIsClosed, String person) {}
