package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.PasswordHash;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;

/**
 * The keys and passwords of a demo's city, drawn anew for each home.
 *
 * @param centre by which the station knows the centre's words
 * @param staff who may command, the first with every role
 * @param laptop the key of the first of them for {@code ./kiosk ctl}
 * @param cityKey 32 bytes in hex, from which patrons' tokens are made
 * @param logins for the technician's page
 */
public record Secrets(
    KeyPair centre, List<StaffKey> staff, StaffKey laptop, String cityKey, List<Login> logins) {
  /** The number of the city key. */
  public static final int CITY_KEY = 1;

  /** Enough for a password that is thrown away with its demo, and quick at each start. */
  private static final int ITERATIONS = 60_000;

  private static final HexFormat HEX = HexFormat.of();
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final List<Person> PERSONS =
      List.of(
          new Person("lin", new TreeSet<>(List.of("operator", "supervisor"))),
          new Person("zhou", new TreeSet<>(List.of("operator"))));

  /** A key counts its commands, so whoever sits at two places has two. */
  private static final String LAPTOP = "lin-ctl";

  private record Person(String name, SortedSet<String> roles) {}

  public Secrets {
    staff = List.copyOf(staff);
    logins = List.copyOf(logins);
  }

  /** A member of the centre's staff with a signing key. */
  public record StaffKey(String person, KeyPair pair, SortedSet<String> roles) {
    public String keyId() {
      return Keys.idOf(pair.getPublic());
    }

    private Rules.StaffKey asRule() {
      return new Rules.StaffKey(person, pair.getPublic(), roles);
    }
  }

  /** Somebody who may log in at the station. */
  public record Login(String name, String role, String password) {}

  /** Draws them, or reads those that were drawn for this home before. */
  static Secrets of(Home home, SecureRandom random) throws IOException {
    var centre = pair(home, "centre", random);
    var staff = new ArrayList<StaffKey>();
    for (var person : PERSONS) {
      staff.add(new StaffKey(person.name, pair(home, person.name, random), person.roles));
    }
    var first = PERSONS.getFirst();
    var laptop = new StaffKey(first.name, pair(home, LAPTOP, random), first.roles);
    String cityKey = kept(home, "city-1.key", () -> HEX.formatHex(drawn(random, 32)));
    var logins = new ArrayList<Login>();
    for (String role : List.of("technician", "librarian")) {
      String name = role.equals("technician") ? "wu" : "gao";
      String password = kept(home, name + ".password", () -> password(random));
      logins.add(new Login(name, role, password));
    }
    return new Secrets(centre, staff, laptop, cityKey, logins);
  }

  private static KeyPair pair(Home home, String name, SecureRandom random) throws IOException {
    Path secret = home.key(name + ".key");
    Path open = home.key(name + ".pem");
    if (Files.exists(secret) && Files.exists(open)) {
      return new KeyPair(
          Keys.publicKey(Files.readString(open)), Keys.privateKey(Files.readString(secret)));
    }
    var pair = Keys.generate(random);
    home.write(secret, Keys.pem(pair.getPrivate()));
    home.write(open, Keys.pem(pair.getPublic()));
    return pair;
  }

  private static String kept(Home home, String name, Supplier<String> draw) throws IOException {
    Path file = home.key(name);
    if (Files.exists(file)) return Files.readString(file).strip();
    String text = draw.get();
    home.write(file, text + "\n");
    return text;
  }

  private static byte[] drawn(SecureRandom random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Three groups of four that are read without mistaking 0 for O: 59 bits. */
  private static String password(SecureRandom random) {
    var password = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      if (i > 0 && i % 4 == 0) password.append('-');
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  /** What the configuration keeps of a login. */
  static PasswordHash hash(Login login, SecureRandom random) {
    return PasswordHash.of(
        login.password().toCharArray(), Octets.of(drawn(random, 16)), ITERATIONS);
  }

  /** The id under which the station knows the centre's key. */
  public String centreId() {
    return Keys.idOf(centre.getPublic());
  }

  public PatronTokens tokens() {
    return new PatronTokens(List.of(new CityKey(CITY_KEY, HEX.parseHex(cityKey))));
  }

  SortedMap<String, Rules.StaffKey> obeyed() {
    var keys = new TreeMap<String, Rules.StaffKey>();
    for (var one : staff) keys.put(one.keyId(), one.asRule());
    keys.put(laptop.keyId(), laptop.asRule());
    return keys;
  }

  /** The profile of {@code ./kiosk ctl}; its paths begin where it lies. */
  String profile(String organisation, Ports ports) {
    return """
    # For ./kiosk ctl ... --profile THIS-FILE: the broker of the demo, and %s's key.
    broker = %s
    organisation = %s
    key = keys/%s.key
    keyid = %s
    """
        .formatted(laptop.person, ports.brokerUri(), organisation, LAPTOP, laptop.keyId());
  }

  /** Who sits at the centre's desk. */
  public List<ReferenceCentre.Staff> desk() {
    return staff.stream()
        .map(s -> new ReferenceCentre.Staff(s.keyId(), s.person, s.pair.getPrivate()))
        .toList();
  }
}
