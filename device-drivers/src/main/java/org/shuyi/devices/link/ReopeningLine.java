package org.shuyi.devices.link;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * A line with one thread that opens it, reads from it, notices its death and opens it again after a
 * pause. What happens on the wire is a subclass's; that it never spins and always ends is kept
 * here.
 */
abstract class ReopeningLine implements Line {
  /**
   * How long it rests before it opens again, in milliseconds: {@code first}, then twice as long
   * each time up to {@code longest}, and {@code first} again once a wire was up for {@code steady}.
   */
  record Pauses(long first, long longest, long steady) {
    /** A device that is plugged in again is opened soon, however often it is unplugged. */
    static final Pauses USUAL = new Pauses(250, 2_000, 0);
  }

  /** Reads give up after so long, so that a thread that shall end does. */
  static final int READ_MILLIS = 100;

  /** A close may hang in the driver of a pulled adapter; nobody waits longer for it. */
  private static final long CLOSE_MILLIS = 1_000;

  /**
   * A frame that is not gone after so long never goes: an adapter hangs, or nobody reads at the
   * other end. The longest frame takes half a second at 9600 baud.
   */
  private static final long WRITE_MILLIS = 3_000;

  /** Closes that hang, each with a thread and perhaps a descriptor of its own: no more are made. */
  static final int MOST_CLOSING = 4;

  private static final int BUFFER = 4_096;

  /** An open port or socket. */
  interface Wire {
    /** Bytes read, 0 when none came for {@link #READ_MILLIS}, -1 when the wire is dead. */
    int read(byte[] buffer) throws IOException;

    /** Writes all, or throws. */
    void write(byte[] bytes) throws IOException;

    void close() throws IOException;
  }

  private final Pauses pauses;
  private final AtomicInteger closing = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile @Nullable Wire wire;
  private volatile String failure = "";

  /** In nanoseconds of the clock; 0 while nobody writes. */
  private volatile long writingSince;

  private @Nullable Thread thread;

  ReopeningLine() {
    this(Pauses.USUAL);
  }

  ReopeningLine(Pauses pauses) {
    this.pauses = pauses;
  }

  /** Opens; may take some seconds, as the line's own thread calls it. */
  abstract Wire connect() throws IOException;

  /** Gives the present wire up, so that it is opened anew. */
  final void giveUp(String why) {
    failure = why;
  }

  @Override
  public final synchronized void open(Listener listener) {
    if (closed || thread != null) return;
    var reader = new Thread(() -> run(listener), "line " + describe());
    reader.setDaemon(true);
    thread = reader;
    reader.start();
  }

  @Override
  public final void write(Bytes bytes) {
    Wire now = wire;
    if (now == null) return;
    writingSince = System.nanoTime() | 1;
    try {
      now.write(bytes.toArray());
    } catch (IOException e) {
      failure = "write failed: " + reason(e);
    } finally {
      writingSince = 0;
    }
  }

  @Override
  public final void reopen(String why) {
    giveUp(why);
  }

  @Override
  public final void close() {
    closed = true;
    ended.countDown();
    Thread reader;
    synchronized (this) {
      reader = thread;
    }
    if (reader == null || reader == Thread.currentThread()) return;
    join(reader, CLOSE_MILLIS + 2L * READ_MILLIS);
  }

  private void run(Listener listener) {
    long pause = pauses.first();
    String told = "";
    while (!closed) {
      try {
        Wire opened = opened();
        long began = System.nanoTime();
        told = use(opened, listener);
        long up = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        if (up >= pauses.steady()) pause = pauses.first();
      } catch (IOException | RuntimeException | LinkageError e) {
        // A missing native library or a bug in a library costs this line, not its thread.
        String why = "cannot open: " + reason(e);
        if (!closed && !why.equals(told)) listener.down(why);
        told = why;
      }
      rest(pause);
      pause = Math.min(2 * pause, pauses.longest());
    }
  }

  private Wire opened() throws IOException {
    if (closing.get() >= MOST_CLOSING) {
      throw new IOException("%d closes of it hang".formatted(MOST_CLOSING));
    }
    return connect();
  }

  /** Reads until the wire is dead or not wanted any more; answers why. */
  private String use(Wire opened, Listener listener) {
    failure = "";
    wire = opened;
    if (!closed) listener.up();
    String why = readAll(opened, listener);
    wire = null;
    // First, since a close may hang in the driver of a pulled adapter.
    if (!closed) listener.down(why);
    shut(opened);
    return why;
  }

  private String readAll(Wire opened, Listener listener) {
    var buffer = new byte[BUFFER];
    try {
      while (!closed && failure.isEmpty()) {
        long began = System.nanoTime();
        int count = opened.read(buffer);
        if (count < 0) return "the other end is gone";
        if (count > 0 && !closed) listener.received(Bytes.copyOf(Arrays.copyOf(buffer, count)));
        if (count == 0) waitOut(began);
        if (standsStill()) return "a write stands still for " + WRITE_MILLIS + " ms";
      }
      return failure;
    } catch (IOException e) {
      return reason(e);
    }
  }

  /** The writer cannot notice it, since it waits; closing the wire lets it go. */
  private boolean standsStill() {
    long since = writingSince;
    return since != 0 && System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(WRITE_MILLIS);
  }

  /** A read that gives nothing at once, again and again, is a dead descriptor: it must not spin. */
  private void waitOut(long began) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    if (millis < READ_MILLIS / 2) rest(READ_MILLIS - millis);
  }

  /** In a thread of its own, since it may hang for ever. */
  private void shut(Wire opened) {
    closing.incrementAndGet();
    var closer =
        new Thread(
            () -> {
              try {
                opened.close();
              } catch (IOException e) {
                failure = "close failed: " + reason(e);
              } finally {
                closing.decrementAndGet();
              }
            },
            "close " + describe());
    closer.setDaemon(true);
    closer.start();
    join(closer, CLOSE_MILLIS);
  }

  private void rest(long millis) {
    try {
      if (ended.await(millis, TimeUnit.MILLISECONDS)) closed = true;
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private static void join(Thread thread, long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
