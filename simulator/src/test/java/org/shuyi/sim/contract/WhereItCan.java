package org.shuyi.sim.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A promise of those drivers only whose device can keep it; the others skip it, and the table of
 * promises says that they cannot.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface WhereItCan {
  /** The ability's name, as the driver says it. */
  String value();
}
