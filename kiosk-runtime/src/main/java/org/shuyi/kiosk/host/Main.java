package org.shuyi.kiosk.host;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The way in: the words of {@code ./kiosk} that work on a station. */
@Command(
    name = "kiosk",
    mixinStandardHelpOptions = true,
    subcommands = {RunCommand.class, ConfigCommand.class})
public final class Main implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private Main() {}

  public static void main(String[] words) {
    System.exit(commandLine().execute(words));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new FramesCommand(Wiring.frames()))
        .addSubcommand(new TagCommand());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
