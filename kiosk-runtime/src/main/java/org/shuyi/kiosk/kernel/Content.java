package org.shuyi.kiosk.kernel;

/** What a tag turned out to be, as far as its memory was read and understood. */
public sealed interface Content {
  /** A library item; {@code sure} is false where the tag's own check failed. */
  record Book(Item item, boolean sure) implements Content {}

  /** Not a book: a patron's card, a blank tag, contents in no known model. */
  record Foreign(String what) implements Content {}

  /** Seen, but its memory was not read this time. */
  record Unread() implements Content {}
}
