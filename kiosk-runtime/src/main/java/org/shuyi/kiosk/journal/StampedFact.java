package org.shuyi.kiosk.journal;

import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Now;

/**
 * A fact with the time of the turn that found it true. The journal keeps milliseconds, so {@code
 * now.wall} has no finer part.
 */
public record StampedFact(Fact fact, Now now) {}
