package org.shuyi.kiosk.kernel.command;

import org.shuyi.kiosk.kernel.DoorId;

/** What staff at the centre can command. */
public sealed interface Action {
  /** Keep a door from patrons until it is released. */
  record Lock(DoorId door) implements Action {}

  /** End a {@link Lock}. */
  record Release(DoorId door) implements Action {}

  /** Pull one door's bolt, one pulse. */
  record Unlock(DoorId door) implements Action {}

  /** No new visits, with a text for the screen; holds over a restart. */
  record OutOfService(String text) implements Action {}

  record InService() implements Action {}

  /** Count every shelf when nobody is here, and tell counts and differences. */
  record Inventory() implements Action {}

  /** End the program in order, to be started again by its supervisor. */
  record Restart() implements Action {}

  /** The action's word on the command line, in messages and in records. */
  default String word() {
    return switch (this) {
      case Lock lock -> "lock";
      case Release release -> "release";
      case Unlock unlock -> "unlock";
      case OutOfService out -> "out-of-service";
      case InService in -> "in-service";
      case Inventory inventory -> "inventory";
      case Restart restart -> "restart";
    };
  }
}
