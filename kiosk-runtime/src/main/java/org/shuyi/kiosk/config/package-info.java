/** The configuration: one YAML file, read once, checked whole, and refused with every reason. */
@NullMarked
package org.shuyi.kiosk.config;

import org.jspecify.annotations.NullMarked;
