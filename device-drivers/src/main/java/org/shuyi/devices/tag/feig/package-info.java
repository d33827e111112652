/** FEIG OBID HF readers in "ISO host" mode: shelves of ISO 15693 tags. */
@NullMarked
package org.shuyi.devices.tag.feig;

import org.jspecify.annotations.NullMarked;
