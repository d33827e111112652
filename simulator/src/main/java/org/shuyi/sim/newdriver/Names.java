package org.shuyi.sim.newdriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a driver and its classes are called.
 *
 * @param maker lower case, as in a configuration: {@code acme} in {@code lock.acme}
 * @param prefix of its classes: {@code Acme}, or {@code AcmeLock} where {@code AcmeCodec} is taken
 */
record Names(Port port, String maker, String prefix) {
  private static final Path DEVICES = Path.of("device-drivers/src/main/java/org/shuyi/devices");

  /** The names of a maker's device in this clone. */
  static Names of(Path home, Port port, String maker) throws IOException {
    String plain = capital(maker);
    var taken = Pattern.compile(plain + "(Codec|Config|Driver|Frames)\\.java");
    try (var files = Files.walk(home.resolve(DEVICES))) {
      boolean isTaken =
          files.anyMatch(file -> taken.matcher(String.valueOf(file.getFileName())).matches());
      return new Names(port, maker, isTaken ? plain + capital(port.kind()) : plain);
    }
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  String kind() {
    return port.kind();
  }

  /** Kind and maker, as in a configuration. */
  String id() {
    return kind() + "." + maker;
  }

  String peer() {
    return capital(maker) + capital(kind()) + "Peer";
  }

  /** The class that is held to the port's contract. */
  String subject() {
    return capital(maker) + capital(kind()) + "ContractTest";
  }

  /** What the wiring table imports of it. */
  List<String> imports() {
    String folder = "org.shuyi.devices." + id() + "." + prefix;
    return List.of(folder + "Codec", folder + "Config", folder + "Driver");
  }

  /** What the templates are filled with. */
  Map<String, String> words() throws IOException {
    var words = new TreeMap<String, String>();
    words.put("kind", kind());
    words.put("Kind", capital(kind()));
    words.put("maker", maker);
    words.put("id", id());
    words.put("Name", prefix);
    words.put("Peer", peer());
    words.put("Subject", subject());
    words.put("Contract", port.contract());
    words.put("World", port.world());
    words.put("world", small(port.world()));
    words.put("port", port.type());
    words.put("commands", port.commands());
    words.put("attached", port.attached());
    words.put("hint", port.hint());
    words.put("settings", port.takesSettings() ? Template.part("settings.part") : "");
    words.put("abilities", port == Port.TAG ? Template.part("abilities.part") : "");
    return words;
  }

  private static String small(String type) {
    return type.isEmpty() ? "" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
  }
}
