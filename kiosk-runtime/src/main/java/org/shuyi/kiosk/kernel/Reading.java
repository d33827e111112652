package org.shuyi.kiosk.kernel;

/**
 * One tag in one count of a shelf.
 *
 * @param rounds how many of the count's rounds saw it, 1 or more
 */
public record Reading(int rounds, Content content) {}
