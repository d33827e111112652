package org.shuyi.kiosk.journal;

/** What bytes that claim to be a record turned out to be. */
public sealed interface Decoded {
  record Understood(StampedFact fact) implements Decoded {}

  /** Not a record of ours, or one of a release that we do not know. */
  record Refused(String reason) implements Decoded {}
}
