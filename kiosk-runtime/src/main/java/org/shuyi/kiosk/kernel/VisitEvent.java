package org.shuyi.kiosk.kernel;

import java.util.Optional;

/** What a person did at the station's card reader, scanner or screen. */
public sealed interface VisitEvent extends Event {
  /**
   * @param patron the token under the city key in force
   * @param older the same card's token under the key before, while two are valid
   */
  record CardTapped(PatronToken patron, Optional<PatronToken> older) implements VisitEvent {
    public CardTapped(PatronToken patron) {
      this(patron, Optional.empty());
    }
  }

  /** A card that cannot be an identity: a random id, or one that could not be read. */
  record CardUnusable(String why) implements VisitEvent {}

  /** A touch on the screen, as the intent it stands for. */
  record Touched(Intent intent) implements VisitEvent {}

  /** What a touch means. One that the present screen does not offer is answered by nothing. */
  sealed interface Intent {
    record OpenDoor(DoorId door) implements Intent {}

    /** "I am done." */
    record Finish() implements Intent {}

    /** "Yes, I am still here." */
    record Stay() implements Intent {}

    /** "My receipt on paper, please." */
    record Print() implements Intent {}

    /** The gate of the return slot, or what the screen says of it next. */
    record ReturnBook() implements Intent {}

    /** "It lies on the unit that makes its strip silent." */
    record LaidOn() implements Intent {}

    /** A language by its tag, such as {@code zh-CN}; kept for the visit only. */
    record Speak(String language) implements Intent {}
  }
}
