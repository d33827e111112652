package org.shuyi.sim.features;

/** What a row of the map names as its proof, and the line that names it. */
public sealed interface Proof {

  /** Line of the map, from 1. */
  int line();

  /** As it is written in the map. */
  String name();

  /** One test method; of a parameterized one every case must pass. */
  record TestMethod(String type, String method, int line) implements Proof {
    @Override
    public String name() {
      return type + "." + method;
    }
  }

  /** The story {@code scenarios/STORY.txt}, played by the test of the scenarios. */
  record Scenario(String story, int line) implements Proof {
    @Override
    public String name() {
      return "scenario:" + story;
    }
  }
}
