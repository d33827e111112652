package org.shuyi.sim.world;

import java.util.List;

/** What lies in the fields of a tag reader. */
@FunctionalInterface
public interface TagField {
  /** The tags in the field of this antenna, from 1, in an order that stays. */
  List<Tag> tags(int antenna);
}
