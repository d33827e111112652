package org.shuyi.kiosk.config;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.kiosk.config.StationConfig.Centre;
import org.shuyi.kiosk.config.StationConfig.CityKeyFile;
import org.shuyi.kiosk.config.StationConfig.ClockTrust;
import org.shuyi.kiosk.config.StationConfig.DoorConfig;
import org.shuyi.kiosk.config.StationConfig.Staff;
import org.shuyi.kiosk.config.StationConfig.Station;
import org.shuyi.kiosk.config.StationConfig.Technician;
import org.shuyi.kiosk.config.StationConfig.Times;
import org.shuyi.kiosk.config.StationConfig.Tls;
import org.shuyi.kiosk.trust.PasswordHash;
import org.shuyi.kiosk.trust.PemIdentity;

/**
 * Reads the sections of a file one after the other. What is wrong is noted and replaced by anything
 * of the right type, since a file with a complaint never becomes a configuration.
 */
final class StationReader {
  /** Those for which there are texts. */
  static final List<String> LANGUAGES = List.of("zh-CN", "en");

  static final List<String> ROLES = List.of("courier", "librarian", "technician", "administrator");

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
  private static final String AN_ID = "1 to 32 of a-z, 0-9 and -, such as cabinet-1";
  private static final Pattern PERSON = Pattern.compile("[\\p{L}0-9.-]{1,32}");

  /** Names are not asked of any DNS: whoever answers for localhost is this machine. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|::1|\\[::1]");

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9A-Fa-f:]{2,45}]?");

  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]{2,45}]");

  private static final Pattern BROKER =
      Pattern.compile(
          "(?<scheme>tcp|ssl)://(?<host>[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])"
              + ":(?<port>[0-9]{1,5})");

  private static final String A_BROKER =
      "a broker such as ssl://mqtt.library.example:8883, or tcp://127.0.0.1:1883";

  private static final List<String> TLS_KEYS = List.of("certificate", "private-key", "trust");

  private final Path file;
  private final NodeSettings root;

  private StationReader(Path file, Node.Table table) {
    this.file = file;
    this.root = new NodeSettings("", table.place(), table);
  }

  static Reading read(Path file) {
    return read(file, Optional.empty());
  }

  static Reading read(Path file, Function<DeviceConfig, List<Complaint>> judge) {
    return read(file, Optional.of(judge));
  }

  private static Reading read(Path file, Optional<Function<DeviceConfig, List<Complaint>>> judge) {
    return switch (FileText.of(file)) {
      case FileText.None(Complaint why) -> new Reading.Refused(List.of(why));
      case FileText.Text(String text) -> read(file, text, judge);
    };
  }

  private static Reading read(
      Path file, String text, Optional<Function<DeviceConfig, List<Complaint>>> judge) {
    YamlTree.Parsed parsed = YamlTree.parse(file.toString(), text);
    var complaints = new ArrayList<Complaint>(parsed.complaints());
    Optional<StationConfig> config = Optional.empty();
    if (parsed.root().isPresent()) {
      switch (parsed.root().get()) {
        case Node.Table table -> {
          var reader = new StationReader(file, table);
          StationConfig read = reader.station();
          complaints.addAll(reader.root.complaints());
          complaints.addAll(reader.root.unread());
          judge.ifPresent(asked -> complaints.addAll(judged(read, asked)));
          config = Optional.of(read);
        }
        case Node.Text other -> complaints.add(noTable(other));
        case Node.Items other -> complaints.add(noTable(other));
        case Node.Broken broken -> {}
      }
    } else if (complaints.isEmpty()) {
      complaints.add(
          Complaint.file(
              Place.wholeOf(file.toString()), "", "the file is empty", "a configuration"));
    }
    return config.isPresent() && complaints.isEmpty()
        ? new Reading.Read(config.get())
        : new Reading.Refused(Complaints.inOrder(complaints));
  }

  private static Complaint noTable(Node node) {
    return Complaint.file(
        node.place(), "", node.word() + " stands here", "keys such as station and devices");
  }

  private static List<Complaint> judged(
      StationConfig config, Function<DeviceConfig, List<Complaint>> judge) {
    var found = new ArrayList<Complaint>();
    for (DeviceConfig device : config.devices().values()) found.addAll(judge.apply(device));
    return config.finish(found);
  }

  private StationConfig station() {
    Station station =
        root.section("station", "the station's organisation and id")
            .map(StationReader::identity)
            .orElse(new Station("", "", false, LANGUAGES));
    Path journal =
        root.section("journal", "the file of the journal").map(at -> path(at, "file")).orElse(file);
    int touchPort = root.section("touch").map(at -> port(at, 8080, station.demo())).orElse(0);
    Technician technician =
        root.section("technician")
            .map(at -> technician(at, station.demo(), touchPort))
            .orElse(new Technician(0, "", List.of(), Optional.empty(), List.of()));
    Centre centre =
        root.section("centre", "the way to the centre")
            .map(at -> centre(at, station.demo()))
            .orElse(new Centre("", ofSeconds(1), file, Optional.empty()));
    Times times = times();
    var cabinet = new CabinetReader(root, times.pulse());
    Optional<PinsConfig> pins =
        root.has("pins")
            ? root.section("pins")
                .map(
                    at ->
                        PinsReader.read(
                            at, station.demo(), cabinet.doorLabels(), cabinet.devices().values()))
            : Optional.empty();
    Optional<IntakeConfig> intake =
        root.has("intake")
            ? root.section("intake").flatMap(at -> IntakeReader.read(at, cabinet))
            : Optional.empty();
    if (root.has("pins") && cabinet.devices().containsKey("pins"))
      root.complain(
          Complaint.clash(
              root.placeOf("pins"),
              "pins",
              "a device is called pins too",
              "another name for the device"));
    pins.ifPresent(board -> oneSensorEach(board, cabinet.doors()));
    if (!root.has("pins")) cabinet.devices().values().forEach(this::needsPins);
    Optional<NodeSettings> clock = root.section("clock");
    ZoneId zone = clock.map(NightReader::zone).orElse(ZoneId.of("UTC"));
    var night = new NightReader(root, zone, pins);
    return new StationConfig(
        station,
        journal,
        touchPort,
        technician,
        centre,
        cityKeys(),
        times,
        root.number("rounds", 2, 20, 5),
        root.number("outbox-limit", 100, 1_000_000, 30_000),
        root.has("bolts-at-once") ? root.number("bolts-at-once", 1, 64) : OptionalInt.empty(),
        root.flag("legacy-3m", false),
        clock.map(StationReader::clock).orElse(ClockTrust.KERNEL),
        cabinet.devices(),
        cabinet.doors(),
        intake,
        pins,
        ClimateReader.read(root, cabinet.devices(), pins),
        night.lights(),
        night.uv(cabinet.doorLabels()),
        EntranceReader.read(root, night, cabinet, pins),
        night.quiet(cabinet.devices()),
        root.has("camera") ? root.section("camera").map(this::camera) : Optional.empty(),
        MobileReader.read(root, night, cabinet.devices()),
        MagnetReader.read(root, cabinet.devices(), pins));
  }

  private void oneSensorEach(PinsConfig pins, SortedMap<String, DoorConfig> doors) {
    doors.forEach(
        (label, door) -> {
          if (door.sensor().isPresent() && pins.sensors().containsKey(label))
            twice("sensors", "door " + label + " has a sensor at its lock board already");
          if (door.occupied().isPresent() && pins.occupied().containsKey(label))
            twice("occupied", "door " + label + " has a barrier at its lock board already");
        });
  }

  private void needsPins(DeviceConfig device) {
    if (device.supply().isPresent()
        && device.supply().get() instanceof SupplyConfig.AtPin(Value at, _, _, _))
      root.complain(Complaint.clash(at.place(), at.key(), "there are no pins", "the section pins"));
  }

  private void twice(String key, String found) {
    root.complain(Complaint.clash(root.placeOf("pins"), "pins." + key, found, "one a door"));
  }

  private static Station identity(NodeSettings at) {
    return new Station(
        at.value("organisation", ID, AN_ID).map(Value::text).orElse(""),
        at.value("id", ID, AN_ID).map(Value::text).orElse(""),
        at.flag("demo", false),
        languages(at));
  }

  private static List<String> languages(NodeSettings at) {
    if (!at.has("languages")) return LANGUAGES;
    var languages = new ArrayList<String>();
    for (Value language : at.values("languages", "languages such as zh-CN")) {
      if (!LANGUAGES.contains(language.text())) at.complain(language.notOneOf(LANGUAGES));
      else if (languages.contains(language.text()))
        at.complain(clash(language, language + " stands in the list twice", "each language once"));
      else languages.add(language.text());
    }
    if (at.isEmptyList("languages")) at.lack("languages", "one language at least");
    return languages;
  }

  /** 0 asks the system for any free port, which only a demonstration can tell its visitors. */
  private static int port(NodeSettings at, int otherwise, boolean demo) {
    return at.number("port", demo ? 0 : 1, 65_535, otherwise);
  }

  private Technician technician(NodeSettings at, boolean demo, int touchPort) {
    int port = port(at, 8081, demo);
    if (port != 0 && port == touchPort)
      at.complain(
          Complaint.clash(
              at.placeOf("port"),
              at.path("port"),
              "port " + port + " is the touch screen's",
              "a port of its own"));
    Optional<Value> bind = at.written("bind", "an address of this machine");
    Optional<PemIdentity> tls = identity(at, "certificate", "private-key");
    bind.ifPresent(address -> judgeBind(at, address, tls.isPresent()));
    String address = bind.map(Value::text).orElse("127.0.0.1");
    return new Technician(port, address, names(at, address, tls.isPresent()), tls, staff(at));
  }

  /** Both files of a TLS server, or none. */
  private Optional<PemIdentity> identity(NodeSettings at, String certificate, String key) {
    if (!at.has(certificate) && !at.has(key)) return Optional.empty();
    return Optional.of(new PemIdentity(path(at, certificate), path(at, key)));
  }

  private static void judgeBind(NodeSettings at, Value bind, boolean secret) {
    boolean near = LOOPBACK.matcher(bind.text()).matches();
    if (!near && !ADDRESS.matcher(bind.text()).matches())
      at.complain(bind.isNot("an address of this machine such as 127.0.0.1 or 192.168.7.20"));
    else if (!near && !secret)
      at.complain(
          bind.isNot(
              "a loopback address such as 127.0.0.1; any other needs certificate and private-key"));
  }

  /** By an address that means every one of this machine nobody can ask. */
  private static List<String> names(NodeSettings at, String bind, boolean secret) {
    String expected = "names or addresses by which browsers ask, such as station.library.example";
    var names = new ArrayList<String>();
    for (Value name : at.values("names", expected)) {
      if (HOST_NAME.matcher(name.text()).matches()) names.add(name.text());
      else at.complain(name.isNot("a name or address such as station.library.example"));
    }
    if (at.has("names") && !secret)
      at.complain(
          Complaint.clash(
              at.placeOf("names"),
              at.path("names"),
              "there is no TLS",
              "certificate and private-key, or no names"));
    if (!secret || LOOPBACK.matcher(bind).matches()) return names;
    if (EVERY_ADDRESS.contains(bind)) {
      if (names.isEmpty()) at.lack("names", expected);
    } else if (!names.contains(bind)) {
      names.add(bind);
    }
    return names;
  }

  private static List<Staff> staff(NodeSettings at) {
    var staff = new ArrayList<Staff>();
    Set<String> names = new HashSet<>();
    for (NodeSettings person : at.sections("staff", "persons with name, role and hash")) {
      Optional<Value> name =
          person.value("name", PERSON, "a name of 1 to 32 letters, digits, dots or hyphens");
      Optional<Value> role = person.value("role", "one of " + String.join(", ", ROLES));
      Optional<PasswordHash> hash = hash(person);
      if (role.isPresent() && !ROLES.contains(role.get().text()))
        person.complain(role.get().notOneOf(ROLES));
      if (name.isPresent() && !names.add(name.get().text()))
        person.complain(
            clash(name.get(), "there are two persons called " + name.get(), "each person once"));
      if (name.isPresent() && role.isPresent() && hash.isPresent())
        staff.add(new Staff(name.get().text(), role.get().text(), hash.get()));
    }
    return staff;
  }

  /** A hash is never shown, not even a wrong one: it may be the password. */
  private static Optional<PasswordHash> hash(NodeSettings person) {
    String expected = "a password hash such as pbkdf2-sha256$iterations$salt$hash";
    Optional<Value> value = person.value("hash", expected);
    if (value.isEmpty()) return Optional.empty();
    try {
      return Optional.of(PasswordHash.parse(value.get().text()));
    } catch (IllegalArgumentException e) {
      person.complain(
          clash(
              value.get(),
              "this text of " + value.get().text().length() + " characters is no password hash",
              expected));
      return Optional.empty();
    }
  }

  private Centre centre(NodeSettings at, boolean demo) {
    Optional<Value> broker = at.value("broker", BROKER, A_BROKER);
    Optional<Tls> tls = tls(at);
    if (broker.isPresent()) {
      Matcher address = BROKER.matcher(broker.get().text());
      boolean matches = address.matches();
      assert matches;
      boolean secret = address.group("scheme").equals("ssl");
      boolean far = !LOOPBACK.matcher(address.group("host")).matches();
      int port = Integer.parseInt(address.group("port"));
      if (port < 1 || port > 65_535) at.complain(broker.get().isNot(A_BROKER));
      if (secret && !hasTls(at))
        for (String key : TLS_KEYS) at.lack(key, "a file, since the broker is asked over TLS");
      if (!secret && hasTls(at))
        at.complain(
            broker.get().isNot("ssl://host:port, as certificate, private-key and trust need"));
      if (!secret && !hasTls(at) && far && !demo)
        at.complain(
            broker.get().isNot("ssl://host:port; without TLS only this machine's own is asked"));
    }
    return new Centre(
        broker.map(Value::text).orElse(""),
        at.duration("spread", ofSeconds(0), ofMinutes(30), ofSeconds(1)),
        path(at, "key"),
        tls);
  }

  private Optional<Tls> tls(NodeSettings at) {
    return hasTls(at)
        ? Optional.of(new Tls(path(at, "certificate"), path(at, "private-key"), path(at, "trust")))
        : Optional.empty();
  }

  private static boolean hasTls(NodeSettings at) {
    return TLS_KEYS.stream().filter(at::has).count() > 0;
  }

  private List<CityKeyFile> cityKeys() {
    var keys = new ArrayList<CityKeyFile>();
    Set<Integer> numbers = new HashSet<>();
    String expected = "one or two city keys with number and file";
    if (!root.has("city-keys") || root.isEmptyList("city-keys")) root.lack("city-keys", expected);
    List<NodeSettings> sections = root.sections("city-keys", expected);
    for (NodeSettings key : sections) {
      OptionalInt number = key.number("number", 1, 65_535);
      Path path = path(key, "file");
      if (number.isPresent() && !numbers.add(number.getAsInt()))
        key.complain(
            Complaint.clash(
                key.placeOf("number"),
                key.path("number"),
                "there are two city keys with number " + number.getAsInt(),
                "a number of its own"));
      number.ifPresent(n -> keys.add(new CityKeyFile(n, path)));
    }
    if (sections.size() > 2)
      root.complain(
          Complaint.clash(
              root.placeOf("city-keys"),
              "city-keys",
              "there are " + sections.size() + " city keys",
              "two at most, and two only during a change"));
    return keys;
  }

  private Times times() {
    return root.section("times")
        .map(StationReader::times)
        .orElse(new Times(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO));
  }

  private static Times times(NodeSettings at) {
    return new Times(
        at.duration("pulse", ofMillis(50), ofSeconds(5), ofMillis(800)),
        at.duration("time-to-open", ofSeconds(2), ofMinutes(2), ofSeconds(10)),
        at.duration("open-too-long", ofSeconds(10), ofHours(1), ofSeconds(90)),
        at.duration("count-patience", ofSeconds(1), ofMinutes(2), ofSeconds(40)),
        at.duration("idle", ofSeconds(5), ofMinutes(10), ofSeconds(15)),
        at.duration("idle-grace", ofSeconds(2), ofMinutes(2), ofSeconds(7)),
        at.duration("receipt-for", ofSeconds(2), ofMinutes(2), ofSeconds(12)),
        at.duration("ask-patience", ofMillis(200), ofSeconds(30), ofSeconds(2)));
  }

  private static ClockTrust clock(NodeSettings at) {
    return at.choice("trust", List.of("kernel", "system"), "kernel").equals("system")
        ? ClockTrust.SYSTEM
        : ClockTrust.KERNEL;
  }

  /** Off where nobody says anything of it. */
  private CameraConfig camera(NodeSettings at) {
    return new CameraConfig(
        path(at, "program"), path(at, "seal-to"), at.number("keep-days", 1, 90, 14));
  }

  /** A file by its path; one that is not absolute begins where the configuration lies. */
  private Path path(NodeSettings at, String key) {
    Optional<Value> value = at.value(key, "the path of a file");
    if (value.isEmpty()) return file;
    try {
      return file.resolveSibling(value.get().text());
    } catch (InvalidPathException e) {
      at.complain(value.get().isNot("the path of a file"));
      return file;
    }
  }

  private static Complaint clash(Value value, String found, String expected) {
    return Complaint.clash(value.place(), value.key(), found, expected);
  }
}
