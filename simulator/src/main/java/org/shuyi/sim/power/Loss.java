package org.shuyi.sim.power;

/**
 * What a power cut did to a disk.
 *
 * @param unflushed sectors of 512 bytes that were written and neither flushed nor forced
 * @param survived how many of them are on the platter all the same
 */
record Loss(Survivors survivors, int unflushed, int survived) {}
