package org.shuyi.kiosk.kernel;

/** What concerns the station as a whole. */
public sealed interface StationFact extends Fact {
  /**
   * The first record of a journal file; epochs are ordered by the centre only.
   *
   * @param previousEpoch hex of the journal before this one, or empty if none is known
   * @param lastHash hex of that journal's last record's hash, or empty
   */
  record JournalBegan(String previousEpoch, String lastHash) implements StationFact {}

  /**
   * A record of the journal before this one, which was damaged; the centre may have it or not.
   *
   * @param epoch hex of the journal it was written in, or empty if that is not known
   * @param seq its number there
   * @param hash hex of the chain's hash after it, by which the centre knows whether it has it
   * @param bytes what was hashed, in base64 without padding
   */
  record RecordSalvaged(String epoch, long seq, String hash, String bytes) implements StationFact {}

  /**
   * Records of the journal before this one that cannot be read or proven any more.
   *
   * @param from the first of them
   * @param through the last of them, or 0 where nobody knows how many there were
   */
  record RecordsLost(String epoch, long from, long through) implements StationFact {}

  record Started(long boot, String why) implements StationFact {}

  record DeviceBecame(DeviceId device, String health, String why) implements StationFact {}

  /**
   * The service panel was opened, or was left open by the person who looked after it.
   *
   * @param attendant who is on site in service mode; empty where nobody is, which is an alarm
   */
  record TamperBegan(String attendant) implements StationFact {}

  /** The service panel is shut again. */
  record TamperEnded() implements StationFact {}

  /**
   * A contact that watches over the cabinet opened, or was left open by whoever looked after it.
   *
   * @param guard {@code tilt}, {@code vibration} or {@code service-door}
   * @param attendant who is on site in service mode; empty where nobody is, which is an alarm
   */
  record AlarmBegan(String guard, String attendant) implements StationFact {}

  /** The contact has been closed for a while. */
  record AlarmEnded(String guard) implements StationFact {}

  /** The fire input is active, or its wire is broken: an emergency begins, or goes on. */
  record FireBegan() implements StationFact {}

  /** The fire input is closed again; the emergency lasts until a person on site ends it. */
  record FireEnded() implements StationFact {}

  /** A person on site has looked, and ended the emergency; every shelf is counted next. */
  record EmergencyEnded(String person, String reason) implements StationFact {}

  /**
   * No more records fit: nobody new is served until the centre has taken some.
   *
   * @param waiting so many wait, this one not counted
   */
  record OutboxFilled(long waiting) implements StationFact {}

  /** The centre has taken so many that half of the outbox is free again. */
  record OutboxDrained() implements StationFact {}

  record LinkBecame(boolean online) implements StationFact {}

  record PolicyAdopted(long version) implements StationFact {}

  /** Patrons are kept out, or served again; {@code reason} is empty for the latter. */
  record ServiceChanged(boolean inService, String reason) implements StationFact {}

  record DoorBarred(DoorId door, boolean barred, String person) implements StationFact {}

  /** The centre refused a record; a person must settle it. */
  record RecordWasRefused(long seq, String reason) implements StationFact {}
}
