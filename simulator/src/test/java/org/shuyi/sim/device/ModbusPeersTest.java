package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shuyi.sim.world.Conveyor;
import org.shuyi.sim.world.Conveyor.Motion;

/** Frames of protocols/peripherals.md, section 1, and of Waveshare's wiki. */
class ModbusPeersTest {
  private final SixteenDoors doors = new SixteenDoors();
  private final Conveyor conveyor = new Conveyor(ModbusSorterPeer.BINS);

  private Asked relays(boolean tcp) {
    var setup = new ModbusRelayPeer.Setup(tcp, 1, 8, 0, 5);
    return new Asked(new ModbusRelayPeer(setup, doors, Pace.INSTANT, 1));
  }

  @Test
  void inputsAreOneForDoorsThatAreClosed() {
    for (int door = 1; door <= 8; door++) if (door != 1 && door != 3) doors.open.add(door);
    assertThat(relays(false).hears("01 02 00 00 00 08 79 CC")).containsExactly("01 02 01 05 61 8B");
    assertThat(relays(true).hears("00 08 00 00 00 06 01 02 00 00 00 08"))
        .containsExactly("00 08 00 00 00 04 01 02 01 05");
  }

  @Test
  void aTimedCoilPullsItsBoltAndIsAnsweredByItsOwnBytes() {
    assertThat(relays(false).hears("01 05 02 00 00 07 8D B0"))
        .containsExactly("01 05 02 00 00 07 8D B0");
    assertThat(doors.pulled).containsExactly(1);
  }

  @Test
  void aCoilThatIsNotThereIsAnException() {
    assertThat(relays(true).hears("00 01 00 00 00 06 01 05 00 20 FF 00"))
        .containsExactly("00 01 00 00 00 03 01 85 02");
  }

  @Test
  void aBadCrcAndAnotherUnitAreNotAnswered() {
    assertThat(relays(false).hears("01 05 02 00 00 07 8D B1")).isEmpty();
    assertThat(relays(true).hears("00 01 00 00 00 06 02 05 00 00 FF 00")).isEmpty();
    assertThat(doors.pulled).isEmpty();
  }

  @Test
  void aPlcObeysANewNumberOnceAndStandsWhileItIsHalted() {
    var sorter = new Asked(new ModbusSorterPeer(true, conveyor, Pace.INSTANT, 1));
    String takeIn = "00 01 00 00 00 0D 01 10 00 64 00 03 06 00 03 00 00 00 01";
    assertThat(sorter.hears(takeIn)).containsExactly("00 01 00 00 00 06 01 10 00 64 00 03");
    assertThat(sorter.hears(takeIn)).hasSize(1);
    sorter.pass(5_000);
    sorter.hears(takeIn);
    assertThat(conveyor.begun()).extracting(Conveyor.Begun::motion).containsExactly(Motion.TAKE_IN);
    sorter.hears("00 02 00 00 00 06 01 05 00 00 FF 00");
    sorter.hears("00 01 00 00 00 0D 01 10 00 64 00 03 06 00 03 00 00 00 02");
    assertThat(conveyor.begun()).hasSize(1);
  }
}
