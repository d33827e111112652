package org.shuyi.kiosk.host;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.shuyi.kiosk.config.Complaints;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.journal.JournalFailed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk run}: the station itself, until it is stopped. */
@Command(
    name = "run",
    header = "Runs the station.",
    description = {
      "Reads the configuration, and refuses to start where anything in it is wrong. A device,"
          + " a port or a broker that is missing leaves the station degraded, and it says so.",
      "Exit code: 0 stopped in order, 70 a bug, 73 another instance has the journal, 74 the disk"
          + " failed, 75 a restart was commanded, 69 the battery was low and the mains are back, 78"
          + " the configuration is refused."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the station's configuration")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    return run(file, spec.commandLine().getErr());
  }

  /** Reads the configuration and runs until the station has ended; the exit code. */
  static int run(Path file, PrintWriter errors) {
    return switch (StationConfig.read(file, Wiring::complaints)) {
      case Reading.Read(StationConfig config) -> run(config, errors);
      case Reading.Refused(var complaints) -> {
        errors.print(Complaints.lines(complaints));
        errors.println("The station was not started.");
        errors.flush();
        yield Ending.CONFIGURATION.code();
      }
    };
  }

  private static int run(StationConfig config, PrintWriter errors) {
    try {
      var station = RunningStation.start(config);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> station.stop(Ending.ORDERED, "asked by the system"), "shutdown"));
      Ending ending = station.ending().join();
      if (ending == Ending.POWER) WaitingStation.untilMainsAreBack(config);
      return ending.code();
    } catch (JournalFailed failed) {
      errors.println(failed.getMessage());
      if (failed.why() == JournalFailed.Why.TAKEN) return Ending.TAKEN.code();
      WaitingStation.untilStorageWorks(config, failed);
      return Ending.DISK.code();
    } catch (IOException wrong) {
      errors.println(wrong.getMessage());
      return Ending.CONFIGURATION.code();
    }
  }
}
