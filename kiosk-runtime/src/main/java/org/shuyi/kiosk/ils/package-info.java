/**
 * The line to the library system by SIP2: what is lent and returned is said to it, and what it
 * answers is heard.
 */
@NullMarked
package org.shuyi.kiosk.ils;

import org.jspecify.annotations.NullMarked;
