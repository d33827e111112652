package org.shuyi.devices.tag.memory;

import java.util.List;
import java.util.stream.Stream;

/** A text read from some bytes, with notes whose offsets count from the first of them. */
record Decoded(String text, List<Note> notes) {
  Decoded {
    notes = List.copyOf(notes);
  }

  static Decoded of(String text) {
    return new Decoded(text, List.of());
  }

  Decoded plus(Note note) {
    return new Decoded(text, Stream.concat(notes.stream(), Stream.of(note)).toList());
  }

  boolean isWhole() {
    return notes.stream().noneMatch(Note::isDamage);
  }

  /**
   * Adds damage where a control character stands: no element of a library tag has a use for one.
   */
  Decoded printable() {
    var control = text.codePoints().filter(Character::isISOControl).findFirst();
    return control.isEmpty()
        ? this
        : plus(
            Note.damage(
                0, "control character U+%04X".formatted(control.getAsInt()), "printable text"));
  }
}
