/** What makes bytes believable: hashes, signatures, envelopes and pseudonyms, on plain Java. */
@NullMarked
package org.shuyi.kiosk.trust;

import org.jspecify.annotations.NullMarked;
