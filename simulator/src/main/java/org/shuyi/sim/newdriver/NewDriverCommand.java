package org.shuyi.sim.newdriver;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk new-driver}: what a new driver begins with. */
@Command(
    name = "new-driver",
    header = "Write the files that a driver begins with.",
    description = {
      "Writes codec, frames, configuration, driver, README, golden frames and test into"
          + " device-drivers, a peer and a subject of the port's contract into the simulator, and a"
          + " row into the wiring table. All of it compiles; the contract fails until it is filled"
          + " in, and says what is missing. device-drivers/ADDING.md walks through it.",
      "Exit code: 0, 2 refused: the name is taken or no name, and nothing was written."
    },
    mixinStandardHelpOptions = true)
public final class NewDriverCommand implements Callable<Integer> {
  private static final Pattern MAKER = Pattern.compile("[a-z][a-z0-9]{1,19}");

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description =
          "card, climate, code, dispenser, lock, picker, power, printer, sign, sorter, tag or voice")
  private String kind = "";

  @Parameters(
      index = "1",
      paramLabel = "MAKER",
      description = "two to twenty lower-case letters and digits, a letter first")
  private String maker = "";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final Path home;

  /** Into the clone that the launcher stands in. */
  public NewDriverCommand() {
    this(Path.of(System.getProperty("shuyi.home", ".")));
  }

  NewDriverCommand(Path home) {
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    var port = Port.of(kind);
    if (port.isEmpty()) {
      return refused(
          "'" + kind + "' is no kind of device; there are " + String.join(", ", Port.kinds()));
    }
    var wrong = wrongWith(maker);
    if (wrong.isPresent()) return refused(wrong.get());
    var draft = Draft.of(home, Names.of(home, port.get(), maker));
    var refusal = draft.refusal(home);
    if (refusal.isPresent()) return refused(refusal.get());
    draft.write(home);
    tell(draft);
    return 0;
  }

  private static Optional<String> wrongWith(String maker) {
    if (!MAKER.matcher(maker).matches()) {
      return Optional.of(
          "'"
              + maker
              + "' is no maker: two to twenty lower-case letters and digits, a letter first");
    }
    if (SourceVersion.isKeyword(maker)) {
      return Optional.of("'" + maker + "' is a word of Java and can be no folder of sources");
    }
    return Optional.empty();
  }

  private int refused(String why) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("new-driver: " + why + "; nothing was written");
    err.flush();
    return 2;
  }

  private void tell(Draft draft) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Written:");
    draft.files().keySet().forEach(file -> out.println("  " + file));
    out.println();
    out.println("Added to " + Draft.WIRING + ", with its imports:");
    out.print(draft.row());
    out.println();
    var names = draft.names();
    out.print(Template.of(names.port(), "next").filled(names.words()));
    out.flush();
  }
}
