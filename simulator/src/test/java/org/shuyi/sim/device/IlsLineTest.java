package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;
import org.shuyi.devices.link.Attached;
import org.shuyi.devices.link.Line;
import org.shuyi.kiosk.ils.IlsCommand;
import org.shuyi.kiosk.ils.IlsNotice;
import org.shuyi.kiosk.ils.Sip2Config;
import org.shuyi.kiosk.ils.Sip2Driver;
import org.shuyi.sim.device.Sip2Peer.Slip;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.LibrarySystem;
import org.shuyi.sim.world.LibrarySystem.Strip;

/** The real client of a library system and one written from the documents, in virtual time. */
class IlsLineTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 22, 12, 0);
  private static final String STRIPPED = "44010000000017";
  private static final String PLAIN = "44010000000025";
  private static final String UNSURE = "44010000000033";

  private final VirtualTime time = new VirtualTime();
  private final LibrarySystem books = new LibrarySystem("kiosk", "p4ss");
  private final Sip2Peer peer = new Sip2Peer(books, Pace.INSTANT, 7);
  private final MemoryLine line = new MemoryLine("ils", time, peer);
  private final List<IlsNotice> notices = new ArrayList<>();
  private final List<Health> healths = new ArrayList<>();
  private Sip2Driver driver = new Sip2Driver(config("p4ss", true));
  private Running running = new Running();

  private final class Running implements Line.Listener {
    private final Attached<IlsCommand, IlsNotice> machine =
        new Attached<>(driver, line::write, () -> line.reopen("anew"), notices::add, healths::add);
    private final VirtualTime.Alarm alarm = time.alarm(() -> tell(new Told.TimePassed<>()));

    @Override
    public void up() {
      tell(new Told.LineUp<>());
    }

    @Override
    public void received(Bytes bytes) {
      tell(new Told.Received<>(bytes));
    }

    @Override
    public void down(String why) {
      tell(new Told.LineDown<>(why));
    }

    void tell(Told<IlsCommand> told) {
      machine.tell(told, time.now());
      alarm.set(machine.wakeAt());
    }
  }

  private static Sip2Config config(String password, boolean detects) {
    return new Sip2Config(
        new Sip2Config.Login("kiosk", password),
        "kiosk-7",
        "CITY",
        StandardCharsets.UTF_8,
        detects,
        Duration.ofSeconds(3),
        2,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  private void begin(Sip2Config config) {
    driver = new Sip2Driver(config);
    running = new Running();
    line.open(running);
    time.run(time.now() + 500);
  }

  @BeforeEach
  void books() {
    books.add(STRIPPED, Strip.YES);
    books.add(PLAIN, Strip.NO);
    books.add(UNSURE, Strip.UNKNOWN);
  }

  private void lend(long ask, String item) {
    running.tell(new Told.Wanted<>(new IlsCommand.Lend(ask, "20011234", item, NOW), time.now()));
  }

  private void takeBack(long ask, String item) {
    running.tell(new Told.Wanted<>(new IlsCommand.Return(ask, item, NOW), time.now()));
  }

  private void pass(int millis) {
    time.run(time.now() + millis);
  }

  private long count(String counter) {
    return Objects.requireNonNull(driver.counters().get(counter), counter);
  }

  @Test
  void theFlagsOfTwelveAndTenAreHeard() {
    begin(config("p4ss", true));
    assertThat(driver.health()).isEqualTo(new Health.Ready());
    lend(1, STRIPPED);
    lend(2, PLAIN);
    lend(3, UNSURE);
    lend(4, "none");
    takeBack(5, STRIPPED);
    takeBack(6, PLAIN);
    books.hold(PLAIN);
    takeBack(7, "none");
    pass(1_000);
    assertThat(notices)
        .containsExactly(
            new IlsNotice.Lent(1, true, true),
            new IlsNotice.Lent(2, true, false),
            new IlsNotice.Lent(3, true, false),
            new IlsNotice.Lent(4, false, false),
            new IlsNotice.Returned(5, true, true, false),
            new IlsNotice.Returned(6, true, false, true),
            new IlsNotice.Returned(7, false, false, false));
  }

  /** Whatever the system does wrong once, each thing is done once and told once. */
  @ParameterizedTest
  @EnumSource
  void aSlipOfTheSystemCostsNothing(Slip slip) {
    begin(config("p4ss", true));
    peer.slip(slip, 1);
    lend(1, STRIPPED);
    pass(9_000);
    assertThat(notices).containsExactly(new IlsNotice.Lent(1, true, true));
    takeBack(2, STRIPPED);
    pass(9_000);
    assertThat(notices).last().isEqualTo(new IlsNotice.Returned(2, true, true, false));
    assertThat(notices).hasSize(2);
    assertThat(books.told()).containsExactly("lend " + STRIPPED, "return " + STRIPPED);
    assertThat(driver.health()).isEqualTo(new Health.Ready());
  }

  /** What goes wrong for ever is heard of once, in its time, and tried again. */
  @ParameterizedTest
  @EnumSource(names = {"NO_SUM", "WRONG_SUM", "CUT", "WRONG_NUMBER", "ANOTHER_ITEM", "ODD_FLAG"})
  void aSlipThatStaysIsNoAnswer(Slip slip) {
    begin(config("p4ss", true));
    peer.slip(slip, Integer.MAX_VALUE);
    lend(1, STRIPPED);
    pass(10_000);
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst()).isInstanceOf(IlsNotice.Unanswered.class);
    assertThat(driver.health()).isInstanceOf(Health.Lost.class);
    assertThat(books.told()).containsExactly("lend " + STRIPPED);
    peer.slip(slip, 0);
    pass(5_000);
    assertThat(driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aLateAnswerIsNotTakenForTheNext() {
    begin(config("p4ss", true));
    peer.faults().add(new Fault.Late(8_000, 2));
    lend(1, STRIPPED);
    pass(10_000);
    assertThat(notices).containsExactly(new IlsNotice.Lent(1, true, true));
    // The doubles of the same answer come in the middle of the next question.
    lend(2, PLAIN);
    pass(9_000);
    assertThat(notices).last().isEqualTo(new IlsNotice.Lent(2, true, false));
    assertThat(count("unexpected")).isPositive();
    assertThat(books.told()).containsExactly("lend " + STRIPPED, "lend " + PLAIN);
  }

  @Test
  void aSystemThatFallsSilentIsLostAndFoundAgain() {
    begin(config("p4ss", true));
    peer.faults().add(new Fault.Deaf());
    lend(1, STRIPPED);
    pass(10_000);
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst()).isInstanceOf(IlsNotice.Unanswered.class);
    lend(2, STRIPPED);
    assertThat(notices).last().isEqualTo(new IlsNotice.Unanswered(2, "the system cannot be asked"));
    peer.faults().heal();
    peer.powerUp(time.now());
    pass(60_000);
    assertThat(driver.health()).isEqualTo(new Health.Ready());
    assertThat(count("logins")).isGreaterThan(1);
    lend(3, STRIPPED);
    pass(100);
    assertThat(notices).last().isEqualTo(new IlsNotice.Lent(3, true, true));
  }

  @Test
  void aLineThatBreaksInTheMiddleIsToldAndTheLoginSaidAgain() {
    begin(config("p4ss", true));
    lend(1, STRIPPED);
    lend(2, PLAIN);
    line.unplug();
    pass(100);
    assertThat(notices)
        .containsExactly(
            new IlsNotice.Unanswered(1, "the line is down: unplugged"),
            new IlsNotice.Unanswered(2, "the line is down: unplugged"));
    line.plugIn();
    pass(2_000);
    assertThat(driver.health()).isEqualTo(new Health.Ready());
    assertThat(count("logins")).isEqualTo(2);
  }

  @Test
  void aWrongPasswordIsNotSaidAgainAndAgain() {
    begin(config("wrong", true));
    pass(59_000);
    assertThat(driver.health()).isEqualTo(new Health.Lost("the system refuses the login"));
    assertThat(count("logins")).isEqualTo(1);
    pass(10 * 60_000);
    assertThat(count("logins")).isBetween(9L, 12L);
  }

  @Test
  void aSystemThatSaysThatItIsOffLineIsNotAsked() {
    peer.online(false);
    begin(config("p4ss", true));
    assertThat(driver.health()).isEqualTo(new Health.Lost("the system says that it is off line"));
    peer.online(true);
    pass(10_000);
    assertThat(driver.health()).isEqualTo(new Health.Ready());
    peer.online(false);
    pass(6_000);
    assertThat(driver.health()).isInstanceOf(Health.Lost.class);
  }

  /** Nobody stands before a screen for the minute and the 999 times that a real system wants. */
  @Test
  void whatTheSystemWantsOfOurPatienceIsBounded() {
    peer.waits(600);
    begin(config("p4ss", true));
    peer.faults().add(new Fault.Deaf());
    lend(1, STRIPPED);
    pass(9_100);
    assertThat(notices).hasSize(1);
  }

  @Test
  void moreQuestionsThanAnybodyAsksAreRefusedAtOnce() {
    begin(config("p4ss", true));
    for (int ask = 1; ask <= Sip2Driver.MOST_WAITING + 2; ask++) takeBack(ask, PLAIN);
    assertThat(notices)
        .containsExactly(
            new IlsNotice.Unanswered(Sip2Driver.MOST_WAITING + 2, "too many questions wait"));
    pass(10_000);
    assertThat(notices).hasSize(Sip2Driver.MOST_WAITING + 2);
  }

  @Test
  void aSystemWithoutErrorDetectionIsAskedWithout() {
    begin(config("p4ss", false));
    // It has error detection, and hears no sum: it asks to send again, and is given up.
    assertThat(driver.health()).isInstanceOf(Health.Lost.class);
    assertThat(count("resent")).isEqualTo(2);
  }

  /** Whatever comes, nothing is thrown, nothing grows, and every question is answered once. */
  @Test
  void aHostileSystemCostsNothing() {
    var random = new Random(20_261_122);
    var hostile = new Sip2Driver(config("p4ss", true));
    long now = 0;
    int asked = 0;
    int told = 0;
    told += count(hostile.on(new Told.LineUp<>(), now));
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(400);
      Told<IlsCommand> next =
          switch (random.nextInt(8)) {
            case 0 -> {
              asked++;
              yield new Told.Wanted<>(new IlsCommand.Return(asked, PLAIN, NOW), now);
            }
            case 1 -> new Told.Received<>(noise(random));
            case 2 -> new Told.Received<>(sealed("941AY" + random.nextInt(10)));
            case 3 ->
                new Told.Received<>(
                    sealed("98YYYYYY03000320261122    1200002.00AOCITY|AY" + random.nextInt(10)));
            case 4 ->
                new Told.Received<>(
                    sealed(
                        "101YYN20261122    120000AOCITY|AB" + PLAIN + "|AY" + random.nextInt(10)));
            case 5 -> new Told.Received<>(sealed("96"));
            default -> new Told.TimePassed<>();
          };
      told += count(hostile.on(next, now));
    }
    told += count(hostile.on(new Told.LineDown<>("over"), now));
    assertThat(asked).isGreaterThan(2_000);
    assertThat(told).isEqualTo(asked);
    assertThat(Objects.requireNonNull(hostile.counters().get("answers"))).isGreaterThan(20);
  }

  private static int count(Answer<IlsNotice> answer) {
    assertThat(answer.write()).hasSizeLessThan(200);
    return answer.notices().size();
  }

  private static Bytes noise(Random random) {
    var bytes = new byte[random.nextInt(9_000)];
    random.nextBytes(bytes);
    return Bytes.copyOf(bytes);
  }

  private static Bytes sealed(String message) {
    String body = message + "AZ";
    int sum = 0;
    for (byte each : body.getBytes(StandardCharsets.UTF_8)) sum -= each;
    String line = body + "%04X".formatted(sum & 0xFFFF) + "\r";
    return Bytes.copyOf(line.getBytes(StandardCharsets.UTF_8));
  }
}
