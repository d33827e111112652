package org.shuyi.devices.code;

/** What a scanner tells the station. */
public sealed interface CodeNotice {
  /** A whole code, without its end mark; the same code within 2 s is told once. */
  record CodeScanned(String text) implements CodeNotice {}
}
