package org.shuyi.sim.world;

/** Somebody in the street, with two hands that hold any number of books. */
public record Person(String name) {}
