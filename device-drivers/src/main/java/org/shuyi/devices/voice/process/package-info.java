/** A program that speaks, such as espeak-ng behind a few lines of shell. */
@NullMarked
package org.shuyi.devices.voice.process;

import org.jspecify.annotations.NullMarked;
