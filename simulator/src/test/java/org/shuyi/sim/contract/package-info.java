/** What every driver of a port promises, held against its byte-level peer in virtual time. */
@NullMarked
package org.shuyi.sim.contract;

import org.jspecify.annotations.NullMarked;
