package org.shuyi.kiosk.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What both CBOR and JSON can say of our values: the middle between Java types and bytes. */
sealed interface Tree {
  /** Deeper than anything we write; hostile input goes no deeper. */
  int DEEPEST = 16;

  record Int(long value) implements Tree {}

  record Text(String value) implements Tree {}

  record Flag(boolean value) implements Tree {}

  /** An empty Optional. */
  record Nothing() implements Tree {}

  record Array(List<Tree> items) implements Tree {
    public Array {
      items = List.copyOf(items);
    }
  }

  /** Named fields, in the order in which they were written. */
  record Fields(Map<String, Tree> fields) implements Tree {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }
}
