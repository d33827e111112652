package org.shuyi.kiosk.journal;

import java.time.Instant;

/**
 * One record for a person to read.
 *
 * @param clockTrusted whether {@code time} may be believed
 * @param text the fact's fields as {@code name=value}, or why the record cannot be read
 */
public record TailLine(long seq, Instant time, boolean clockTrusted, String kind, String text) {}
