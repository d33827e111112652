package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.sign.SignCommand;
import org.shuyi.devices.sign.SignCommand.Show;
import org.shuyi.devices.sign.SignNotice;
import org.shuyi.devices.sign.SignNotice.NotShown;
import org.shuyi.devices.sign.SignNotice.Shown;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.LedBoard;

/** What every driver of a sign promises. */
abstract class SignContract extends PortContract<SignCommand, SignNotice> {
  /** A sign with this board. */
  abstract Peer peer(LedBoard board, long seed);

  private final class Street {
    final LedBoard board = new LedBoard();
    final Rig<SignCommand, SignNotice> rig;
    private long numbers;

    Street(long seed) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(board, seed), 0);
    }

    Street begin() {
      rig.begin();
      return this;
    }

    long show(String text) {
      rig.want(new Show(++numbers, text, text.endsWith("!")));
      return numbers;
    }

    List<Long> ended() {
      return rig.told(SignNotice.class).stream()
          .map(
              notice ->
                  switch (notice) {
                    case Shown(long number) -> number;
                    case NotShown(long number, String why) -> number;
                  })
          .toList();
    }
  }

  private Street street() {
    return new Street(1).begin();
  }

  @Override
  final Rig<SignCommand, SignNotice> rig(long seed) {
    return new Street(seed).rig;
  }

  @Override
  final void work(Rig<SignCommand, SignNotice> rig) {
    rig.want(new Show(1, "柜门没有关好，请关门  A door is open", true));
  }

  @Test
  void aTextStandsThereWithinASecondAndSafetyLooksLikeIt() {
    var street = street();
    street.show("火警 fire!");
    street.rig.run(1_000);
    assertThat(street.board.text()).isEqualTo("火警 fire!");
    assertThat(street.board.red()).isTrue();
    street.show("暂停服务 closed");
    street.rig.run(1_000);
    assertThat(street.board.text()).isEqualTo("暂停服务 closed");
    assertThat(street.board.red()).isFalse();
    assertThat(street.rig.told(Shown.class)).containsExactly(new Shown(1), new Shown(2));
  }

  @Test
  void theNewestTextStandsThereAndEachIsToldOfOnce() {
    var street = street();
    for (int i = 0; i < 20; i++) street.show("text " + i);
    street.rig.run(3_000);
    assertThat(street.board.text()).isEqualTo("text 19");
    assertThat(street.ended()).hasSize(20).doesNotHaveDuplicates();
    assertThat(street.rig.told(Shown.class)).contains(new Shown(20));
  }

  @Test
  void whatIsClearedIsGoneAndStaysGone() {
    var street = street();
    street.show("text");
    street.rig.run(1_000);
    street.rig.want(new SignCommand.Clear());
    street.rig.run(1_000);
    assertThat(street.board.text()).isEmpty();
    street.board.forget();
    street.rig.run(600_000);
    assertThat(street.board.seen()).isEmpty();
  }

  @Test
  void aSignThatWasWithoutPowerShowsItAgainWithinAMinute() {
    var street = street();
    street.show("fire!");
    street.rig.run(1_000);
    street.rig.line.touch(now -> street.rig.peer.powerUp(now));
    street.rig.run(1_000);
    assertThat(street.board.text()).isEmpty();
    street.rig.run(59_000);
    assertThat(street.board.text()).isEqualTo("fire!");
    street.rig.line.unplug();
    street.rig.run(10_000);
    street.rig.line.plugIn();
    street.rig.run(READY_WITHIN);
    assertThat(street.board.text()).isEqualTo("fire!");
  }

  @Test
  void itStandsForHoursAndEndsByItselfWhereNobodyTellsItAnyMore() {
    var street = street();
    street.show("fire!");
    street.rig.run(3 * 3_600_000);
    assertThat(street.board.seen()).as("without a flicker").containsExactly("fire!");
    street.rig.faults().add(new Fault.Deaf());
    street.rig.run(100_000);
    assertThat(street.rig.lost()).isTrue();
    street.rig.run(60_000);
    assertThat(street.board.text()).isEmpty();
    street.rig.faults().heal();
    street.rig.run(10_000);
    assertThat(street.board.text()).isEqualTo("fire!");
  }

  @Test
  void noCharacterOfATextIsACommand() {
    var street = street();
    var nasty = new StringBuilder();
    for (int point = 0; point < 0x3000; point += 7) nasty.appendCodePoint(point);
    for (String text : List.of("\\C3\\FO001", "a\u0000b\nc\rd\u001be\u0085", nasty.toString())) {
      street.show(text);
      street.rig.run(1_000);
      assertThat(street.board.text()).isNotEmpty().doesNotContain("\\");
      assertThat(street.board.text().chars().noneMatch(Character::isISOControl)).isTrue();
    }
    assertThat(street.rig.told(Shown.class)).hasSize(3);
  }

  @Test
  void answersInAnyPiecesDoubledAndDelayedAreUnderstood() {
    for (Pieces manner :
        List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(9), Pieces.byChance(3))) {
      var street = street();
      street.rig.inPieces(manner);
      street.show("text");
      street.rig.run(2_000);
      assertThat(street.rig.told(Shown.class)).containsExactly(new Shown(1));
    }
  }

  @Test
  void everyTextEndsOnceAndTheLastStandsThereWhateverHappens() {
    for (int seed = 1; seed <= 30; seed++) {
      var street = new Street(seed).begin();
      var random = new Random(seed);
      var asked = new ArrayList<Long>();
      for (int i = 0; i < 20; i++) {
        street.rig.faults().heal();
        if (random.nextInt(3) == 0) street.rig.faults().add(new Fault.Noise(20, 20, 20));
        if (random.nextInt(6) == 0) street.rig.faults().add(new Fault.Mute(random.nextInt(6)));
        asked.add(street.show("text " + i));
        street.rig.run(random.nextInt(3_000));
        if (random.nextInt(8) == 0) {
          street.rig.line.unplug();
          street.rig.run(random.nextInt(2_000));
          street.rig.line.plugIn();
        }
      }
      street.rig.faults().heal();
      street.rig.run(60_000);
      assertThat(street.ended()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(asked);
      assertThat(street.board.text()).as("seed %d", seed).isEqualTo("text 19");
    }
  }
}
