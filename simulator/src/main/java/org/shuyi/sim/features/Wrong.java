package org.shuyi.sim.features;

/** What is wrong with the map, and in which line of it (from 1). */
public record Wrong(int line, String what) {}
