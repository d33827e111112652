package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Frames;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.link.Trace;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.RecordedPeer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Iso28560;
import org.shuyi.sim.world.Tag;

/** What a station kept of a device's line is exported, and a driver lives through it again. */
class TraceReplayTest {
  private static final Instant BEGAN = Instant.parse("2026-03-01T08:00:00Z");
  private static final Tag BOOK =
      Tag.of("E004010012345678", Iso28560.book("10086420001", "CN-440100-1-GZL"));

  /** As long as it takes, with the time of the fault in it. */
  private static final int COUNT_MILLIS = 30_000;

  @Test
  void aDriverToldAnExportedTraceSaysTheSameAtTheSameTimes() {
    var first = reader(books());
    counts(first);
    var told = first.notices;
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().said()).isInstanceOf(TagNotice.Counted.class);

    var replay = replayed(first);
    counts(replay);
    assertThat(replay.notices).isEqualTo(told);
    assertThat(replay.healths).isEqualTo(first.healths);
    assertThat(replay.written).isEqualTo(first.written);
  }

  @Test
  void aFaultOfTheFieldHappensAgainInTheSamePlace() {
    var first = reader(books());
    first.begin().run(500);
    first.faults().add(new Fault.Mute(1_000));
    counts(first);
    assertThat(first.notices.getLast().said()).isInstanceOf(TagNotice.NotCounted.class);
    assertThat(first.healths).hasSizeGreaterThan(1);

    var replay = replayed(first);
    replay.begin().run(500);
    counts(replay);
    assertThat(replay.notices).isEqualTo(first.notices);
    assertThat(replay.healths).isEqualTo(first.healths);
  }

  @Test
  void aTraceIsReplayedFromItsFile() throws Exception {
    Trace trace;
    try (var in = TraceReplayTest.class.getResourceAsStream("reader-goes-dumb.trace")) {
      trace = Trace.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    var recorded = new RecordedPeer(trace, frame -> frame);
    var replay = reader(recorded);
    replay.begin().run(500);
    replay.want(new TagCommand.Count(1, 1, 3)).run(1_500);
    assertThat(recorded.strange()).as("questions that are not in the file").isZero();
    assertThat(replay.notices)
        .singleElement()
        .satisfies(
            at -> {
              assertThat(at.said())
                  .isEqualTo(new TagNotice.NotCounted(1, 1, "the reader does not answer"));
              assertThat(at.millis()).isEqualTo(1_500);
            });
  }

  @Test
  void aCardsNumberIsInNoTraceHoweverItsBytesCame() {
    var number = Bytes.parse("04A26B12100001");
    for (Pieces pieces : List.of(Pieces.WHOLE, Pieces.SINGLE, Pieces.byChance(1))) {
      Frames frames = Objects.requireNonNull(Wiring.frames().get("card.feig"));
      var peer = new FeigCprPeer(0, () -> number, FeigCprPeer.PACE, 1);
      var rig =
          new Rig<CardCommand, CardNotice>(
              new VirtualTime(), driver("card.feig", Given.of()), peer, 0, frames::masked);
      rig.inPieces(pieces).begin().run(5_000);
      assertThat(rig.told(CardNotice.CardSeen.class)).hasSize(1);

      var heard = Bytes.EMPTY;
      for (Trace.Moment moment : trace(rig).moments()) {
        if (moment instanceof Trace.Heard(long _, Bytes bytes)) heard = heard.plus(bytes);
      }
      assertThat(heard.size()).as("answers, card or not").isGreaterThan(100);
      assertThat(heard.toString())
          .doesNotContain("04 A2 6B", "A2 6B 12", "6B 12 10", "10 12 6B", "12 6B A2", "6B A2 04");
    }
  }

  private static void counts(Rig<TagCommand, TagNotice> rig) {
    if (!rig.ready()) rig.begin();
    rig.want(new TagCommand.Count(1, 1, 3)).run(COUNT_MILLIS);
  }

  private static <C, N> Trace trace(Rig<C, N> rig) {
    return Trace.parse(Trace.of("device", "kind", "a wire", BEGAN, rig.moments()).text());
  }

  private static Rig<TagCommand, TagNotice> replayed(Rig<TagCommand, TagNotice> first) {
    return reader(new RecordedPeer(trace(first), frame -> frame));
  }

  private static Peer books() {
    return new FeigIsoHostPeer(
        FeigIsoHostPeer.Setup.USUAL, antenna -> List.of(BOOK), FeigIsoHostPeer.PACE, 1);
  }

  private static Rig<TagCommand, TagNotice> reader(Peer peer) {
    return new Rig<>(
        new VirtualTime(), driver("tag.feig", Given.of("blocksReversed", "true")), peer, 0);
  }

  @SuppressWarnings("unchecked") // The row of a kind has its port's commands and notices.
  private static <C, N> Driver<C, N> driver(String kind, Given settings) {
    return (Driver<C, N>) Objects.requireNonNull(Wiring.deviceKinds().get(kind)).driver(settings);
  }
}
