package org.shuyi.devices.tag.llrp;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Counted;
import org.shuyi.devices.tag.TagNotice.NotCounted;
import org.shuyi.devices.tag.TagNotice.Seen;

class LlrpDriverTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/llrp/llrp.vectors";
  private static final Bytes EPC = Bytes.parse("3005FB63AC1F3841EC880467");
  private static final Bytes OK = Bytes.parse("011F 0008 0000 0000");
  private static final Bytes FAULT = Bytes.parse("011F 0008 0065 0000");
  private static final Bytes GREETING = Vectors.of(VECTORS).findFirst().orElseThrow().bytes();

  private final Bench<TagCommand, TagNotice> bench =
      new Bench<>(new LlrpDriver(new LlrpConfig(SomeSettings.of("words", 2, "antennas", 4))));

  /** What was asked last, message by message. */
  private List<LlrpMessage> asked = List.of();

  @BeforeEach
  void connect() {
    bench.up();
    bench.hear(GREETING);
  }

  @Test
  void aReaderIsToldWhichEventsItTells() {
    ready();
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aWaitThatEndsBeforeTheSearchDoesIsRefused() {
    for (int answer : new int[] {300, 1_000, 2_000, 2_099}) {
      var settings =
          SomeSettings.of(
              "search", Duration.ofSeconds(2), "answerWithin", Duration.ofMillis(answer));
      assertThatThrownBy(() -> new LlrpConfig(settings)).hasMessageContaining("answerWithin");
    }
    var enough =
        SomeSettings.of("search", Duration.ofSeconds(2), "answerWithin", Duration.ofMillis(2_100));
    assertThat(new LlrpConfig(enough).answerWithin()).isEqualTo(Duration.ofMillis(2_100));
    var unsaid = new LlrpConfig(SomeSettings.of("search", Duration.ofSeconds(2)));
    assertThat(unsaid.answerWithin()).isGreaterThan(unsaid.search());
    assertThat(new LlrpConfig(SomeSettings.of()).answerWithin()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aReaderWithTooFewAntennasIsToldSo() {
    answer(LlrpMessage.GET_CAPABILITIES, OK);
    answer(LlrpMessage.GET_CAPABILITIES, OK.plus(general(2)));
    answer(LlrpMessage.SET_CONFIG, OK);
    answer(LlrpMessage.DELETE_ACCESSSPEC, OK);
    assertThat(bench.driver.health())
        .isEqualTo(new Health.Degraded("the reader has 2 antennas, expected 4"));
  }

  @Test
  void aReaderThatHasAnotherClientSaysSo() {
    bench.nextWritten();
    bench.hear(event("0100 0006 0002"));
    assertThat(bench.driver.health())
        .isEqualTo(new Health.Degraded("the reader refuses us: it may have another client"));
  }

  @Test
  void aHundredReportsOfOneTagEachAreOneRound() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    settled(1, true);
    long spec = ordered(1);
    bench.hear(said(32, asked.getFirst().id(), OK));
    for (int i = 0; i < 100; i++) {
      bench.hear(report(tag(spec, 1, "0907", Bytes.of(0xAB, i), "")));
    }
    bench.hear(event("00F9 000D 01 %08X 00000000".formatted(spec)));
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(Counted.class, told -> assertThat(told.tags()).hasSize(100));
  }

  @Test
  void whoeverElseTriesToConnectSpoilsNoRound() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    settled(1, true);
    long spec = ordered(1);
    bench.hear(said(32, asked.getFirst().id(), OK));
    bench.hear(event("0100 0006 0004"));
    bench.hear(event("00F9 000D 01 %08X 00000000".formatted(spec)));
    countedAgain();
    assertThat(bench.noticed()).singleElement().isInstanceOf(Counted.class);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void anAntennaIsSearchedAndItsTagsAreRead() {
    ready();
    bench.want(new TagCommand.Count(7, 3, 1));
    settled(3, true);
    long spec = ordered(3);
    bench.hear(said(32, asked.getFirst().id(), OK));
    bench.hear(event("00F9 000D 00 %08X 00000000".formatted(spec)));
    var known = tag(spec, 3, "3400", EPC, "");
    bench.hear(report(known.plus(tag(spec, 2, "3000", Bytes.parse("ABCD"), ""))));
    bench.hear(report(tag(spec, 3, "0907", Bytes.parse("ABCD"), "")));
    bench.hear(event("00F9 000D 01 %08X 00000000".formatted(spec)));
    var read = next();
    assertThat(read.stream().map(LlrpMessage::type)).containsExactly(21, 41, 40, 42, 20, 24, 22);
    long second = LlrpParameter.u32(read.getLast().body(), 0);
    assertThat(second).isNotEqualTo(spec);
    for (var each : read) bench.hear(said(each.type() + 10, each.id(), OK));
    String words = "015D 000D 00 0001 0002 01020304";
    bench.hear(report(tag(second, 3, "3400", EPC, words)));
    bench.hear(event("00F9 000D 01 %08X 00000000".formatted(second)));
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class,
            counted ->
                assertThat(counted.tags())
                    .containsOnly(
                        entry(EPC, seen(Optional.of("01020304"), "3400", EPC)),
                        entry(
                            Bytes.parse("ABCD"),
                            seen(Optional.empty(), "0907", Bytes.parse("ABCD")))));
    assertThat(bench.counted("otherTransponders")).isEqualTo(1);
  }

  @Test
  void aReportOfAnEarlierOrderIsNobodys() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    settled(1, true);
    long spec = ordered(1);
    bench.hear(said(32, asked.getFirst().id(), OK));
    bench.hear(report(tag(spec - 1, 1, "3000", EPC, "")));
    bench.hear(event("00F9 000D 01 %08X 00000000".formatted(spec - 1)));
    assertThat(bench.noticed()).isEmpty();
    bench.hear(event("00F9 000D 01 %08X 00000000".formatted(spec)));
    countedAgain();
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(Counted.class, told -> assertThat(told.tags()).isEmpty());
  }

  @Test
  void anAntennaThatIsNotConnectedCountsNothing() {
    ready();
    bench.want(new TagCommand.Count(7, 4, 1));
    settled(4, false);
    assertThat(bench.noticed())
        .containsExactly(
            new NotCounted(7, 4, "antenna 4: the reader says that it is not connected"));
  }

  @Test
  void aReaderThatLosesReportsThreeTimesCountsNothing() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    settled(1, true);
    for (int i = 0; i < 3; i++) {
      ordered(1);
      bench.hear(said(32, asked.getFirst().id(), OK));
      bench.hear(event("00FB 0004"));
    }
    assertThat(bench.noticed())
        .containsExactly(new NotCounted(7, 1, "inventory: the reader lost reports"));
  }

  @Test
  void anOrderThatTheReaderRefusesCountsNothing() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    settled(1, true);
    for (int i = 0; i < 3; i++) {
      answer(LlrpMessage.DELETE_ROSPEC, FAULT);
      answer(LlrpMessage.ADD_ROSPEC, FAULT);
    }
    assertThat(bench.noticed())
        .containsExactly(new NotCounted(7, 1, "inventory: status 101, a field is wrong"));
  }

  @Test
  void aKeepAliveIsAnsweredAtOnceAlsoInTheMiddleOfAnAnswer() {
    ready();
    bench.hear("043E 0000000A 00000123");
    assertThat(bench.written).containsExactly(Bytes.parse("0448 0000000A 00000123"));
    bench.written.clear();
    bench.pass(1_000);
    var fence = next().getFirst();
    var answer = said(11, fence.id(), OK);
    bench.hear(answer.plus(Bytes.parse("043E 0000000A 00000124 043E 0000")));
    assertThat(bench.written).containsExactly(Bytes.parse("0448 0000000A 00000124"));
    bench.written.clear();
    bench.hear("000A 00000125");
    assertThat(bench.written).containsExactly(Bytes.parse("0448 0000000A 00000125"));
  }

  @Test
  void aMessageCutOffByOurNextQuestionStaysInStep() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    var late = event("00FF 0007 01 0001");
    var first = next().getFirst();
    bench.hear(said(first.type() + 10, first.id(), OK).plus(late.slice(0, 13)));
    var second = next().getFirst();
    bench.hear(late.from(13).plus(said(second.type() + 10, second.id(), OK)));
    assertThat(next().getFirst().type()).isEqualTo(LlrpMessage.GET_CONFIG);
    assertThat(bench.counted("timeouts")).isZero();
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(13);
    ready();
    var golden = Vectors.of(VECTORS).toList();
    for (int i = 0; i < 20_000; i++) {
      if (i % 50 == 0) bench.want(new TagCommand.Count(i, 1 + i % 4, 2));
      Bytes reply = golden.get(i % golden.size()).bytes();
      bench.hear(i % 3 == 0 ? reply : Chunks.spoiled(reply, random));
      if (i % 5 == 0) bench.pass(random.nextInt(400));
    }
    bench.pass(20_000);
    bench.down();
    bench.written.clear();
    connect();
    ready();
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private void ready() {
    answer(LlrpMessage.GET_CAPABILITIES, OK);
    answer(LlrpMessage.GET_CAPABILITIES, OK.plus(general(4)));
    answer(LlrpMessage.SET_CONFIG, OK);
    answer(LlrpMessage.DELETE_ACCESSSPEC, FAULT);
  }

  private void settled(int antenna, boolean connected) {
    answer(LlrpMessage.SET_CONFIG, OK);
    answer(LlrpMessage.DELETE_ACCESSSPEC, OK);
    var properties = "00DD 0009 %02X %04X 0000".formatted(connected ? 0x80 : 0, antenna);
    answer(LlrpMessage.GET_CONFIG, OK.plus(Bytes.parse(properties)));
  }

  /** One round that heard nothing is made once more. */
  private void countedAgain() {
    settled(1, true);
    long spec = ordered(1);
    bench.hear(said(32, asked.getFirst().id(), OK));
    bench.hear(event("00F9 000D 01 %08X 00000000".formatted(spec)));
  }

  /** A round up to its start; the number of its ROSpec. */
  private long ordered(int antenna) {
    answer(LlrpMessage.DELETE_ROSPEC, OK);
    var order = answer(LlrpMessage.ADD_ROSPEC, OK);
    assertThat(order.body().slice(0, 4)).isEqualTo(Bytes.parse("00B1 005C"));
    long spec = LlrpParameter.u32(order.body(), 4);
    assertThat(order.body().hex()).contains("00B7", "0001%04X".formatted(antenna), "00B8000901");
    answer(LlrpMessage.ENABLE_ROSPEC, OK);
    assertThat(next().getFirst().body()).isEqualTo(LlrpParameter.u32(spec));
    return spec;
  }

  private LlrpMessage answer(int type, Bytes body) {
    var question = next().getFirst();
    assertThat(question.type()).isEqualTo(type);
    bench.hear(said(type + 10, question.id(), body));
    return question;
  }

  private List<LlrpMessage> next() {
    var messages = new ArrayList<LlrpMessage>();
    for (var left = bench.nextWritten(); !left.isEmpty(); ) {
      var found = LlrpMessage.parse(left);
      assertThat(found).isInstanceOf(Parsed.Frame.class);
      var frame = (Parsed.Frame<LlrpMessage>) found;
      messages.add(frame.frame());
      left = left.from(frame.size());
    }
    asked = messages;
    return messages;
  }

  private static Seen seen(Optional<String> memory, String pc, Bytes epc) {
    return new Seen(
        1,
        OptionalInt.empty(),
        OptionalInt.empty(),
        memory.map(Bytes::parse),
        Optional.of(Bytes.parse(pc).plus(epc)));
  }

  private static Bytes tag(long spec, int antenna, String pc, Bytes epc, String result) {
    var data = LlrpParameter.u16(epc.size() * 8).plus(epc);
    return LlrpParameter.of(
        LlrpCodec.TAG_REPORT,
        LlrpParameter.of(LlrpCodec.EPC_DATA, data)
            .plus(0x89)
            .plus(LlrpParameter.u32(spec))
            .plus(0x81)
            .plus(LlrpParameter.u16(antenna))
            .plus(0x8C)
            .plus(Bytes.parse(pc))
            .plus(Bytes.parse(result)));
  }

  private static Bytes general(int antennas) {
    return LlrpParameter.of(
        137, LlrpParameter.u16(antennas).plus(Bytes.parse("4000 0000651A 00000001 0000")));
  }

  private static Bytes report(Bytes tags) {
    return said(LlrpMessage.REPORT, 9, tags);
  }

  private static Bytes event(String told) {
    return said(LlrpMessage.EVENT, 9, LlrpParameter.of(LlrpCodec.EVENT_DATA, Bytes.parse(told)));
  }

  private static Bytes said(int type, long id, Bytes body) {
    return new LlrpMessage(type, id, body).encoded();
  }
}
