package org.shuyi.kiosk.journal;

import java.time.Instant;

/**
 * The beginning of one life of the program over a journal.
 *
 * @param boot how many lives this journal has seen, with this one
 * @param why how the last one ended: {@code ordered: ...}, {@code first start} or {@code not
 *     ordered}
 * @param ticks milliseconds that the journal has lived; station time goes on from here
 * @param wallFloor the latest trusted time that was ever committed; the calendar is not before it
 * @param setAside the name of the damaged file that was put aside when this journal was begun, or
 *     empty
 */
public record Life(long boot, String why, long ticks, Instant wallFloor, String setAside) {}
