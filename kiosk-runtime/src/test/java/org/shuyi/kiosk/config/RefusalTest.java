package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each thing that can be wrong is told once, with its place, what was found and what was expected.
 */
class RefusalTest {
  @TempDir Path folder;

  /**
   * A piece of the example, what stands there instead, and the end of the only complaint.
   *
   * @param said from the key on
   */
  record Spoilt(String piece, String instead, String said) {
    @Override
    public String toString() {
      return said;
    }
  }

  private static Spoilt spoilt(String piece, String instead, String said) {
    return new Spoilt(piece, instead, said);
  }

  static Stream<Spoilt> ranges() {
    return Stream.of(
        spoilt(
            "organisation: gz",
            "organisation: GZ",
            "station.organisation: \"GZ\" is not 1 to 32 of a-z, 0-9 and -, such as cabinet-1"),
        spoilt(
            "  id: cabinet-1",
            "  # no id",
            "station.id: is missing; expected 1 to 32 of a-z, 0-9 and -, such as cabinet-1"),
        spoilt("demo: false", "demo: yes", "station.demo: \"yes\" is not true or false"),
        spoilt(
            "[zh-CN, en]",
            "[zh-CM, en]",
            "station.languages[1]: \"zh-CM\" is not one of zh-CN, en; did you mean zh-CN?"),
        spoilt(
            "[zh-CN, en]",
            "[en, en]",
            "station.languages[2]: en stands in the list twice; expected each language once"),
        spoilt(
            "legacy-3m: false",
            "magnet: {pulse: 1s}",
            "magnet: there is no library system; expected a device of a kind such as ils.sip2"),
        spoilt(
            "  full: 11 ",
            "  desensitise: 18 ",
            "pins.desensitise: there is no library system;"
                + " expected a device of a kind such as ils.sip2"),
        spoilt(
            "[zh-CN, en]", "[]", "station.languages: is missing; expected one language at least"),
        spoilt(
            "[zh-CN, en]",
            "zh-CN",
            "station.languages: \"zh-CN\" is not a list: languages such as zh-CN"),
        spoilt(
            "port: 8080",
            "port: 80800",
            "touch.port: \"80800\" is not a whole number from 1 to 65535"),
        spoilt("port: 8080", "port: 0", "touch.port: \"0\" is not a whole number from 1 to 65535"),
        spoilt(
            "port: 8081",
            "port: 8080",
            "technician.port: port 8080 is the touch screen's; expected a port of its own"),
        spoilt(
            "bind: 127.0.0.1",
            "bind: 0.0.0.0",
            "technician.bind: \"0.0.0.0\" is not a loopback address such as 127.0.0.1; any other needs certificate and private-key"),
        spoilt(
            "bind: 127.0.0.1",
            "bind: the street",
            "technician.bind: \"the street\" is not an address of this machine such as 127.0.0.1 or 192.168.7.20"),
        spoilt(
            "bind: 127.0.0.1 ",
            "bind: 192.168.7.20\n  certificate: pages.pem ",
            "technician.private-key: is missing; expected the path of a file"),
        spoilt(
            "bind: 127.0.0.1 ",
            "bind: 0.0.0.0\n  private-key: pages.key\n  certificate: pages.pem ",
            "technician.names: is missing; expected names or addresses by which browsers ask, such as station.library.example"),
        spoilt(
            "bind: 127.0.0.1 ",
            "bind: 192.168.7.20\n  private-key: pages.key\n  certificate: pages.pem\n  names: [a page] ",
            "technician.names[1]: \"a page\" is not a name or address such as station.library.example"),
        spoilt(
            "bind: 127.0.0.1 ",
            "bind: 127.0.0.1\n  names: [station.library.example] ",
            "technician.names: there is no TLS; expected certificate and private-key, or no names"),
        spoilt(
            "role: technician",
            "role: techncian",
            "technician.staff[1].role: \"techncian\" is not one of courier, librarian, technician, administrator; did you mean technician?"),
        spoilt(
            "ssl://mqtt.library.example:8883",
            "mqtt.library.example",
            "centre.broker: \"mqtt.library.example\" is not a broker such as ssl://mqtt.library.example:8883, or tcp://127.0.0.1:1883"),
        spoilt(
            "ssl://mqtt.library.example:8883",
            "ssl://mqtt.library.example:70000",
            "centre.broker: \"ssl://mqtt.library.example:70000\" is not a broker such as ssl://mqtt.library.example:8883, or tcp://127.0.0.1:1883"),
        spoilt(
            "ssl://mqtt.library.example:8883",
            "tcp://127.0.0.1:1883",
            "centre.broker: \"tcp://127.0.0.1:1883\" is not ssl://host:port, as certificate, private-key and trust need"),
        spoilt(
            "  private-key: /etc",
            "  # /etc",
            "centre.private-key: is missing; expected the path of a file"),
        spoilt(
            "number: 1 ",
            "number: 0 ",
            "city-keys[1].number: \"0\" is not a whole number from 1 to 65535"),
        spoilt(
            "pulse: 800ms",
            "pulse: 800",
            "times.pulse: \"800\" is not a time such as 800ms, 5s or 2m, from 50ms to 5s"),
        spoilt(
            "idle: 15s",
            "idle: 1h",
            "times.idle: \"1h\" is not a time such as 800ms, 5s or 2m, from 5s to 10m"),
        spoilt("rounds: 5", "rounds: 21", "rounds: \"21\" is not a whole number from 2 to 20"),
        spoilt("rounds: 5", "rounds: 05", "rounds: \"05\" is not a whole number from 2 to 20"),
        spoilt("rounds: 5", "rounds: 5.0", "rounds: \"5.0\" is not a whole number from 2 to 20"),
        spoilt(
            "rounds: 5",
            "rounds: ",
            "rounds: \"\" is not a whole number from 2 to 20, on one line and not empty"),
        spoilt("rounds: 5", "rounds: [5]", "rounds: a list is not a whole number from 2 to 20"),
        spoilt(
            "trust: kernel",
            "trust: kernal",
            "clock.trust: \"kernal\" is not one of kernel, system; did you mean kernel?"));
  }

  static Stream<Spoilt> keys() {
    return Stream.of(
        spoilt(
            "legacy-3m: false",
            "legacy-3n: false",
            "legacy-3n: no such key; expected one of intake, legacy-3m, mobile, magnet; did you mean legacy-3m?"),
        spoilt(
            "idle-grace: 7s",
            "idle_grace: 7s",
            "times.idle_grace: no such key; expected one of idle-grace; did you mean idle-grace?"),
        spoilt(
            "channel: 1}",
            "channel: 1, colour: red}",
            "doors.1.lock.colour: no such key; expected one of device, channel"));
  }

  static Stream<Spoilt> doorsAndDevices() {
    return Stream.of(
        spoilt(
            "device: reader-2",
            "device: reader-3",
            "doors.2.tags.device: \"reader-3\" is not one of locks, reader-1, reader-2, cards, scanner, air, sign, voice"),
        spoilt(
            "device: reader-2",
            "device: redaer-2",
            "doors.2.tags.device: \"redaer-2\" is not one of locks, reader-1, reader-2, cards, scanner, air, sign, voice; did you mean reader-2?"),
        spoilt(
            "channel: 2",
            "channel: 1",
            "doors.2.lock.channel: channel 1 of locks is door 1's already; expected one of its own"),
        spoilt(
            "device: reader-2",
            "device: reader-1",
            "doors.2.tags.antenna: antenna 1 of reader-1 is door 1's already; expected one of its own"),
        spoilt(
            "{device: reader-2, antenna: 1}",
            "{device: locks, antenna: 1}",
            "doors.2.tags.device: locks is a lock.kerong; expected a device of a kind tag.…"),
        spoilt(
            "\"2\":",
            "left-hand:",
            "doors.left-hand: \"left-hand\" is not a door's label of 1 to 8 letters or digits"),
        spoilt(
            "  scanner:",
            "  ups: {kind: power.megatec, line: \"tcp:127.0.0.1:1\"}\n"
                + "  ups-2: {kind: power.megatec, line: \"tcp:127.0.0.1:2\"}\n  scanner:",
            "devices.ups-2: ups is the station's power already; expected one of this port"),
        spoilt(
            "  scanner:",
            "  Scanner:",
            "devices.Scanner: \"Scanner\" is not a device's name of 1 to 32 of a-z, 0-9 and -"),
        spoilt(
            "    kind: code.serial\n",
            "",
            "devices.scanner.kind: is missing; expected port and maker, such as lock.kerong"),
        spoilt(
            "    line: serial:/dev/shuyi/scanner?baud=9600",
            "    line: {baud: 9600}",
            "devices.scanner.line: a table of keys is not a line, such as tcp:10.0.0.7:5000"));
  }

  static Stream<Spoilt> pins() {
    return Stream.of(
        spoilt(
            "chip: gpiochip0",
            "chip: /dev/gpiochip0",
            "pins.chip: \"/dev/gpiochip0\" is not a chip such as gpiochip0"),
        spoilt(
            "  chip: gpiochip0",
            "  # no chip",
            "pins.chip: is missing; expected a chip such as gpiochip0"),
        spoilt(
            "chip: gpiochip0",
            "line: tcp:127.0.0.1:7301",
            "pins.line: pins over a line move nothing real; expected chip, or station.demo: true"),
        spoilt(
            "chip: gpiochip0",
            "line: tcp:10.0.0.7:7301",
            "pins.line: \"tcp:10.0.0.7:7301\" is not a line of this machine such as tcp:127.0.0.1:7301"),
        spoilt(
            "chip: gpiochip0 ",
            "chip: gpiochip0\n  line: tcp:127.0.0.1:7301 ",
            "pins.line: the pins are on a chip already; expected either chip or line"),
        spoilt(
            "chip: gpiochip0",
            "line: tcp:127.0.0.1:73010",
            "pins.line: \"tcp:127.0.0.1:73010\" is not a line of this machine such as tcp:127.0.0.1:7301"),
        spoilt(
            "  scanner:",
            "  pins:",
            "pins: a device is called pins too; expected another name for the device"),
        spoilt(
            "tamper: 27",
            "tamper: 1000",
            "pins.tamper: \"1000\" is not a whole number from 0 to 999"),
        spoilt(
            "tamper: 27",
            "tamper: 17",
            "pins.tamper: pin 17 is the lamp of door 1's already; expected one of its own"),
        spoilt(
            "fire: 22",
            "fire: 27",
            "pins.fire: pin 27 is the tamper switch's already; expected one of its own"),
        spoilt("\"1\": 17", "\"3\": 17", "pins.lamps.3: \"3\" is not one of 1, 2"),
        spoilt(
            "\"1\": 17",
            "\"1\": GPIO17",
            "pins.lamps.1: \"GPIO17\" is not a whole number from 0 to 999"),
        spoilt(
            "  tamper: 27 ",
            "  tamfer: 27 ",
            "pins.tamfer: no such key; expected one of line, tamper, entrance, desensitise, resensitise, sensors, occupied, gate; did you mean tamper?"));
  }

  static Stream<Spoilt> yaml() {
    return Stream.of(
        spoilt(
            "rounds: 5",
            "rounds: &five 5",
            "rounds: the anchor &five; expected plain tables, lists and texts"),
        spoilt(
            "rounds: 5",
            "rounds: *five",
            "rounds: the alias *five; expected plain tables, lists and texts"),
        spoilt(
            "rounds: 5",
            "rounds: !!int 5",
            "rounds: the tag tag:yaml.org,2002:int; expected plain tables, lists and texts"),
        spoilt("legacy-3m: false", "? [legacy-3m]\n: false", "a list as a key; expected a text"),
        spoilt("clock:\n", "---\nclock:\n", "a second document begins; expected one document"));
  }

  @ParameterizedTest
  @MethodSource({"ranges", "keys", "doorsAndDevices", "pins", "yaml"})
  void oneFaultIsOneComplaint(Spoilt fault) {
    List<Complaint> complaints =
        Example.refused(folder, Example.with(fault.piece(), fault.instead()));
    assertThat(Example.lines(complaints))
        .singleElement()
        .asString()
        .matches("(?s)station\\.yaml:[0-9]+:[0-9]+: .*")
        .endsWith(": " + fault.said());
  }

  @Test
  void aComplaintNamesLineAndColumn() {
    List<Complaint> complaints = Example.refused(folder, Example.with("channel: 2", "channel: 99"));
    assertThat(Example.lines(complaints))
        .containsExactly(
            "station.yaml:%d:36: doors.2.lock.channel: \"99\" is not a whole number from 1 to 64"
                .formatted(Example.line("channel: 2")));
  }

  @Test
  void aKeyThatStandsTwiceNamesTheFirst() {
    int line = Example.line("rounds: 5");
    assertThat(
            Example.lines(
                Example.refused(folder, Example.with("rounds: 5 ", "rounds: 5\nrounds: "))))
        .containsExactly(
            "station.yaml:%d:1: rounds: the key stands in line %d already; expected each key once"
                .formatted(line + 1, line));
  }

  @Test
  void allFaultsAreToldAtOnceInTheOrderOfTheFile() {
    String text =
        Example.with("organisation: gz", "organisation: G Z")
            .replace("pulse: 800ms", "pulse: 8s")
            .replace("trust: kernel", "trust: me")
            .replace("outbox-limit", "outbox-limits")
            .replace("antenna: 1}\n  \"2\"", "antenna: one}\n  \"2\"");
    assertThat(Example.refused(folder, text))
        .extracting(Complaint::key)
        .containsExactly(
            "station.organisation",
            "times.pulse",
            "outbox-limits",
            "clock.trust",
            "doors.1.tags.antenna");
  }

  @Test
  void anEmptyTableOfDoorsIsRefused() {
    String text = Example.text();
    List<Complaint> complaints =
        Example.refused(folder, text.substring(0, text.indexOf("doors:")) + "doors: {}\n");
    assertThat(complaints)
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("one door at least"));
  }

  @Test
  void eachSectionThatMustBeThereIsMissed() {
    assertThat(Example.refused(folder, "rounds: 5\n"))
        .extracting(Complaint::key)
        .containsExactly("centre", "city-keys", "devices", "doors", "journal", "station");
  }

  @Test
  void twoPersonsOfOneNameAreRefused() {
    String text = Example.text();
    String person = text.substring(text.indexOf("    - name: lin"), text.indexOf("\ncentre:"));
    assertThat(Example.refused(folder, text.replace(person, person + person)))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("two persons called lin"));
  }

  @Test
  void aThirdCityKeyAndANumberUsedTwiceAreRefused() {
    String key = "  - {number: 1, file: a}\n";
    String text = Example.with("city-keys: ", "city-keys:\n" + key + key + " ");
    assertThat(Example.refused(folder, text))
        .extracting(Complaint::key)
        .containsExactly("city-keys", "city-keys[2].number", "city-keys[3].number");
  }

  @Test
  void aBrokerElsewhereIsAskedOverTlsUnlessItIsADemonstration() {
    String text =
        Example.with("ssl://mqtt.library.example:8883", "tcp://10.0.0.9:1883")
            .replaceAll("(?m)^  (certificate|private-key|trust): /.*$", "");
    assertThat(Example.refused(folder, text))
        .extracting(Complaint::key)
        .containsExactly("centre.broker");
    assertThat(Example.read(folder, text.replace("demo: false", "demo: true")).centre().tls())
        .isEmpty();
    assertThat(Example.read(folder, text.replace("10.0.0.9", "127.0.0.1")).centre().broker())
        .isEqualTo("tcp://127.0.0.1:1883");
  }

  @Test
  void pinsOverALineAreForADemonstration() {
    String text = Example.with("chip: gpiochip0", "line: tcp:127.0.0.1:7301");
    assertThat(Example.refused(folder, text))
        .extracting(Complaint::key)
        .containsExactly("pins.line");
    assertThat(Example.read(folder, text.replace("demo: false", "demo: true")).pins())
        .map(PinsConfig::board)
        .hasValue(new PinsConfig.Board.Line("tcp:127.0.0.1:7301"));
  }

  @Test
  void pinsWithoutUseAreRefused() {
    String text = Example.with("    supply: {pin: 7, off: 8}", "    supply: none");
    int from = text.indexOf("  tamper: 27");
    assertThat(
            Example.said(
                Example.refused(
                    folder, text.substring(0, from) + text.substring(text.indexOf("devices:")))))
        .containsExactly(
            "pins.lamps: is missing; expected lamps, a tamper switch or a fire input, since pins without use are a mistake");
  }

  @Test
  void tlsNeedsItsThreeFiles() {
    String text = Example.text().replaceAll("(?m)^  (certificate|private-key|trust): /.*$", "");
    assertThat(Example.refused(folder, text))
        .extracting(Complaint::key)
        .containsExactly("centre.certificate", "centre.private-key", "centre.trust");
  }

  @Test
  void onlyADemonstrationMayAskForAnyFreePort() {
    String text = Example.with("port: 8080", "port: 0").replace("port: 8081", "port: 0");
    assertThat(Example.refused(folder, text)).hasSize(2);
    assertThat(Example.read(folder, text.replace("demo: false", "demo: true")).touchPort())
        .isZero();
  }

  @Test
  void aPasswordThatStandsWhereItsHashShouldIsNotRepeated() {
    String text = Example.text().replaceAll("hash: .*", "hash: correct-horse");
    List<Complaint> complaints = Example.refused(folder, text);
    assertThat(Complaints.lines(complaints) + Complaints.json(complaints))
        .contains("this text of 13 characters is no password hash")
        .doesNotContain("correct-horse");
  }

  @Test
  void aMissingFileAndAFolderAreComplaints() {
    assertThat(Example.lines(Example.refused(folder.resolve("station.yaml"))))
        .containsExactly("station.yaml: there is no such file; expected a configuration");
    assertThat(Example.refused(folder))
        .singleElement()
        .satisfies(it -> assertThat(it.found()).isEqualTo("this is a folder"));
  }

  @Test
  void aFileThatIsEmptyOrNoTableIsRefused() {
    assertThat(Example.lines(Example.refused(folder, "")))
        .containsExactly("station.yaml: the file is empty; expected a configuration");
    assertThat(Example.lines(Example.refused(folder, "# nothing\n"))).hasSize(1);
    assertThat(Example.lines(Example.refused(folder, "- a\n- b\n")))
        .containsExactly(
            "station.yaml:1:1: a list stands here; expected keys such as station and devices");
    assertThat(Example.lines(Example.refused(folder, "hello")))
        .containsExactly(
            "station.yaml:1:1: \"hello\" stands here; expected keys such as station and devices");
  }

  @Test
  void aFileOfMoreThan256KilobytesIsNotParsed() {
    String text = Example.text();
    String padding = "#".repeat(256 * 1024 - text.getBytes(StandardCharsets.UTF_8).length);
    Example.read(folder, text + padding);
    assertThat(Example.lines(Example.refused(folder, text + padding + "#")))
        .containsExactly(
            "station.yaml: more than 256 KB; expected a configuration of 256 KB at most");
  }

  @Test
  void whatIsNoUtf8IsRefusedWhereItStands() {
    byte[] latin = "station:\n  id: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Example.lines(Example.refused(Example.file(folder, latin))))
        .containsExactly("station.yaml:2:10: the byte e9 is no UTF-8; expected UTF-8 text");
    byte[] cut = "a: \u4e66".getBytes(StandardCharsets.UTF_8);
    assertThat(
            Example.lines(
                Example.refused(Example.file(folder, Arrays.copyOf(cut, cut.length - 1)))))
        .containsExactly("station.yaml:1:4: the byte e4 is no UTF-8; expected UTF-8 text");
  }

  @Test
  void aControlCharacterIsRefusedWhereItStands() {
    assertThat(Example.lines(Example.refused(folder, "a: b\nc: \u0007\n")))
        .containsExactly(
            "station.yaml:2:4: the control character U+0007; expected text that can be printed");
  }

  @Test
  void aMarkOfByteOrderIsNoKey() {
    Example.read(folder, "\uFEFF" + Example.text());
  }

  @Test
  void whatIsNoYamlIsRefusedOnceWithItsPlace() {
    assertThat(Example.lines(Example.refused(folder, "station: {id: a\njournal: [")))
        .singleElement()
        .asString()
        .startsWith("station.yaml:2:");
    assertThat(Example.lines(Example.refused(folder, "station:\n\tid: a\n")))
        .singleElement()
        .asString()
        .startsWith("station.yaml:2:1: ");
  }

  @Test
  void whatIsTooDeepIsRefusedWithoutBeingFollowed() {
    String deep = "rounds: " + "[".repeat(50_000) + "]".repeat(50_000);
    assertThat(Example.said(Example.refused(folder, Example.with("rounds: 5", deep))))
        .singleElement()
        .asString()
        .endsWith(": a table or list at depth 9; expected depth 8 at most");
  }

  @Test
  void aThousandFaultsAreNotAllTold() {
    var text = new StringBuilder(Example.text());
    for (int i = 0; i < 1_000; i++) text.append("  extra").append(i).append(": {}\n");
    assertThat(Example.refused(folder, text.toString())).hasSize(Complaints.MOST);
  }

  @Test
  void aKeyWithALineBreakStaysOnOneLine() {
    List<Complaint> complaints = Example.refused(folder, Example.text() + "\n\"a\\nb\": 1\n");
    assertThat(Complaints.lines(complaints).lines()).hasSize(1);
    assertThat(Complaints.lines(complaints)).contains("a\\u000ab");
  }

  @Test
  void programsReadTheSameAsJson() throws IOException {
    List<Complaint> complaints =
        Example.refused(folder, Example.with("trust: kernel", "trust: kernal"));
    JsonNode one = new ObjectMapper().readTree(Complaints.json(complaints)).get(0);
    assertThat(one.get("line").asInt()).isEqualTo(complaints.getFirst().place().line());
    assertThat(one.get("column").asInt()).isEqualTo(10);
    assertThat(one.get("key").asText()).isEqualTo("clock.trust");
    assertThat(one.get("kind").asText()).isEqualTo("wrong");
    assertThat(one.get("found").asText()).isEqualTo("\"kernal\"");
    assertThat(one.get("expected").asText()).isEqualTo("one of kernel, system");
    assertThat(one.get("near").asText()).isEqualTo("kernel");
    assertThat(one.get("text").asText()).isEqualTo(complaints.getFirst().text());
  }
}
