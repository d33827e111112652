package org.shuyi.provisioning;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.Malformed;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.centre.wire.StatusMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctl status}: what the broker keeps of every station, or of one. */
@Command(
    name = "status",
    header = "How stations are, as they last said it.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  /** Retained messages come at once; a pause of this length means that these were all. */
  private static final Duration PAUSE = Duration.ofMillis(700);

  @Mixin LineOptions options = new LineOptions();

  @Parameters(arity = "0..1", paramLabel = "STATION", description = "One station; else every one.")
  @Nullable String station;

  @Spec @Nullable CommandSpec spec;

  private final TreeMap<String, StateMessage> states = new TreeMap<>();
  private final TreeMap<String, StatusMessage> statuses = new TreeMap<>();

  @Override
  public Integer call() {
    Profile profile = options.profile();
    Optional<Address> one =
        Optional.ofNullable(station).map(name -> options.address(profile, name));
    List<String> filters =
        List.of(filter(one, Channel.STATE, profile), filter(one, Channel.STATUS, profile));
    try (StaffLine line = options.open(profile, filters)) {
      for (var next = line.next(PAUSE); next.isPresent(); next = line.next(PAUSE)) hear(next.get());
    }
    PrintWriter out = out();
    if (states.isEmpty()) {
      String who = one.map(Address::toString).orElse("any station");
      throw new Failed(
          one.isPresent() ? Exit.NO_ANSWER : Exit.DONE,
          "the broker knows nothing of " + who + ": none has connected to it yet");
    }
    states.keySet().forEach(name -> print(out, name));
    return Exit.DONE;
  }

  private String filter(Optional<Address> one, Channel channel, Profile profile) {
    return one.map(address -> address.topic(channel))
        .orElseGet(() -> Address.everyStation(options.organisation(profile), channel));
  }

  private void hear(Broker.Notice.Arrived arrived) {
    byte[] payload = arrived.payload().toArray();
    try {
      Optional<Address> state = Address.of(arrived.topic(), Channel.STATE);
      if (state.isPresent()) states.put(state.get().toString(), StateMessage.read(payload));
      Optional<Address> status = Address.of(arrived.topic(), Channel.STATUS);
      if (status.isPresent()) statuses.put(status.get().toString(), StatusMessage.read(payload));
    } catch (Malformed e) {
      err().println(arrived.topic() + ": " + e.getMessage());
    }
  }

  private void print(PrintWriter out, String name) {
    StateMessage state = states.get(name);
    StatusMessage status = statuses.get(name);
    if (state == null) return;
    if (options.json) {
      Address address = options.address(options.profile(), name);
      options.printJson(out, address, "state", state.bytes());
      if (status != null) options.printJson(out, address, "status", status.bytes());
      return;
    }
    out.printf(
        "%s  %s (boot %d, connect %d)%n", name, state.state(), state.boot(), state.connect());
    if (status == null) {
      out.println("  has not said how it is");
    } else {
      StatusText.lines(status).forEach(text -> out.println("  " + text));
    }
    out.flush();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
