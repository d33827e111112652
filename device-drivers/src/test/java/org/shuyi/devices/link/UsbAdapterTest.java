package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Adapters as Linux shows them in /sys, here a folder of the same shape. */
@Timeout(30)
class UsbAdapterTest {
  @TempDir Path sys;

  @BeforeEach
  void plugIn() throws IOException {
    adapter("1-1.2", "0403", "6001", "A50285BI", "ttyUSB0");
    adapter("1-1.3", "1a86", "7523", "", "ttyUSB1");
    Files.writeString(port("1-1.2", "ttyUSB0").resolve("latency_timer"), "16\n");
    Files.createDirectories(sys.resolve("class/tty/ttyS0"));
  }

  /** As /sys/devices/.../1-1.2/1-1.2:1.0/ttyUSB0 and the link to it from /sys/class/tty. */
  private void adapter(String socket, String vendor, String product, String serial, String port)
      throws IOException {
    Path folder = Files.createDirectories(port(socket, port));
    Path usb = sys.resolve("devices").resolve(socket);
    Files.writeString(usb.resolve("idVendor"), vendor + "\n");
    Files.writeString(usb.resolve("idProduct"), product + "\n");
    if (!serial.isEmpty()) Files.writeString(usb.resolve("serial"), serial + "\n");
    Path tty = Files.createDirectories(sys.resolve("class/tty").resolve(port));
    Files.createSymbolicLink(tty.resolve("device"), folder);
  }

  private Path port(String socket, String port) {
    return sys.resolve("devices").resolve(socket).resolve(socket + ":1.0").resolve(port);
  }

  @Test
  void anAdapterIsKnownByItsMakersNumbersAndItsOwn() {
    assertThat(UsbAdapter.of(Path.of("/dev/ttyUSB0"), sys))
        .hasValue(new UsbAdapter("0403:6001:A50285BI", OptionalInt.of(16)));
    assertThat(UsbAdapter.of(Path.of("/dev/ttyUSB1"), sys))
        .hasValue(new UsbAdapter("1a86:7523", OptionalInt.empty()));
  }

  @Test
  void aPortWithoutAnAdapterHasNone() {
    assertThat(UsbAdapter.of(Path.of("/dev/ttyS0"), sys)).isEmpty();
    assertThat(UsbAdapter.of(Path.of("/dev/ttyUSB9"), sys)).isEmpty();
  }

  @Test
  void twoLikeAdaptersThatWereSwappedAreNoLineUntilTheyArePutRight() throws Exception {
    try (var pty = new TestPty()) {
      String port = pty.path().getFileName().toString();
      adapter("1-1.4", "0403", "6001", "B00", port);
      var address = "serial:" + pty.path() + "?adapter=0403:6001:A50285BI";
      var heard = new Heard();
      try (var line = new SerialLine((LineAddress.Serial) LineAddress.parse(address), sys)) {
        line.open(heard);
        assertThat(heard.next())
            .isEqualTo(
                "down: cannot open: %s is the adapter 0403:6001:B00, expected 0403:6001:A50285BI"
                    .formatted(pty.path()));
        Files.writeString(sys.resolve("devices/1-1.4/serial"), "A50285BI\n");
        assertThat(heard.next()).isEqualTo("up");
      }
    }
  }
}
