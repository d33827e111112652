package org.shuyi.devices.link;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs, its output gathered by one thread and its complaints by another, since a
 * pipe cannot be read with a time-out and a full one would stop the program.
 */
final class RunningProgram implements ReopeningLine.Wire {
  private static final int CHUNK = 4_096;

  /** Chunks that wait; a program that says more is held up by its pipe until the loop has read. */
  private static final int MOST_CHUNKS = 16;

  /** Bytes of its complaints that are kept: a line for a person. */
  private static final int COMPLAINT = 200;

  /** For the pumps to see the end of their pipes once the program is dead. */
  private static final long END_MILLIS = 300;

  private final Process program;
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(MOST_CHUNKS);
  private final Thread output;
  private final Thread complaints;
  private volatile boolean closed;
  private volatile String complaint = "";

  RunningProgram(String name, Process program) {
    this.program = program;
    this.output = pump("output of " + name, program.getInputStream(), this::keep);
    this.complaints = pump("complaints of " + name, program.getErrorStream(), this::note);
  }

  /** What becomes of a chunk; answers whether more is wanted. */
  private interface Sink {
    boolean take(byte[] chunk) throws InterruptedException;
  }

  /** Whether a pipe has not ended though the program has: a child of it lives on. */
  boolean isHeld() {
    return output.isAlive() || complaints.isAlive();
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    byte[] chunk = next();
    if (chunk != null) {
      System.arraycopy(chunk, 0, buffer, 0, chunk.length);
      return chunk.length;
    }
    if (program.isAlive() && output.isAlive()) return 0;
    // What it said last may have come between the two looks.
    byte[] lastWords = chunks.poll();
    if (lastWords == null) throw new IOException(farewell());
    System.arraycopy(lastWords, 0, buffer, 0, lastWords.length);
    return lastWords.length;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    var input = program.getOutputStream();
    input.write(bytes);
    input.flush();
  }

  /** The program first, so that nothing waits for it; it has nothing that a kill could spoil. */
  @Override
  public void close() throws IOException {
    closed = true;
    program.descendants().forEach(ProcessHandle::destroyForcibly);
    program.destroyForcibly();
    try {
      boolean _ = program.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
      output.join(END_MILLIS);
      complaints.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    program.getOutputStream().close();
  }

  private byte @Nullable [] next() throws IOException {
    try {
      return chunks.poll(ReopeningLine.READ_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String farewell() {
    String how =
        program.isAlive()
            ? "the program closed its output"
            : "the program ended with status " + program.exitValue();
    return complaint.isEmpty() ? how : how + ": " + complaint;
  }

  private boolean keep(byte[] chunk) throws InterruptedException {
    boolean kept = false;
    while (!closed && !kept) {
      kept = chunks.offer(chunk, ReopeningLine.READ_MILLIS, TimeUnit.MILLISECONDS);
    }
    return kept;
  }

  /** Keeps the last line, as far as it has come, without what a terminal would obey. */
  private boolean note(byte[] chunk) {
    String text = complaint + "\n" + new String(chunk, StandardCharsets.UTF_8);
    String line = text.lines().filter(part -> !part.isBlank()).reduce("", (_, later) -> later);
    String clean = line.strip().replaceAll("\\p{Cntrl}", " ");
    complaint = clean.substring(0, Math.min(COMPLAINT, clean.length()));
    return true;
  }

  private static Thread pump(String name, InputStream from, Sink to) {
    return Thread.ofPlatform().daemon().name(name).start(() -> drain(from, to));
  }

  private static void drain(InputStream from, Sink to) {
    var buffer = new byte[CHUNK];
    try (from) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        if (!to.take(Arrays.copyOf(buffer, count))) return;
      }
    } catch (IOException e) {
      // The pipe is gone with its program, which the reader notices.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
