package org.shuyi.sim.world;

/** Something that really happened: what the station's books are compared with. */
public sealed interface Deed {
  record BoltPulled(int door, int millis) implements Deed {}

  /** A bolt was driven and did not move. */
  record BoltJammed(int door) implements Deed {}

  /** A bolt that was driven without end is driven no longer. */
  record BoltDropped(int door) implements Deed {}

  record DoorOpened(int door, boolean byKey) implements Deed {}

  record DoorClosed(int door) implements Deed {}

  record BookTaken(Person person, Book book, Shelf shelf) implements Deed {}

  record BookPut(Person person, Book book, Shelf shelf) implements Deed {}

  record CardHeld(Person person, Card card) implements Deed {}

  record CardRemoved(Card card) implements Deed {}

  record CodeScanned(String code) implements Deed {}

  record Unplugged(String device) implements Deed {}

  record PluggedIn(String device) implements Deed {}

  record MainsChanged(boolean on) implements Deed {}

  record NetworkChanged(boolean on) implements Deed {}

  /** The service panel behind the cabinet. */
  record PanelChanged(boolean open) implements Deed {}

  /** A contact that watches over the cabinet, or its wire. */
  record ContactChanged(String name, boolean open) implements Deed {}

  /** The house's fire contact, or its wire. */
  record FireChanged(boolean active) implements Deed {}

  /** The deed in a sentence; formed only when somebody wants to read it. */
  default String words() {
    return switch (this) {
      case BoltPulled(int door, int millis) ->
          "the bolt of door " + door + " is pulled for " + millis + " ms";
      case BoltJammed(int door) -> "the bolt of door " + door + " is driven and jams";
      case BoltDropped(int door) -> "the bolt of door " + door + " is driven no longer";
      case DoorOpened(int door, boolean byKey) ->
          "door " + door + (byKey ? " is opened with a key" : " is opened");
      case DoorClosed(int door) -> "door " + door + " is closed";
      case BookTaken(Person person, Book book, Shelf shelf) ->
          person.name() + " takes " + book.title() + " from " + shelf.name();
      case BookPut(Person person, Book book, Shelf shelf) ->
          person.name() + " puts " + book.title() + " on " + shelf.name();
      case CardHeld(Person person, Card card) ->
          person.name() + " holds " + card.label() + " to the reader";
      case CardRemoved(Card card) -> card.label() + " is taken away from the reader";
      case CodeScanned(String code) -> "the code " + code + " is held to the scanner";
      case Unplugged(String device) -> device + " is unplugged";
      case PluggedIn(String device) -> device + " is plugged in";
      case MainsChanged(boolean on) -> on ? "the mains are back" : "the mains fail";
      case NetworkChanged(boolean on) -> on ? "the network is back" : "the network fails";
      case FireChanged(boolean active) ->
          active ? "the fire alarm sounds" : "the fire alarm is silent";
      case ContactChanged(String name, boolean open) ->
          "the " + name + " contact " + (open ? "opens" : "closes");
      case PanelChanged(boolean open) -> "the service panel is " + (open ? "opened" : "shut");
    };
  }
}
