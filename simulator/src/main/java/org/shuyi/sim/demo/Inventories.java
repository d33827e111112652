package org.shuyi.sim.demo;

import java.util.List;
import org.shuyi.devices.Bytes;

/** Who hears what the tag readers find, from the thread of each. */
@FunctionalInterface
public interface Inventories {
  /**
   * A complete inventory was made.
   *
   * @param door whose reader
   * @param uids the tags that it found
   */
  void made(int door, List<Bytes> uids);
}
