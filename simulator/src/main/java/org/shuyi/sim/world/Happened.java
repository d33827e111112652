package org.shuyi.sim.world;

/** What came of an attempt. */
public sealed interface Happened {
  /** It was done, and stands in the history. */
  record Done(Deed deed) implements Happened {}

  /** The world does not allow it, and nothing changed. */
  record Refused(String why) implements Happened {}

  default boolean done() {
    return this instanceof Done;
  }

  default String words() {
    return switch (this) {
      case Done(Deed deed) -> deed.words();
      case Refused(String why) -> why;
    };
  }
}
