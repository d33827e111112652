package org.shuyi.kiosk.journal;

import org.shuyi.kiosk.trust.Octets;

/**
 * One record as it lies in the journal and goes to the centre.
 *
 * @param seq from 1, without gaps
 * @param ticks when, in station time
 * @param kind the fact's name in the checked-in list, such as {@code loaned}, or empty for damaged
 *     bytes
 * @param bytes deterministic CBOR, read by {@link FactCodec}
 * @param hash of the chain up to and with this record
 */
public record JournalRecord(long seq, long ticks, String kind, Octets bytes, Octets hash) {}
