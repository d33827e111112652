/** The port of signs of light: one text at a time, for whoever passes by. */
@NullMarked
package org.shuyi.devices.sign;

import org.jspecify.annotations.NullMarked;
