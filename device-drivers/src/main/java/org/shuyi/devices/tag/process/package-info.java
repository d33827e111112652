/** Readers behind a closed SDK, which a program of their own speaks for. */
@NullMarked
package org.shuyi.devices.tag.process;

import org.jspecify.annotations.NullMarked;
