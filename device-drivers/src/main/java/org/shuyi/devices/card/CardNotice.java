package org.shuyi.devices.card;

import org.shuyi.devices.Bytes;

/**
 * What a card reader tells the station. The id is personal: it ends where the patron's token is
 * made.
 */
public sealed interface CardNotice {
  /** A card was held to the reader, once for each time it came into the field. */
  record CardSeen(Technology technology, Bytes id) implements CardNotice {}

  /**
   * A card that cannot be an identity: a random id (a phone, a passport), or one that could not be
   * read.
   */
  record CardUnusable(String why) implements CardNotice {}

  /** What kind of id it is, so that equal bytes of two kinds never become one patron. */
  enum Technology {
    ISO_14443A,
    ISO_15693,
    /** The number of a Chinese identity card, 18 characters of ASCII. */
    ID_CARD
  }
}
