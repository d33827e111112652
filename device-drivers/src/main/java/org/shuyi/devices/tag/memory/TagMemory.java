package org.shuyi.devices.tag.memory;

import java.util.List;
import java.util.Optional;

/**
 * What the memory of a library tag says, whatever data model it is written in.
 *
 * <p>Decoding is total: any bytes give one of these values, and whatever is wrong or odd is told in
 * {@link #notes()}. Nothing here proves anything: any telephone can rewrite a tag.
 */
public sealed interface TagMemory
    permits Iso28560Part2, Iso28560Part3, Iso28560Part4, AllianceTag, Legacy3m, Empty, Unknown {
  /**
   * The item's own number (PII, barcode), present only when it could be read as a text. Of contents
   * that are not {@link #intact} it is a hint: nothing is lent or taken back on it without the
   * centre's word.
   */
  Optional<String> itemId();

  /** The owner's ISIL with its hyphens, such as {@code CN-440100-1-GZL}. */
  Optional<String> owner();

  /** Which part of a set this is; absent when the tag does not say, or says it wrongly. */
  Optional<Parts> parts();

  /** What the item is for; absent when the tag does not say, or says it ambiguously. */
  Optional<Usage> usage();

  /** Quirks and damage, in the order in which they were met. */
  List<Note> notes();

  /** Whether nothing that was read is damaged. */
  default boolean intact() {
    return notes().stream().noneMatch(Note::isDamage);
  }

  /** Tells the models apart and reads the one that fits. Never throws. */
  static TagMemory decode(Contents contents) {
    return Recognition.of(contents);
  }

  /** The same for a UHF tag. */
  static TagMemory decode(Gen2Contents contents) {
    return Gen2Recognition.of(contents);
  }
}
