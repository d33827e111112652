/** UPSs that speak the Megatec Q1 protocol: most small ones sold in China. */
@NullMarked
package org.shuyi.devices.power.megatec;

import org.jspecify.annotations.NullMarked;
