package org.shuyi.devices.link;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line to a program that speaks for a device behind a closed SDK: bytes come from its standard
 * output and go to its standard input. A library that crashes, hangs or leaks then costs this
 * program, which is started again, and not the station.
 */
public final class ProgramLine extends ReopeningLine {
  /**
   * A program that ends at once must not be started four times a second for days; one that a person
   * repairs is back within 5 s.
   */
  private static final Pauses PAUSES = new Pauses(250, 5_000, 10_000);

  /** Of util-linux; has the kernel kill the program when the thread that started it is gone. */
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private final LineAddress.Program address;
  private @Nullable RunningProgram last;

  public ProgramLine(LineAddress.Program address) {
    this(address, PAUSES);
  }

  ProgramLine(LineAddress.Program address, Pauses pauses) {
    super(pauses);
    this.address = address;
  }

  @Override
  public String describe() {
    return address.describe();
  }

  @Override
  Wire connect() throws IOException {
    if (last != null && last.isHeld()) {
      throw new IOException("something that the last program started still holds its pipes");
    }
    var program = Path.of(address.path());
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      throw new IOException(program + " cannot be executed");
    }
    var started = new ProcessBuilder(command(program)).directory(new File("/")).start();
    var running = new RunningProgram(describe(), started);
    last = running;
    return running;
  }

  private static List<String> command(Path program) {
    return Files.isExecutable(SETPRIV)
        ? List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--", program.toString())
        : List.of(program.toString());
  }
}
