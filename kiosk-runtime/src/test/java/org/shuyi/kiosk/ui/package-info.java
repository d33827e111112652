/** Tests of the pages' APIs, and a preview of the pages with made-up screens. */
@NullMarked
package org.shuyi.kiosk.ui;

import org.jspecify.annotations.NullMarked;
