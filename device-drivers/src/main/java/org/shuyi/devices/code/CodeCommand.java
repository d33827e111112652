package org.shuyi.devices.code;

/** What a scanner can be asked for. */
public sealed interface CodeCommand {
  /** Tell the same code again although it was scanned a moment ago. */
  record Forget() implements CodeCommand {}
}
