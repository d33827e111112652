/**
 * What is written on a library tag: ISO 28560-2, ISO 28560-3 and legacy 3M contents, and the marks
 * that gates look at.
 */
@NullMarked
package org.shuyi.devices.tag.memory;

import org.jspecify.annotations.NullMarked;
