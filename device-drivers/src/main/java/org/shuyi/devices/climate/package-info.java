/** The port of sensors of temperature: a value, or that there is none, and never a guess. */
@NullMarked
package org.shuyi.devices.climate;

import org.jspecify.annotations.NullMarked;
