package org.shuyi.kiosk.config;

import java.util.List;

/** What came of reading a configuration: all of it, or every reason why not. */
public sealed interface Reading {

  /** The file is read; only its devices' own settings may still be complained of. */
  record Read(StationConfig config) implements Reading {}

  /**
   * The file is refused whole.
   *
   * @param complaints one at least, in the order of the file
   */
  record Refused(List<Complaint> complaints) implements Reading {
    public Refused {
      complaints = List.copyOf(complaints);
    }
  }
}
