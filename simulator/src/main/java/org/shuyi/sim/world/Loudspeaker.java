package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.List;

/** What is heard before a station. */
public final class Loudspeaker {
  private final List<String> heard = new ArrayList<>();
  private boolean broken;

  /** A sentence was said to its end. */
  public void says(String sentence) {
    heard.add(sentence);
  }

  /** A sentence that was broken off. */
  public void stops(String sentence) {
    heard.add(sentence + " …");
  }

  public List<String> heard() {
    return List.copyOf(heard);
  }

  public void forget() {
    heard.clear();
  }

  /** Its wire is off: what is to be said fails. */
  public void broken(boolean now) {
    broken = now;
  }

  public boolean broken() {
    return broken;
  }
}
