/** The two pages of a station, the touch screen and the technician's, and the APIs behind them. */
@NullMarked
package org.shuyi.kiosk.ui;

import org.jspecify.annotations.NullMarked;
