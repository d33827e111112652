package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.code.CodeNotice.CodeScanned;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;

/** What every driver of a scanner promises. */
abstract class CodeContract extends PortContract<CodeCommand, CodeNotice> {
  private static final String CODE = "10086420001";

  /** Another code, with all that this scanner can say. */
  String other() {
    return "读者证 20260301";
  }

  abstract Peer peer(long seed);

  /** Somebody holds this code before it. */
  abstract void scan(Peer peer, String code, long now);

  private void scan(Rig<CodeCommand, CodeNotice> rig, String code) {
    rig.line.touch(now -> scan(rig.peer, code, now));
  }

  @Override
  final Rig<CodeCommand, CodeNotice> rig(long seed) {
    return new Rig<>(new VirtualTime(), driver(Given.of()), peer(seed), 0);
  }

  @Override
  final void work(Rig<CodeCommand, CodeNotice> rig) {
    scan(rig, CODE);
  }

  private Rig<CodeCommand, CodeNotice> rig() {
    return rig(1).begin();
  }

  private static CodeScanned scanned(String code) {
    return new CodeScanned(code);
  }

  @Test
  void aCodeIsToldAsItIsPrinted() {
    for (String code : List.of(CODE, other(), "https://example.org/p?t=1&x=%20", "A", " B ")) {
      var rig = rig();
      scan(rig, code);
      rig.run(1_000);
      assertThat(rig.told(CodeNotice.class)).containsExactly(scanned(code.strip()));
    }
  }

  @Test
  void theSameCodeWithinTwoSecondsIsToldOnce() {
    var rig = rig();
    for (int i = 0; i < 5; i++) {
      scan(rig, CODE);
      rig.run(400);
    }
    assertThat(rig.told(CodeNotice.class)).containsExactly(scanned(CODE));
    rig.run(2_000);
    scan(rig, CODE);
    rig.run(1_000);
    assertThat(rig.told(CodeNotice.class)).containsExactly(scanned(CODE), scanned(CODE));
  }

  @Test
  void anotherCodeIsToldAtOnceAndTheSameAfterForget() {
    var rig = rig();
    scan(rig, CODE);
    rig.run(100);
    scan(rig, other());
    rig.run(100);
    rig.want(new CodeCommand.Forget());
    scan(rig, other());
    rig.run(100);
    assertThat(rig.told(CodeNotice.class))
        .containsExactly(scanned(CODE), scanned(other()), scanned(other()));
  }

  @Test
  void garbageIsRefusedAndTheNextCodeIsHeard() {
    for (String garbage : List.of("\u0001\u0002", "10086\u001b[2J", "", "\t", "9".repeat(5_000))) {
      var rig = rig();
      scan(rig, garbage);
      rig.run(10_000);
      assertThat(rig.told(CodeNotice.class)).isEmpty();
      scan(rig, CODE);
      rig.run(1_000);
      assertThat(rig.told(CodeNotice.class)).containsExactly(scanned(CODE));
    }
  }

  @Test
  void aCodeInAnyPiecesIsOneCode() {
    for (int at = 0; at <= other().length() * 3; at++) {
      hearsOnce(rig().inPieces(Pieces.cutAt(at)));
    }
    for (int seed = 1; seed <= 50; seed++) hearsOnce(rig().inPieces(Pieces.byChance(seed)));
    hearsOnce(rig().inPieces(Pieces.SINGLE));
    hearsOnce(rig().inPieces(Pieces.DOUBLED));
  }

  private void hearsOnce(Rig<CodeCommand, CodeNotice> rig) {
    scan(rig, other());
    rig.run(1_000);
    assertThat(rig.told(CodeNotice.class)).containsExactly(scanned(other()));
  }

  @Test
  void halfACodeIsForgottenWhenTheLineGoesDown() {
    var rig = rig().inPieces(Pieces.cutAt(5));
    scan(rig, CODE);
    for (int i = 0; i < 100 && rig.driver().wakeAt() == Long.MAX_VALUE; i++)
      rig.time.run(rig.time.now() + 1);
    rig.line.unplug();
    rig.run(1_000);
    rig.line.plugIn();
    rig.run(5_000);
    rig.inPieces(Pieces.WHOLE);
    scan(rig, other());
    rig.run(1_000);
    assertThat(rig.told(CodeNotice.class)).contains(scanned(other()));
    assertThat(rig.told(CodeScanned.class))
        .allMatch(told -> List.of(CODE, other()).contains(told.text()));
  }

  @Test
  void noiseNeverStopsItForGood() {
    var random = new Random(20_260_304);
    for (int seed = 1; seed <= 40; seed++) {
      var rig = rig(seed).begin();
      rig.faults().add(new Fault.Noise(random.nextInt(100), random.nextInt(100), 50));
      for (int i = 0; i < 20; i++) {
        scan(rig, CODE);
        rig.run(500);
      }
      rig.faults().heal();
      rig.run(3_000);
      rig.forget();
      scan(rig, CODE);
      rig.run(1_000);
      assertThat(rig.told(CodeNotice.class)).containsExactly(scanned(CODE));
    }
  }
}
