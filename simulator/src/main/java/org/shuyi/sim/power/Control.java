package org.shuyi.sim.power;

/** What is wrong on purpose, so that a run must find something lost. */
enum Control {
  /** The product as shipped. */
  NONE("full", ""),
  /** SQLite flushes at a checkpoint only. */
  NORMAL("normal", ""),
  /** The file system asks the disk for no flush at all. */
  BARRIER("full", "barrier=0");

  private final String synchronous;
  private final String mountOptions;

  Control(String synchronous, String mountOptions) {
    this.synchronous = synchronous;
    this.mountOptions = mountOptions;
  }

  /** What the busy station is told of flushing. */
  String synchronous() {
    return synchronous;
  }

  /** Whether nearly every cut would meet no flush if it were not aimed at one. */
  boolean flushesSeldom() {
    return this == NORMAL;
  }

  /** More options for the mount, or empty. */
  String mountOptions() {
    return mountOptions;
  }

  /** As figures name it. */
  String words() {
    return switch (this) {
      case NONE -> "as shipped";
      case NORMAL -> "synchronous=NORMAL";
      case BARRIER -> "barrier=0";
    };
  }
}
