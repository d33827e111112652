package org.shuyi.provisioning;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.AnswerMessage;
import org.shuyi.kiosk.centre.wire.BirthMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.Malformed;
import org.shuyi.kiosk.centre.wire.RecordsMessage;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.centre.wire.StatusMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctl watch}: what stations say, as they say it. */
@Command(
    name = "watch",
    header = "What stations say, as they say it, until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  private static final List<Channel> HEARD =
      List.of(Channel.STATE, Channel.BIRTH, Channel.STATUS, Channel.ANSWER, Channel.RECORDS);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  @Mixin LineOptions options = new LineOptions();

  @Parameters(arity = "0..1", paramLabel = "STATION", description = "One station; else every one.")
  @Nullable String station;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "End after so long; 0 for never (${DEFAULT-VALUE}).",
      defaultValue = "0")
  long seconds;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Profile profile = options.profile();
    Optional<Address> one =
        Optional.ofNullable(station).map(name -> options.address(profile, name));
    var filters = new ArrayList<String>();
    for (Channel channel : HEARD) {
      filters.add(
          one.map(address -> address.topic(channel))
              .orElseGet(() -> Address.everyStation(options.organisation(profile), channel)));
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    long end = seconds == 0 ? Long.MAX_VALUE : System.nanoTime() + seconds * 1_000_000_000L;
    try (StaffLine line = options.open(profile, filters)) {
      while (System.nanoTime() < end) {
        line.next(Duration.ofMillis(500)).ifPresent(arrived -> print(out, arrived));
      }
    }
    return Exit.DONE;
  }

  private void print(PrintWriter out, Broker.Notice.Arrived arrived) {
    for (Channel channel : HEARD) {
      Optional<Address> from = Address.of(arrived.topic(), channel);
      if (from.isEmpty()) continue;
      byte[] payload = arrived.payload().toArray();
      if (options.json && channel != Channel.RECORDS) {
        options.printJson(out, from.get(), channel.message(), payload);
        return;
      }
      String text;
      try {
        text = text(channel, payload);
      } catch (Malformed e) {
        text = "a message that breaks a rule: " + e.getMessage();
      }
      String time =
          LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).format(CLOCK);
      out.printf("%s  %s  %-7s %s%n", time, from.get(), channel.message(), text);
      out.flush();
      return;
    }
  }

  private static String text(Channel channel, byte[] payload) throws Malformed {
    return switch (channel) {
      case STATE -> StateMessage.read(payload).state();
      case BIRTH -> {
        BirthMessage birth = BirthMessage.read(payload);
        yield "program %s, boot %d, connect %d, %d records, %d applied"
            .formatted(
                birth.program(), birth.boot(), birth.connect(), birth.recorded(), birth.applied());
      }
      case STATUS -> String.join("; ", StatusText.lines(StatusMessage.read(payload)));
      case ANSWER -> {
        AnswerMessage answer = AnswerMessage.read(payload);
        yield answer.command() + " " + SendCommand.line(answer);
      }
      case RECORDS -> {
        RecordsMessage batch = RecordsMessage.read(payload);
        yield "%d to %d (%d bytes)".formatted(batch.firstSeq(), batch.lastSeq(), payload.length);
      }
      case APPLIED, ASK, REPLY, SORT, SORTED, POLICY, COMMAND, PING -> "";
    };
  }
}
