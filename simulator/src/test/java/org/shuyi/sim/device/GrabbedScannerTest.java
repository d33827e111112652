package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.link.DeviceLoop;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.contract.Given;
import org.shuyi.sim.house.Needs;

/**
 * A scanner that is a keyboard, and another keyboard beside it, both of the kernel's own making.
 */
@Needs("uinput")
@Timeout(60)
class GrabbedScannerTest {
  @Test
  void aForeignKeyboardTypesIntoNothingAndNobodyElseHearsTheScanner() throws Exception {
    BlockingQueue<CodeNotice> notices = new LinkedBlockingQueue<>();
    BlockingQueue<Health> healths = new LinkedBlockingQueue<>();
    try (var scanner = new UinputKeyboard("a scanner");
        var foreign = new UinputKeyboard("a foreign keyboard")) {
      scanner.types("before");
      assertThat(scanner.isOverheard()).as("a keyboard that nobody has taken").isTrue();
      var line = LineAddress.parse("evdev:" + scanner.path()).line();
      try (var loop =
          new DeviceLoop<>("scanner", line, driver(), frame -> frame, notices::add, healths::add)) {
        loop.start();
        Health health = healths.poll(10, TimeUnit.SECONDS);
        assertThat(health).isInstanceOf(Health.Ready.class);
        foreign.types("0000");
        scanner.types("9787020002207");
        assertThat(notices.poll(10, TimeUnit.SECONDS))
            .isEqualTo(new CodeNotice.CodeScanned("9787020002207"));
        assertThat(notices).isEmpty();
        assertThat(scanner.isOverheard()).as("the scanner's keys elsewhere").isFalse();
        assertThat(foreign.isOverheard()).as("the keyboard's keys elsewhere").isTrue();
      }
      scanner.types("after");
      assertThat(scanner.isOverheard()).as("given back with the line").isTrue();
    }
  }

  @SuppressWarnings("unchecked") // The row of a kind has its port's commands and notices.
  private static Driver<CodeCommand, CodeNotice> driver() {
    var row = Objects.requireNonNull(Wiring.deviceKinds().get("code.evdev"));
    return (Driver<CodeCommand, CodeNotice>) row.driver(Given.of());
  }
}
