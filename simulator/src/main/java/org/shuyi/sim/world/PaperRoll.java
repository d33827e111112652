package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.List;

/** The roll in a receipt printer, its cover, and the slips of paper that came out. */
public final class PaperRoll {
  /** Lines that are left when the near-end sensor sees the core. */
  private static final int NEAR_END = 100;

  private final List<List<String>> slips = new ArrayList<>();
  private final List<String> hanging = new ArrayList<>();
  private int left;
  private boolean coverOpen;
  private boolean cutterStuck;

  public PaperRoll(int lines) {
    left = lines;
  }

  /** One line is printed; whoever prints has looked at {@link #out} before. */
  public void print(String line) {
    left--;
    hanging.add(line);
  }

  /** What hangs out is a slip now. */
  public void cut() {
    slips.add(List.copyOf(hanging));
    hanging.clear();
  }

  /** The slips, oldest first, without their empty lines; empty slips are waste. */
  public List<List<String>> slips() {
    return slips(0);
  }

  /** How many slips were cut off so far, empty ones too. */
  public int pieces() {
    return slips.size();
  }

  /** Those that were cut off after the first so many {@link #pieces}. */
  public List<List<String>> slips(int from) {
    return slips.subList(from, slips.size()).stream()
        .map(slip -> slip.stream().filter(line -> !line.isBlank()).toList())
        .filter(slip -> !slip.isEmpty())
        .toList();
  }

  /** What is printed and not cut off yet. */
  public List<String> hanging() {
    return List.copyOf(hanging);
  }

  /** Somebody puts in a roll of so many lines. */
  public void refill(int lines) {
    left = lines;
  }

  public void cover(boolean open) {
    coverOpen = open;
  }

  public void cutter(boolean stuck) {
    cutterStuck = stuck;
  }

  public boolean out() {
    return left <= 0;
  }

  public boolean nearEnd() {
    return left <= NEAR_END;
  }

  public boolean coverOpen() {
    return coverOpen;
  }

  public boolean cutterStuck() {
    return cutterStuck;
  }
}
