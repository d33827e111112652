package org.shuyi.kiosk.kernel;

import org.shuyi.kiosk.kernel.command.Command;

/** Commands of the centre's staff, as far as the gate let them through. */
public sealed interface CommandEvent extends Event {
  /**
   * Size, schema, addressee and signature are right; window, sequence, role and state are ours to
   * judge.
   */
  record CommandReceived(Command command) implements CommandEvent {}

  /** The gate refused some: counted there, told once a minute for each reason. */
  record CommandsRefused(String reason, long count) implements CommandEvent {}
}
