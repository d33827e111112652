package org.shuyi.kiosk.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.shuyi.kiosk.kernel.CameraEvent;
import org.shuyi.kiosk.kernel.Event;

/**
 * A camera behind a program that writes one JPEG to its standard output and ends, such as {@code
 * rpicam-still} or {@code fswebcam} behind a line of shell. One thread of its own does one thing
 * after the other; a program that takes too long is killed. What it wrote when it ended is the
 * picture, whatever it leaves behind.
 */
final class ProgramCamera implements Camera {
  /** A camera that wakes up and finds its exposure has ended by then. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** From one look at a program that runs to the next; what it writes waits in its pipe. */
  private static final Duration LOOK = Duration.ofMillis(20);

  /** As many as are taken within the kernel's patience, and the tidying of the folder. */
  private static final int WAITING = 8;

  private final Path program;
  private final PictureFolder folder;
  private final Consumer<Event> events;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("camera").daemon().factory());

  ProgramCamera(Path program, PictureFolder folder, Consumer<Event> events) {
    this.program = program;
    this.folder = folder;
    this.events = events;
  }

  @Override
  public void take(long picture) {
    later(() -> events.accept(taken(picture)), picture);
  }

  @Override
  public void erase(SortedSet<Long> pictures) {
    later(() -> folder.erase(pictures).ifPresent(events), 0);
  }

  /** What finds no room is said to have failed; a tidying is asked for again by itself. */
  private void later(Runnable task, long picture) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException full) {
      if (picture > 0)
        events.accept(new CameraEvent.PictureFailed(picture, "the camera is still busy"));
    }
  }

  private CameraEvent taken(long picture) {
    Process process;
    try {
      process =
          new ProcessBuilder(program.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
    } catch (IOException e) {
      return new CameraEvent.PictureFailed(picture, "the program cannot be started");
    }
    var family = new HashSet<ProcessHandle>();
    try (InputStream out = process.getInputStream()) {
      Optional<byte[]> read = read(out, process, family);
      return read.isPresent()
          ? folder.put(picture, read.get())
          : new CameraEvent.PictureFailed(picture, "the program took too long");
    } catch (IOException e) {
      return new CameraEvent.PictureFailed(picture, "the program broke off");
    } finally {
      kill(process, family);
    }
  }

  /**
   * What it writes until it ends; empty where it does not end in time. Only what is there is read,
   * since a child that outlives the program holds its output open, and a read would wait for it.
   */
  private static Optional<byte[]> read(InputStream out, Process process, Set<ProcessHandle> family)
      throws IOException {
    var read = new ByteArrayOutputStream();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (System.nanoTime() - end < 0) {
      process.descendants().forEach(family::add);
      boolean ended = ends(process);
      for (int there = out.available(); there > 0; there = out.available()) {
        read.write(out.readNBytes(Math.min(there, PictureFolder.LARGEST)));
        if (read.size() > PictureFolder.LARGEST) return Optional.of(read.toByteArray());
      }
      if (ended) return Optional.of(read.toByteArray());
    }
    return Optional.empty();
  }

  private static boolean ends(Process process) throws IOException {
    try {
      return process.waitFor(LOOK);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new IOException("the station ends", closed);
    }
  }

  /** With all that it was seen to have started, also where it has left them behind. */
  private static void kill(Process process, Set<ProcessHandle> family) {
    process.descendants().forEach(family::add);
    family.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
