package org.shuyi.provisioning;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.AnswerMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.CommandMessage;
import org.shuyi.kiosk.centre.wire.Malformed;
import org.shuyi.kiosk.centre.wire.SignedMessage;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.centre.wire.StatusMessage;
import org.shuyi.kiosk.trust.Envelope;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.Signer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctl send}: one signed command, and its life line by line. */
@Command(
    name = "send",
    header = "One signed command to one station.",
    description = {
      "  lock DOOR               keep a door from patrons",
      "  unlock DOOR             pull its bolt once, one pulse",
      "  unlock DOOR --release   end a lock",
      "  out-of-service TEXT     no new visits; TEXT stands on the screen",
      "  in-service              serve again",
      "  inventory               count every shelf",
      "  restart                 end the program, to be started again",
      "",
      "Prints accepted, running, and done, failed, refused or expired."
    },
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
  /** Clocks differ: a command is valid from a little before it was made. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** What the broker keeps of the station comes at once, or there is nothing. */
  private static final Duration RETAINED = Duration.ofMillis(700);

  @Mixin LineOptions options = new LineOptions();

  @Parameters(index = "0", paramLabel = "STATION", description = "NAME or ORGANISATION/NAME.")
  String station = "";

  @Parameters(
      index = "1",
      paramLabel = "ACTION",
      description = "lock, unlock, out-of-service, in-service, inventory or restart.")
  String action = "";

  @Parameters(index = "2..*", arity = "0..*", paramLabel = "DOOR|TEXT", description = "See above.")
  List<String> rest = List.of();

  @Option(names = "--release", description = "With unlock: end a lock instead of pulling the bolt.")
  boolean release;

  @Option(names = "--override", description = "Unlock although somebody is inside; needs a reason.")
  boolean override;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stands in the records.")
  String reason = "";

  @Option(names = "--key", paramLabel = "FILE", description = "PEM: your Ed25519 private key.")
  @Nullable Path key;

  @Option(
      names = "--keyid",
      paramLabel = "ID",
      description = "The id under which stations know it.")
  @Nullable String keyId;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long the command is valid, and waited for (${DEFAULT-VALUE}).",
      defaultValue = "60")
  long seconds;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    String wire = wireAction();
    boolean door = CommandMessage.needsDoor(wire);
    String argument = argument(wire, door);
    if (override && reason.isBlank()) throw usage("--override needs a --reason");
    if (seconds < 1 || seconds > 3_600) throw usage("--wait: expected 1 to 3600 seconds");
    Profile profile = options.profile();
    Address address = options.address(profile, station);
    Signer signer = signer(profile);
    List<String> filters =
        List.of(
            address.topic(Channel.ANSWER),
            address.topic(Channel.STATE),
            address.topic(Channel.STATUS));
    try (StaffLine line = options.open(profile, filters)) {
      Optional<StatusMessage> status = lookAround(line, address);
      long known = status.map(s -> s.sequences().getOrDefault(signer.keyId(), 0L)).orElse(0L);
      long seq = new Sequences(profile.sequences()).take(signer.keyId(), address.toString(), known);
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      var order =
          new CommandMessage(
              address.toString(),
              freshId(),
              seq,
              now.minus(SKEW),
              now.plusSeconds(seconds),
              status.map(StatusMessage::policyVersion).orElse(0L),
              wire,
              door ? argument : "",
              door ? "" : argument,
              reason.strip(),
              override);
      return send(line, address, order, signer);
    }
  }

  private String wireAction() {
    if (release && !action.equals("unlock")) throw usage("--release goes with unlock");
    if (release) return "release";
    if (action.equals("release") || !CommandMessage.ACTIONS.contains(action)) {
      throw usage(
          "there is no action '"
              + action
              + "': lock, unlock, out-of-service, in-service,"
              + " inventory, restart");
    }
    return action;
  }

  private String argument(String wire, boolean door) {
    String text = String.join(" ", rest).strip();
    if (door) {
      if (!text.matches("[0-9A-Za-z]{1,8}")) throw usage(action + " needs a door, such as 3");
    } else if (wire.equals("out-of-service")) {
      if (text.isEmpty() || text.length() > 200) {
        throw usage("out-of-service needs a text of 1 to 200 characters");
      }
    } else if (!text.isEmpty()) {
      throw usage(action + " takes no '" + text + "'");
    }
    return text;
  }

  private Signer signer(Profile profile) {
    Path file =
        LineOptions.file(key, Profile.KEY, profile)
            .orElseThrow(() -> LineOptions.missing("key", "--key FILE", profile));
    String id =
        Optional.ofNullable(keyId)
            .or(() -> profile.find(Profile.KEY_ID))
            .orElseThrow(() -> LineOptions.missing("keyid", "--keyid ID", profile));
    try {
      return new Signer(id, Keys.privateKey(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw new Failed(Exit.USAGE, "key " + file + ": " + e.getMessage());
    }
  }

  /** What the station last said of itself; a warning where it will hardly answer. */
  private Optional<StatusMessage> lookAround(StaffLine line, Address address) {
    Optional<StatusMessage> status = Optional.empty();
    Optional<StateMessage> state = Optional.empty();
    try {
      for (var next = line.next(RETAINED); next.isPresent(); next = line.next(RETAINED)) {
        byte[] payload = next.get().payload().toArray();
        String topic = next.get().topic();
        if (topic.equals(address.topic(Channel.STATUS))) {
          status = Optional.of(StatusMessage.read(payload));
        } else if (topic.equals(address.topic(Channel.STATE))) {
          state = Optional.of(StateMessage.read(payload));
        }
        if (status.isPresent() && state.isPresent()) break;
      }
    } catch (Malformed e) {
      err().println("what the station said of itself breaks a rule: " + e.getMessage());
    }
    String said = state.map(StateMessage::state).orElse("unknown to this broker");
    if (!said.equals(StateMessage.ONLINE)) {
      err().println(address + " is " + said + "; the command waits for it");
    }
    return status;
  }

  private int send(StaffLine line, Address address, CommandMessage order, Signer signer) {
    Octets payload = Octets.of(order.bytes());
    byte[] envelope =
        SignedMessage.bytes(Envelope.sign(Channel.COMMAND.payloadType(), payload, signer));
    int code = line.publish(address.topic(Channel.COMMAND), envelope, seconds);
    if (code == Broker.NOBODY_SUBSCRIBES) {
      throw new Failed(Exit.NO_ANSWER, "nobody listens: " + address + " never connected here");
    }
    if (code >= Broker.ERROR) {
      throw new Failed(
          Exit.NO_ANSWER, "the broker does not take the command (reason 0x%02x)".formatted(code));
    }
    if (!options.json) {
      out().printf("sent      %s, number %d, to %s%n", order.id(), order.seq(), address);
      out().flush();
    }
    return follow(line, address, order, signer);
  }

  private int follow(StaffLine line, Address address, CommandMessage order, Signer signer) {
    long end = System.nanoTime() + Duration.ofSeconds(seconds + 2).toNanos();
    boolean heard = false;
    while (System.nanoTime() < end) {
      Optional<AnswerMessage> answer =
          line.next(Duration.ofMillis(250)).flatMap(arrived -> answer(arrived, address, order));
      if (answer.isEmpty()) continue;
      heard = true;
      if (options.json) options.printJson(out(), address, "answer", answer.get().bytes());
      else out().println(line(answer.get()));
      out().flush();
      if (answer.get().ends()) {
        return answer.get().stage().equals("done") ? Exit.DONE : Exit.NOT_DONE;
      }
    }
    throw new Failed(
        Exit.NO_ANSWER,
        heard
            ? "no end within " + seconds + " s; ./kiosk ctl watch shows what becomes of it"
            : address
                + " did not answer within "
                + seconds
                + " s, and the command has expired.\n  A station stays silent when it is away"
                + " (./kiosk ctl status), and when its policy does not know the key "
                + signer.keyId()
                + ".");
  }

  private Optional<AnswerMessage> answer(
      Broker.Notice.Arrived arrived, Address address, CommandMessage order) {
    if (!arrived.topic().equals(address.topic(Channel.ANSWER))) return Optional.empty();
    try {
      return Optional.of(AnswerMessage.read(arrived.payload().toArray()))
          .filter(answer -> answer.command().equals(order.id()));
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  /** {@code accepted}, {@code done: door 3 opened}. */
  static String line(AnswerMessage answer) {
    return answer.detail().isEmpty() ? answer.stage() : answer.stage() + ": " + answer.detail();
  }

  private static String freshId() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return "c-" + HexFormat.of().formatHex(bytes);
  }

  private static Failed usage(String why) {
    return new Failed(Exit.USAGE, why + "\n  ./kiosk ctl send --help explains");
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
