package org.shuyi.kiosk.kernel;

/**
 * One tag in one count of a shelf.
 *
 * @param rounds how many of the count's rounds saw it, 1 or more
 * @param readyToLeave whether it carries the on-loan marks, so that no gate rings when it leaves;
 *     true where the reader cannot say
 */
public record Reading(int rounds, Content content, boolean readyToLeave) {}
