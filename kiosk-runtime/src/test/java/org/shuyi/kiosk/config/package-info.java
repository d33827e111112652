/** What is refused, where, and with which words. */
@NullMarked
package org.shuyi.kiosk.config;

import org.jspecify.annotations.NullMarked;
