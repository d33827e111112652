package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.List;

/** What stands on a sign of light, as those see it who pass by. */
public final class LedBoard {
  private final List<String> seen = new ArrayList<>();
  private String text = "";
  private boolean red;

  /** Something else stands there now; empty for nothing. */
  public void becomes(String next, boolean inRed) {
    if (!next.equals(text)) seen.add(next);
    text = next;
    red = inRed;
  }

  public String text() {
    return text;
  }

  public boolean red() {
    return red;
  }

  /** All that has stood there, one after the other; empty where it went dark. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  public void forget() {
    seen.clear();
  }
}
