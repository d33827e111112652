package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvdevLineTest {
  @Test
  void whatCannotBeTakenForOurselvesAloneIsNoLine() throws InterruptedException {
    var heard = new Heard();
    try (var line = new EvdevLine(new LineAddress.Evdev("/dev/null"))) {
      line.open(heard);
      assertThat(heard.next()).contains("cannot be taken", "errno 25");
    }
  }

  @Test
  void aDeviceThatIsNotThereIsSaid() throws InterruptedException {
    var heard = new Heard();
    try (var line = new EvdevLine(new LineAddress.Evdev("/dev/shuyi-nothing"))) {
      line.open(heard);
      assertThat(heard.next()).contains("cannot be opened", "errno 2");
    }
  }
}
