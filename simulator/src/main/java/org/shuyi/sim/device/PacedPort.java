package org.shuyi.sim.device;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.shuyi.devices.Bytes;

/**
 * A device on a serial port of this machine whose wire is as slow as a real one, byte by byte and
 * by the nanosecond, and which writes down when it was asked and when it had answered.
 *
 * <p>A question comes over a pty at once, so the device has heard it after the time that its bytes
 * would have taken; then it thinks; then each byte of the answer leaves when the wire has carried
 * it. The device itself is asked in no time.
 */
public final class PacedPort implements AutoCloseable {
  /** A sleep may end so much late on a busy machine: the rest of a wait is spent awake. */
  private static final long AWAKE_NANOS = 300_000;

  private static final long FAR_MILLIS = 1_000_000;

  private final Pty pty = new Pty();
  private final Peer device;
  private final long byteNanos;
  private final long deviceNanos;
  private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * A question and its answer by {@link System#nanoTime}.
   *
   * @param asked when its last byte came
   * @param answered when the last byte of the answer left
   * @param bytes of both
   */
  public record Exchange(long asked, long answered, int bytes) {
    public long nanos() {
      return answered - asked;
    }
  }

  /**
   * A port at which a device listens.
   *
   * @param device one that takes no time of its own and answers each question by one frame
   * @param pace of the wire
   * @param deviceMicros how long the device thinks
   */
  public PacedPort(Peer device, Pace pace, long deviceMicros) throws IOException {
    this.device = device;
    this.byteNanos = 1_000_000_000L * pace.bitsPerByte() / pace.baud();
    this.deviceNanos = deviceMicros * 1_000;
    this.thread = Thread.ofPlatform().daemon().name("paced port").start(this::run);
  }

  /** The path by which a program opens the port. */
  public String path() {
    return pty.path();
  }

  /** Waits for the next exchange that has come to its end. */
  public Exchange next() throws InterruptedException {
    return exchanges.take();
  }

  /** What the wire and the device take for this many bytes, without any noise of the machine. */
  public double millis(int bytes) {
    return (bytes * byteNanos + deviceNanos) / 1e6;
  }

  private void run() {
    device.powerUp(0);
    try {
      while (!closed) exchange();
    } catch (IOException gone) {
      closed = true;
    }
    pty.close();
  }

  private void exchange() throws IOException {
    int size = 0;
    long asked = 0;
    Bytes answer = null;
    while (answer == null) {
      Bytes heard = pty.read(-1);
      if (closed) return;
      asked = System.nanoTime();
      size += heard.size();
      device.received(heard, 0);
      answer = device.leaving(FAR_MILLIS);
    }
    long due = asked + size * byteNanos + deviceNanos;
    for (int i = 0; i < answer.size(); i++) {
      due += byteNanos;
      await(due);
      pty.write(answer.slice(i, i + 1));
    }
    exchanges.add(new Exchange(asked, System.nanoTime(), size + answer.size()));
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (left > AWAKE_NANOS) LockSupport.parkNanos(left - AWAKE_NANOS);
      else Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    closed = true;
    pty.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
