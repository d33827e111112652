package org.shuyi.sim;

import org.shuyi.sim.bench.BenchCommand;
import org.shuyi.sim.crash.CrashCommand;
import org.shuyi.sim.demo.DemoCommand;
import org.shuyi.sim.features.FeaturesCommand;
import org.shuyi.sim.newdriver.NewDriverCommand;
import org.shuyi.sim.power.CutsCommand;
import org.shuyi.sim.scenario.ScenarioCommand;
import org.shuyi.sim.soak.SoakCommand;
import org.shuyi.sim.torture.TortureCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The town's programs; the launcher calls them by their words. */
@Command(
    name = "kiosk",
    header = "The town around a station.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WORD",
    subcommands = {
      BenchCommand.class,
      CrashCommand.class,
      CutsCommand.class,
      DemoCommand.class,
      FeaturesCommand.class,
      NewDriverCommand.class,
      ScenarioCommand.class,
      SoakCommand.class,
      TortureCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    var line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(Main::failed);
    System.exit(line.execute(words));
  }

  /** The reason in a sentence; a stack is for our own bugs. */
  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult asked) {
    if (e instanceof RuntimeException) e.printStackTrace(line.getErr());
    else line.getErr().println("kiosk " + line.getCommandName() + ": " + e.getMessage());
    return 1;
  }
}
