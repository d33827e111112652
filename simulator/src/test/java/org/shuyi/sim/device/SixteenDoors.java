package org.shuyi.sim.device;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.shuyi.sim.world.Bolts;

/** All terminals of a board wired, with every door closed until it is named. */
final class SixteenDoors implements Bolts {
  final TreeSet<Integer> open = new TreeSet<>();
  final TreeSet<Integer> occupied = new TreeSet<>();
  final List<Integer> pulled = new ArrayList<>();

  @Override
  public void pull(int channel, int millis) {
    pulled.add(channel);
  }

  @Override
  public void drop(int channel) {}

  @Override
  public boolean closed(int channel) {
    return !open.contains(channel);
  }

  @Override
  public boolean occupied(int channel) {
    return occupied.contains(channel);
  }
}
