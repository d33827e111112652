package org.shuyi.kiosk.kernel.announce;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Announcement;

/**
 * What the sign shows.
 *
 * @param shown empty for nothing
 * @param turnAt the tick at which the next one has its turn, {@link Long#MAX_VALUE} if there is
 *     none
 */
public record Sign(Queue queue, Optional<Announcement> shown, long turnAt) {
  static Sign dark() {
    return new Sign(Queue.empty(), Optional.empty(), Long.MAX_VALUE);
  }
}
