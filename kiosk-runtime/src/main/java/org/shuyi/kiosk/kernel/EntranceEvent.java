package org.shuyi.kiosk.kernel;

import java.util.Optional;

/** What happens where people come into a room and go out of it. */
public sealed interface EntranceEvent extends Event {
  /**
   * A contact opened, as at a pulse, in a beam that is broken or with a wire that is cut, or closed
   * again. Told of what is, also where nothing changed.
   */
  record ContactChanged(EntranceContact contact, boolean active) implements EntranceEvent {}

  /** Nobody can see this contact any more. */
  record ContactUnseen(EntranceContact contact) implements EntranceEvent {}

  /**
   * A card or a code was held up outside.
   *
   * @param patron the token under the city key in force
   * @param older the same card's token under the key before, while two are valid
   */
  record CardHeld(PatronToken patron, Optional<PatronToken> older) implements EntranceEvent {}

  /** A card that cannot be an identity was held up outside. */
  record CardUseless(String why) implements EntranceEvent {}

  /** What became of an {@link Effect.Admit} of this number. */
  record Opened(long number, boolean done, String why) implements EntranceEvent {}
}
