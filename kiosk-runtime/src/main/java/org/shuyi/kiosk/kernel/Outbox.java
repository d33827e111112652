package org.shuyi.kiosk.kernel;

/**
 * How far records have come. Not a section: the journal tells it at the start, and each fact
 * counts.
 *
 * @param recorded the sequence number of the last fact
 * @param applied the centre has applied everything up to here
 */
public record Outbox(long recorded, long applied) {
  public long waiting() {
    return recorded - applied;
  }
}
