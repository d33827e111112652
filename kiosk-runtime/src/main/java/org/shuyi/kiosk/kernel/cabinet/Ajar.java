package org.shuyi.kiosk.kernel.cabinet;

/**
 * A door whose latch is closed while the door's own sensor says open.
 *
 * @param from the tick at which it is told, if it still is so; before, one of the two may just be
 *     told later
 */
public record Ajar(long from, boolean told) {}
