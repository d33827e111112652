package org.shuyi.kiosk.kernel.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Announcement.DOOR_LEFT_OPEN;
import static org.shuyi.kiosk.kernel.Announcement.FIRE;
import static org.shuyi.kiosk.kernel.Announcement.HAND_IN_SLOT;
import static org.shuyi.kiosk.kernel.Announcement.LAMP;
import static org.shuyi.kiosk.kernel.Announcement.NOT_SERVING;

import org.junit.jupiter.api.Test;

class QueueTest {
  @Test
  void theNewestSafetyTextIsTheFirstAndTheRestWaits() {
    var queue = Queue.empty().with(NOT_SERVING).with(LAMP).with(DOOR_LEFT_OPEN);
    assertThat(queue.texts()).containsExactly(DOOR_LEFT_OPEN, LAMP, NOT_SERVING);
    assertThat(queue.with(LAMP).texts()).containsExactly(LAMP, DOOR_LEFT_OPEN, NOT_SERVING);
  }

  @Test
  void threeAreKeptAndTheOldestSafetyTextGoesLast() {
    var queue = Queue.empty().with(NOT_SERVING).with(LAMP).with(DOOR_LEFT_OPEN).with(HAND_IN_SLOT);
    assertThat(queue.texts()).containsExactly(HAND_IN_SLOT, DOOR_LEFT_OPEN, LAMP);
    assertThat(queue.with(FIRE).texts()).containsExactly(FIRE, HAND_IN_SLOT, DOOR_LEFT_OPEN);
    assertThat(queue.with(NOT_SERVING)).isEqualTo(queue);
    assertThat(queue.behind(FIRE)).isEqualTo(queue);
  }

  @Test
  void turnsAreTakenAmongEqualsOnly() {
    var queue = Queue.empty().with(LAMP).with(DOOR_LEFT_OPEN).with(NOT_SERVING);
    assertThat(queue.turned().texts()).containsExactly(LAMP, DOOR_LEFT_OPEN, NOT_SERVING);
    assertThat(queue.without(LAMP).turned()).isEqualTo(queue.without(LAMP));
    assertThat(Queue.empty().turned()).isEqualTo(Queue.empty());
  }
}
