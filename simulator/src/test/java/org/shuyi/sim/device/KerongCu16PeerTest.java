package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;

/** Frames of protocols/locks.md, section 3: jin0949/KR-CU16_locker and suryavirkapur/kerong-lib. */
class KerongCu16PeerTest {
  private static final String STATE = "02 00 30 03 35";
  private static final String UNLOCK_6 = "02 05 31 03 3B";
  private static final String ALL_CLOSED = "02 00 35 FF FF 00 00 03 38";

  private final SixteenDoors doors = new SixteenDoors();
  private final KerongCu16Peer peer = peer(KerongCu16Peer.Setup.USUAL);
  private final Asked board = new Asked(peer);

  private KerongCu16Peer peer(KerongCu16Peer.Setup setup) {
    return new KerongCu16Peer(setup, doors, Pace.INSTANT, 1);
  }

  @Test
  void theStateOfClosedDoorsIsAllOnes() {
    assertThat(board.hears(STATE)).containsExactly(ALL_CLOSED);
  }

  @Test
  void anOpenDoorClearsItsBitAndABarrierSetsItsOwn() {
    doors.open.add(6);
    doors.occupied.add(6);
    assertThat(board.hears(STATE)).containsExactly("02 00 35 DF FF 20 00 03 38");
  }

  @Test
  void theOtherPolarityHasZeroForLocked() {
    var other = new Asked(peer(new KerongCu16Peer.Setup(1, false, false, 500, 5)));
    assertThat(other.hears(STATE)).containsExactly("02 00 35 00 00 00 00 03 3A");
  }

  @Test
  void anUnlockDrivesItsBoltOnceAndIsNotAnswered() {
    assertThat(board.hears(UNLOCK_6)).isEmpty();
    assertThat(doors.pulled).containsExactly(6);
  }

  @Test
  void aBoardSetToAnswerUnlocksAnswersWithItsState() {
    var answering = new Asked(peer(new KerongCu16Peer.Setup(1, true, true, 500, 5)));
    assertThat(answering.hears("02 00 31 03 36")).containsExactly(ALL_CLOSED);
  }

  @Test
  void channelsAreCountedThroughTheBoards() {
    var two = new Asked(peer(new KerongCu16Peer.Setup(2, true, false, 500, 5)));
    assertThat(two.hears("02 10 30 03 45")).containsExactly("02 10 35 FF FF 00 00 03 48");
    two.hears("02 1F 31 03 55");
    assertThat(doors.pulled).containsExactly(32);
  }

  @Test
  void aBoardThatIsNotThereIsSilent() {
    assertThat(board.hears("02 10 30 03 45")).isEmpty();
  }

  @Test
  void aFrameWithAWrongSumIsNotObeyed() {
    assertThat(board.hears("02 05 31 03 3C")).isEmpty();
    assertThat(doors.pulled).isEmpty();
  }

  @Test
  void framesAreFoundInAnyChunkingAndAfterNoise() {
    board.tell("FF 02 00");
    board.tell("30 03");
    assertThat(board.hears("35 02 00 30 03 35")).containsExactly(ALL_CLOSED, ALL_CLOSED);
  }

  @Test
  void halfAFrameIsForgottenAfterASilence() {
    board.tell("02 05 31");
    board.pass(51);
    assertThat(board.hears("03 3B")).isEmpty();
    assertThat(doors.pulled).isEmpty();
  }

  @Test
  void anAnswerTakesTheTimeOfTheWireAndOfTheBoard() {
    var paced =
        new Asked(new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, doors, KerongCu16Peer.PACE, 1));
    long asked = paced.now();
    paced.hears(STATE);
    // 14 bytes of 10 bits at 19200 baud are 7.3 ms, and the board thinks for 5
    assertThat(paced.now() - asked).isEqualTo(13);
  }

  @Test
  void aDeafBoardDoesNothingAndAMuteOneDoesItWithoutAWord() {
    peer.faults().add(new Fault.Deaf());
    board.hears(UNLOCK_6);
    assertThat(doors.pulled).isEmpty();
    peer.faults().heal();
    peer.faults().add(new Fault.Mute(1));
    assertThat(board.hears(STATE)).isEmpty();
    assertThat(board.hears(STATE)).containsExactly(ALL_CLOSED);
  }

  @Test
  void aBoardThatIsOneBehindAnswersThePreviousQuestion() {
    peer.faults().add(new Fault.OneBehind());
    assertThat(board.hears(STATE)).isEmpty();
    doors.open.add(6);
    assertThat(board.hears(STATE)).containsExactly(ALL_CLOSED);
  }

  @Test
  void aLateAnswerComesSoMuchLater() {
    peer.faults().add(new Fault.Late(3000, 1));
    long asked = board.now();
    board.hears(STATE);
    assertThat(board.now() - asked).isEqualTo(3005);
    assertThat(peer.faults().present()).isEmpty();
  }

  @Test
  void answersComeFromAnotherAddressOrBehindAnEcho() {
    peer.faults().add(new Fault.WrongAddress(0x30));
    assertThat(board.hears(STATE)).containsExactly("02 30 35 FF FF 00 00 03 68");
    peer.faults().heal();
    peer.faults().add(new Fault.Echo());
    assertThat(board.hears(STATE)).containsExactly(STATE, ALL_CLOSED);
  }

  @Test
  void stuckSwitchesReversedPolarityAndDeadBoltsLieAsTheyShould() {
    doors.open.add(1);
    peer.faults().add(new Fault.StuckContact(1, true));
    assertThat(board.hears(STATE)).containsExactly(ALL_CLOSED);
    peer.faults().heal();
    peer.faults().add(new Fault.PolarityReversed());
    assertThat(board.hears(STATE)).containsExactly("02 00 35 01 00 00 00 03 3B");
    peer.faults().heal();
    peer.faults().add(new Fault.DeadBolt(6));
    board.hears(UNLOCK_6);
    assertThat(doors.pulled).isEmpty();
  }

  @Test
  void aBusyBoardHearsNothingForAWhileAfterAnUnlock() {
    peer.faults().add(new Fault.BusyAfterUnlock(450));
    board.hears(UNLOCK_6);
    board.pass(449);
    assertThat(board.hears(STATE)).isEmpty();
    board.pass(1);
    assertThat(board.hears(STATE)).containsExactly(ALL_CLOSED);
  }

  @Test
  void noiseFlipsDropsAndDoublesAndTheSameSeedDoesItTheSameWay() {
    peer.faults().add(new Fault.Noise(100, 100, 100));
    var twin = peer(KerongCu16Peer.Setup.USUAL);
    twin.faults().add(new Fault.Noise(100, 100, 100));
    var other = new Asked(twin);
    var damaged = 0;
    for (int question = 0; question < 100; question++) {
      var said = board.hears(STATE);
      assertThat(other.hears(STATE)).isEqualTo(said);
      if (!said.contains(ALL_CLOSED)) damaged++;
    }
    assertThat(damaged).isBetween(80, 99);
  }

  @Test
  void powerTakesAwayWhatWasUnderWay() {
    peer.received(Bytes.parse(STATE), board.now());
    peer.powerUp(board.now());
    assertThat(peer.wakeAt()).isEqualTo(Peer.NEVER);
  }
}
