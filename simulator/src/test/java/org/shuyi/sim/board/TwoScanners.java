package org.shuyi.sim.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.shuyi.devices.Driver;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.code.evdev.EvdevConfig;
import org.shuyi.devices.code.evdev.EvdevDriver;
import org.shuyi.devices.code.serial.ScannerConfig;
import org.shuyi.devices.code.serial.ScannerDriver;
import org.shuyi.devices.link.DeviceLoop;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.sim.contract.Given;

/**
 * Runs within a {@link Board}: a station's side of two scanners, as it is shipped, but for the
 * pause inside a code, which a slow machine would not keep. It does what it is told a line at a
 * time, and says what it hears.
 */
final class TwoScanners {
  private static final String SCANNER = "/dev/shuyi/scanner";
  private static final Given PATIENT = Given.of("gap", "5000ms");
  private static final int EVENT = 24;

  private final List<DeviceLoop<CodeCommand, CodeNotice>> taken = new ArrayList<>();

  private TwoScanners() {}

  public static void main(String[] arguments) throws IOException {
    var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    var scanners = new TwoScanners();
    say("awake");
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      scanners.carriesOut(order);
    }
  }

  private void carriesOut(String order) throws IOException {
    switch (order) {
      case "take" -> {
        take("hid", "evdev:" + SCANNER, new EvdevDriver(new EvdevConfig(PATIENT)));
        take(
            "serial",
            "serial:/dev/shuyi/serial?baud=9600",
            new ScannerDriver(new ScannerConfig(PATIENT)));
      }
      case "give back" -> {
        taken.forEach(DeviceLoop::close);
        taken.clear();
        say("given back");
      }
      case "overhear" -> overhear();
      default -> say("unknown order " + order);
    }
  }

  private void take(String name, String address, Driver<CodeCommand, CodeNotice> driver) {
    var had = new AtomicInteger();
    var loop =
        new DeviceLoop<>(
            name,
            LineAddress.parse(address).line(),
            driver,
            frame -> {
              say("%s had %d".formatted(name, had.addAndGet(frame.size())));
              return frame;
            },
            notice -> say(told(name, notice)),
            health -> say(name + " is " + health));
    taken.add(loop);
    loop.start();
  }

  private static String told(String name, CodeNotice notice) {
    return switch (notice) {
      case CodeNotice.CodeScanned(String text) -> name + " code " + text;
    };
  }

  /** Somebody else who reads the scanner, as a browser's window system would. */
  private static void overhear() throws IOException {
    var scanner = new FileInputStream(SCANNER);
    Thread.ofPlatform().daemon().name("overhearing").start(() -> overhear(scanner));
    say("overhearing");
  }

  private static void overhear(InputStream scanner) {
    var events = new byte[EVENT * 64];
    int total = 0;
    try {
      for (int count = scanner.read(events); count > 0; count = scanner.read(events)) {
        total += count;
        say("overheard " + total);
      }
    } catch (IOException e) {
      say("overheard the end: " + e.getMessage());
    }
  }

  /** In one piece, so that no other's words come between. */
  private static synchronized void say(String words) {
    System.out.print(words + "\n");
    System.out.flush();
  }
}
