/**
 * The messages between a station and its centre, each a record with its codec, as asyncapi.yaml has
 * them.
 */
@NullMarked
package org.shuyi.kiosk.centre.wire;

import org.jspecify.annotations.NullMarked;
