package org.shuyi.kiosk.host;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.shuyi.kiosk.config.Complaint;
import org.shuyi.kiosk.config.Complaints;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk config}: what is wrong with a configuration, without opening a line. */
@Command(
    name = "config",
    header = "Checks a configuration without opening a line.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "check",
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code ./kiosk config check FILE}. */
  @Command(
      name = "check",
      header = "Says everything that is wrong with a configuration, by file, line and key.",
      description = "Exit code: 0 nothing is wrong, 1 something is.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the station's configuration")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "one JSON array instead of lines")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<Complaint> complaints = List.of();
      List<String> remarks = List.of();
      switch (StationConfig.read(file, Wiring::complaints)) {
        case Reading.Read(StationConfig config) ->
            remarks =
                Stream.concat(
                        EntranceSetup.remarks(config).stream(),
                        SupplySetup.remarks(config).stream())
                    .toList();
        case Reading.Refused(List<Complaint> all) -> complaints = all;
      }
      if (json) {
        out.println(Complaints.json(complaints));
      } else if (complaints.isEmpty()) {
        out.println(file + ": nothing is wrong");
        remarks.forEach(remark -> out.println(file + ": note: " + remark));
      } else {
        out.print(Complaints.lines(complaints));
      }
      out.flush();
      return complaints.isEmpty() ? 0 : 1;
    }
  }
}
