package org.shuyi.sim.world;

/** A character set of ISIL compaction: ISO 28560-2, annex C. */
enum IsilSet {
  UPPER("-ABCDEFGHIJKLMNOPQRSTUVWXYZ:", 5),
  LOWER("-abcdefghijklmnopqrstuvwxyz/", 5),
  DIGITS("0123456789-:", 4);

  private final String characters;
  private final int width;

  IsilSet(String characters, int width) {
    this.characters = characters;
    this.width = width;
  }

  /** The set to go to for a character that the present one lacks. */
  static IsilSet of(char c) {
    for (var set : values()) if (set.has(c)) return set;
    throw new IllegalArgumentException("no ISIL has the character " + c);
  }

  boolean has(char c) {
    return characters.indexOf(c) >= 0;
  }

  String code(char c) {
    return Iso28560.bits(characters.indexOf(c), width);
  }

  /** The control code that leads to another set, for good or for one character. */
  String to(IsilSet other, boolean latch) {
    int code =
        switch (this) {
          case UPPER -> other == LOWER ? 28 : 30;
          case LOWER -> other == UPPER ? 28 : 30;
          case DIGITS -> other == UPPER ? 12 : 14;
        };
    return Iso28560.bits(latch ? code : code + 1, width);
  }
}
