package org.shuyi.kiosk.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
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
 * after the other; a program that takes too long is killed.
 */
final class ProgramCamera implements Camera {
  /** A camera that wakes up and finds its exposure has ended by then. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

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
  public void keep(SortedSet<Long> pictures) {
    later(() -> events.accept(folder.keep(pictures)), 0);
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
    var end = Thread.ofVirtual().start(() -> endInTime(process));
    try (InputStream out = process.getInputStream()) {
      byte[] read = out.readNBytes(PictureFolder.LARGEST + 1);
      return folder.put(picture, read);
    } catch (IOException e) {
      return new CameraEvent.PictureFailed(picture, "the program was killed, or broke off");
    } finally {
      kill(process);
      end.interrupt();
    }
  }

  private static void endInTime(Process process) {
    try {
      if (!process.waitFor(LONGEST)) kill(process);
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }

  /** With all that it started: a camera's program behind a shell holds the output open too. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
