package org.shuyi.kiosk.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.nio.file.Path;
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
    System.exit(isPlainRun(words) ? run(words[1]) : commandLine().execute(words));
  }

  /** What a unit starts: {@code run FILE} and nothing else. */
  private static boolean isPlainRun(String[] words) {
    return words.length == 2 && words[0].equals("run") && !words[1].startsWith("-");
  }

  /**
   * Without picocli: its classes have the format of Java 5, which no AOT cache holds, and two words
   * took it a third of the time from a power cut to a station that serves.
   */
  private static int run(String file) {
    return RunCommand.run(Path.of(file), new PrintWriter(System.err, true, UTF_8));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new FramesCommand(Wiring.frames()))
        .addSubcommand(new JournalCommand())
        .addSubcommand(new TagCommand());
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
