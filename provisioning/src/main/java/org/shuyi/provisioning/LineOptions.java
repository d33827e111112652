package org.shuyi.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Tls;
import org.shuyi.kiosk.centre.wire.Address;
import picocli.CommandLine.Option;

/** Which broker, and how the answer is printed. */
final class LineOptions {
  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Properties: broker, organisation, key, keyid, trusted, certificate, certificate-key."
              + " Else SHUYI_CTL, else ~/.config/shuyi/ctl.properties.")
  @Nullable Path profileFile;

  @Option(
      names = "--broker",
      paramLabel = "URI",
      description = "tcp://HOST:PORT or ssl://HOST:PORT.")
  @Nullable String broker;

  @Option(
      names = "--organisation",
      paramLabel = "NAME",
      description = "The library, as in the topics.")
  @Nullable String organisation;

  @Option(
      names = "--trusted",
      paramLabel = "FILE",
      description = "PEM: authorities that may vouch for the broker.")
  @Nullable Path trusted;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "PEM: our own certificate, where the broker asks.")
  @Nullable Path certificate;

  @Option(names = "--certificate-key", paramLabel = "FILE", description = "PEM: its key, PKCS #8.")
  @Nullable Path certificateKey;

  @Option(names = "--json", description = "One JSON object a line.")
  boolean json;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  Profile profile() {
    return Profile.read(Optional.ofNullable(profileFile));
  }

  String organisation(Profile profile) {
    return Optional.ofNullable(organisation)
        .or(() -> profile.find(Profile.ORGANISATION))
        .orElseThrow(() -> missing("organisation", "--organisation NAME", profile));
  }

  /** A station by its name, or by {@code organisation/station}. */
  Address address(Profile profile, String station) {
    try {
      int slash = station.indexOf('/');
      return slash < 0
          ? new Address(organisation(profile), station)
          : new Address(station.substring(0, slash), station.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      throw new Failed(Exit.USAGE, String.valueOf(e.getMessage()));
    }
  }

  StaffLine open(Profile profile, List<String> filters) {
    String where =
        Optional.ofNullable(broker)
            .or(() -> profile.find(Profile.BROKER))
            .orElseThrow(() -> missing("broker", "--broker tcp://HOST:PORT", profile));
    URI uri;
    try {
      uri = URI.create(where);
    } catch (IllegalArgumentException e) {
      throw new Failed(Exit.USAGE, "broker '" + where + "': expected tcp://HOST:PORT");
    }
    var line = new StaffLine(uri, tls(profile));
    line.open(filters);
    return line;
  }

  private Optional<Tls> tls(Profile profile) {
    Optional<Path> own = file(certificate, Profile.CERTIFICATE, profile);
    Optional<Path> key = file(certificateKey, Profile.CERTIFICATE_KEY, profile);
    if (own.isPresent() != key.isPresent()) {
      throw new Failed(Exit.USAGE, "a certificate and its key are given together, or neither");
    }
    return file(trusted, Profile.TRUSTED, profile)
        .map(path -> new Tls(path, own.map(c -> new Tls.Own(c, key.orElseThrow()))));
  }

  static Optional<Path> file(@Nullable Path given, String key, Profile profile) {
    return Optional.ofNullable(given).or(() -> profile.findFile(key));
  }

  static Failed missing(String what, String option, Profile profile) {
    return new Failed(
        Exit.USAGE,
        "no "
            + what
            + ": give "
            + option
            + ", or a line '"
            + what
            + " = ...' in "
            + profile.file());
  }

  /** Prints a message of a station: its own members with {@code station} and {@code message}. */
  void printJson(PrintWriter out, Address station, String message, byte[] payload) {
    try {
      ObjectNode line = MAPPER.createObjectNode();
      line.put("station", station.toString()).put("message", message);
      if (MAPPER.readTree(payload) instanceof ObjectNode members) line.setAll(members);
      out.println(MAPPER.writeValueAsString(line));
    } catch (IOException e) {
      throw new Failed(Exit.NOT_DONE, "a message that cannot be printed: " + e.getMessage());
    }
    out.flush();
  }
}
