package org.shuyi.provisioning;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The words of the staff's and the installer's command line. */
@Command(
    name = "kiosk",
    header = "Shuyi: what staff and installers tell stations.",
    synopsisSubcommandLabel = "ctl|enrol",
    subcommands = {CtlCommand.class, EnrolCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    System.exit(commandLine().execute(words));
  }

  /** The whole command line; exits are {@link Exit}'s. */
  public static CommandLine commandLine() {
    var line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (!(failure instanceof Failed failed)) throw failure;
          command.getErr().println(command.getColorScheme().errorText(failed.getMessage()));
          return failed.exit();
        });
    return line;
  }
}
