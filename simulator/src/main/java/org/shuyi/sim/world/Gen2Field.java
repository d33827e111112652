package org.shuyi.sim.world;

import java.util.List;

/** What lies in the fields of a UHF reader. */
@FunctionalInterface
public interface Gen2Field {
  /** The tags in the field of this antenna, from 1, in an order that stays. */
  List<Gen2Tag> tags(int antenna);
}
