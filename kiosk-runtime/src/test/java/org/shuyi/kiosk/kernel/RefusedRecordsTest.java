package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever the centre refuses becomes a work item here, once, however its word travels. */
class RefusedRecordsTest {
  /** As many as one message names (AppliedMessage.MOST_REFUSED). */
  private static final int IN_ONE_MESSAGE = 100;

  private final Tale tale = Tale.inService();

  /** What the centre has refused and not yet read our record of. */
  private final TreeMap<Long, Long> refused = new TreeMap<>();

  private long through;

  @Test
  void moreRefusalsThanOneMessageNamesAreAllJournaledOnce() {
    records(500);
    through = tale.kiosk.outbox().recorded();
    for (long seq = 10; seq < 310; seq++) refused.put(seq, seq);
    var random = new Random(2);
    for (int i = 0; i < 40; i++) {
      tale.tell(applied());
      if (random.nextBoolean()) tale.tell(applied());
      if (random.nextInt(4) == 0) tale.tell(new TimeEvent.Restarted(2 + i, "cut"));
      if (random.nextBoolean()) centreReads();
    }
    assertThat(journaled()).containsExactlyElementsOf(LongStream.range(10, 310).boxed().toList());
    assertThat(tale.kiosk.station().refusals()).isEmpty();
  }

  @Test
  void aCentreThatRepeatsForEverIsJournaledOnceAndTakesNoMoreRoomThanThereIs() {
    records(1_000);
    through = 900;
    for (long seq = 1; seq <= 900; seq++) {
      tale.tell(new CentreEvent.Applied(through, List.of(refusal(seq))));
      tale.tell(new CentreEvent.Applied(through, List.of(refusal(seq))));
    }
    assertThat(journaled()).doesNotHaveDuplicates().hasSize(Station.MOST_REFUSALS);
    assertThat(tale.kiosk.station().refusals()).hasSize(Station.MOST_REFUSALS);
  }

  @Test
  void aRefusalOfWhatWasNeverAppliedIsNotBelieved() {
    tale.tell(new CentreEvent.Applied(3, List.of(refusal(4), refusal(0))));
    assertThat(journaled()).isEmpty();
  }

  /** A journal that replaces a damaged one begins to count anew. */
  @Test
  void whatWasJournaledInAnotherFileKeepsNothingBack() {
    records(60);
    tale.kiosk =
        tale.kiosk.with(tale.kiosk.station().refusing(List.of(new Station.Refusal(5, 4_000_000))));
    tale.tell(new CentreEvent.Applied(50, List.of()));
    tale.tell(new CentreEvent.Applied(50, List.of(refusal(5))));
    assertThat(journaled()).containsExactly(5L);
  }

  private void records(int number) {
    for (int i = 0; i < number; i++) tale.tell(new ServiceEvent.LoggedIn("li", true));
  }

  private CentreEvent.Applied applied() {
    List<CentreEvent.RecordRefused> lowest =
        refused.keySet().stream().limit(IN_ONE_MESSAGE).map(RefusedRecordsTest::refusal).toList();
    return new CentreEvent.Applied(through, lowest);
  }

  /** The centre applies our records of refusals, and repeats those no more. */
  private void centreReads() {
    through = tale.kiosk.outbox().recorded();
    journaled().forEach(refused::remove);
  }

  private List<Long> journaled() {
    return new ArrayList<>(
        tale.facts(StationFact.RecordWasRefused.class).stream()
            .map(StationFact.RecordWasRefused::seq)
            .toList());
  }

  private static CentreEvent.RecordRefused refusal(long seq) {
    return new CentreEvent.RecordRefused(seq, "item-unknown", Optional.empty());
  }
}
