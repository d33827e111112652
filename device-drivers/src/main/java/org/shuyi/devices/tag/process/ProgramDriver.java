package org.shuyi.devices.tag.process;

import org.shuyi.devices.tag.ReaderDriver;

/** One reader behind a closed SDK, by the JSON lines of the program that speaks for it. */
public final class ProgramDriver extends ReaderDriver<Question, Reply> {
  public ProgramDriver(ProgramConfig config) {
    super(new ProgramWords(config));
  }
}
