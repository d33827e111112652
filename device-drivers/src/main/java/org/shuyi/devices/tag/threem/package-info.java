/** 3M and bibliotheca HF readers 810 and 210: pads of ISO 15693 tags. */
@NullMarked
package org.shuyi.devices.tag.threem;

import org.jspecify.annotations.NullMarked;
