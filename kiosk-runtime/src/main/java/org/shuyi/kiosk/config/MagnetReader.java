package org.shuyi.kiosk.config;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Reads what is done with magnetic strips; only a library system says what they want. */
final class MagnetReader {
  /** The contacts of a magnetic unit, by the words of the kernel. */
  private static final List<String> CONTACTS = List.of("desensitise", "resensitise");

  private static final String ILS = "ils";

  private MagnetReader() {}

  static Optional<MagnetConfig> read(
      NodeSettings root, SortedMap<String, DeviceConfig> devices, Optional<PinsConfig> pins) {
    List<String> systems =
        devices.values().stream()
            .filter(device -> device.port().equals(ILS))
            .map(DeviceConfig::name)
            .toList();
    Optional<NodeSettings> section = root.has("magnet") ? root.section("magnet") : Optional.empty();
    MagnetConfig config = read(systems.isEmpty() ? "" : systems.getFirst(), section);
    if (systems.isEmpty()) {
      lonely(root, pins);
      return Optional.empty();
    }
    if (systems.size() > 1)
      clash(root, "devices", "there are " + systems.size() + " library systems", "one at most");
    return Optional.of(config);
  }

  private static MagnetConfig read(String system, Optional<NodeSettings> section) {
    if (section.isEmpty()) return new MagnetConfig(system, ofSeconds(1), ofSeconds(60), true);
    NodeSettings at = section.get();
    return new MagnetConfig(
        system,
        at.duration("pulse", ofMillis(100), ofSeconds(10), ofSeconds(1)),
        at.duration("lay-on", ofSeconds(10), ofMinutes(5), ofSeconds(60)),
        at.choice("unasked", List.of("refuse", "lend"), "refuse").equals("refuse"));
  }

  /** Without a library system nobody says what a strip wants. */
  private static void lonely(NodeSettings root, Optional<PinsConfig> pins) {
    String expected = "a device of a kind such as ils.sip2";
    if (root.has("magnet")) clash(root, "magnet", "there is no library system", expected);
    if (pins.isEmpty()) return;
    for (String contact : CONTACTS) {
      if (pins.get().switches().containsKey(contact))
        root.complain(
            Complaint.clash(
                root.placeOf("pins"), "pins." + contact, "there is no library system", expected));
    }
  }

  private static void clash(NodeSettings root, String key, String found, String expected) {
    root.complain(Complaint.clash(root.placeOf(key), key, found, expected));
  }
}
