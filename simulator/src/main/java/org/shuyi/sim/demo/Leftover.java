package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A station whose town was killed and could not take it along; the next demo in the same home ends
 * it.
 *
 * <p>A number alone may be another program's by then, so its time of start must fit too.
 */
final class Leftover {
  private static final long DIES_WITHIN_SECONDS = 3;

  private Leftover() {}

  /** Notes who runs, in a file that the next demo reads. */
  static void note(Path file, ProcessHandle station) throws IOException {
    var begun = station.info().startInstant();
    if (begun.isPresent()) Files.writeString(file, station.pid() + " " + begun.get() + "\n");
  }

  /** Ends the one that is noted, if it still runs. */
  static void end(Path file) throws IOException {
    var noted = find(file);
    if (noted.isEmpty()) return;
    noted.get().destroyForcibly();
    try {
      noted.get().onExit().get(DIES_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("process " + noted.get().pid() + " of an old demo does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<ProcessHandle> find(Path file) throws IOException {
    if (!Files.exists(file)) return Optional.empty();
    var words = Files.readString(file).strip().split(" ", 2);
    if (words.length != 2 || !words[0].matches("[0-9]{1,10}")) return Optional.empty();
    return ProcessHandle.of(Long.parseLong(words[0]))
        .filter(
            found ->
                found.info().startInstant().map(Instant::toString).equals(Optional.of(words[1])));
  }
}
