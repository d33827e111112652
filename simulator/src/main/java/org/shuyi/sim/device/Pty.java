package org.shuyi.sim.device;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * A pair of a serial port that a program opens by its path and the other end of it, which is here.
 *
 * <p>Linux only, by foreign calls to the C library: posix_openpt(3), pty(7), termios(3), poll(2).
 * The port is raw: every byte goes through as it is. For one thread, but for {@link #wake()}.
 */
final class Pty implements AutoCloseable {
  private static final int READ_AND_WRITE_NO_CONTROL = 0x02 | 0x100;
  private static final short READABLE = 0x01;
  private static final int INTERRUPTED = 4;

  /** Rather more than the 60 of glibc. */
  private static final int TERMIOS_BYTES = 64;

  private static final int CHUNK = 1024;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPENPT = call("posix_openpt", ValueLayout.JAVA_INT);
  private static final MethodHandle GRANTPT = call("grantpt", ValueLayout.JAVA_INT);
  private static final MethodHandle UNLOCKPT = call("unlockpt", ValueLayout.JAVA_INT);
  private static final MethodHandle PTSNAME =
      call("ptsname_r", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle OPEN = call("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle CLOSE = call("close", ValueLayout.JAVA_INT);
  private static final MethodHandle PIPE = call("pipe", ValueLayout.ADDRESS);
  private static final MethodHandle POLL =
      call("poll", ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
  private static final MethodHandle TCGETATTR =
      call("tcgetattr", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle TCSETATTR =
      call("tcsetattr", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle CFMAKERAW = call("cfmakeraw", ValueLayout.ADDRESS);
  private static final MethodHandle READ =
      call("read", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle WRITE =
      call("write", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment state = arena.allocate(CALL_STATE);
  private final MemorySegment buffer = arena.allocate(CHUNK);
  private final MemorySegment polled = arena.allocate(16);
  private final int master;
  private final int port;
  private final int wakeRead;
  private final int wakeWrite;
  private final String path;
  private boolean closed;

  /** A new pair. */
  Pty() throws IOException {
    master = must("posix_openpt", OPENPT, READ_AND_WRITE_NO_CONTROL);
    must("grantpt", GRANTPT, master);
    must("unlockpt", UNLOCKPT, master);
    must("ptsname_r", PTSNAME, master, buffer, (long) CHUNK);
    path = buffer.getString(0);
    // Held open by us too, so that the port keeps its settings and reads do not fail between two
    // openings.
    port = must("open " + path, OPEN, arena.allocateFrom(path), READ_AND_WRITE_NO_CONTROL);
    var termios = arena.allocate(TERMIOS_BYTES);
    must("tcgetattr", TCGETATTR, port, termios);
    must("cfmakeraw", CFMAKERAW, termios);
    must("tcsetattr", TCSETATTR, port, 0, termios);
    var pipe = arena.allocate(8);
    must("pipe", PIPE, pipe);
    wakeRead = pipe.get(ValueLayout.JAVA_INT, 0);
    wakeWrite = pipe.get(ValueLayout.JAVA_INT, 4);
  }

  /** The path by which a program opens the port. */
  String path() {
    return path;
  }

  /**
   * Waits until bytes are there, until {@link #wake()}, or so long.
   *
   * @param millis 0 not to wait, -1 to wait for ever
   * @return the bytes that came, empty if none did
   */
  Bytes read(int millis) throws IOException {
    watch(0, master);
    watch(8, wakeRead);
    must("poll", POLL, polled, 2L, millis);
    if (ready(8)) must("read", READ, wakeRead, buffer, (long) CHUNK);
    if (!ready(0)) return Bytes.EMPTY;
    int count = must("read", READ, master, buffer, (long) CHUNK);
    return Bytes.copyOf(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
  }

  private void watch(long offset, int descriptor) {
    polled.set(ValueLayout.JAVA_INT, offset, descriptor);
    polled.set(ValueLayout.JAVA_SHORT, offset + 4, READABLE);
    polled.set(ValueLayout.JAVA_SHORT, offset + 6, (short) 0);
  }

  private boolean ready(long offset) {
    return (polled.get(ValueLayout.JAVA_SHORT, offset + 6) & READABLE) != 0;
  }

  /** Gives bytes to the program; the buffer behind a port holds 4096 of them. */
  void write(Bytes bytes) throws IOException {
    for (int sent = 0; sent < bytes.size(); ) {
      int size = Math.min(CHUNK, bytes.size() - sent);
      MemorySegment.copy(
          bytes.slice(sent, sent + size).toArray(), 0, buffer, ValueLayout.JAVA_BYTE, 0, size);
      sent += must("write", WRITE, master, buffer, (long) size);
    }
  }

  /** Ends a {@link #read} that waits; from any thread. */
  synchronized void wake() {
    if (closed) return;
    try (var own = Arena.ofConfined()) {
      invoke(WRITE, own.allocate(CALL_STATE), wakeWrite, own.allocate(1), 1L);
    }
  }

  /**
   * Both ends are gone; a program that has the port open hears that it hung up. Safe to call twice.
   */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    for (int descriptor : new int[] {master, port, wakeRead, wakeWrite}) {
      invoke(CLOSE, state, descriptor);
    }
    arena.close();
  }

  private int must(String what, MethodHandle call, @Nullable Object... arguments)
      throws IOException {
    int result = invoke(call, state, arguments);
    while (result < 0 && (int) ERRNO.get(state, 0L) == INTERRUPTED) {
      result = invoke(call, state, arguments);
    }
    if (result < 0) throw new IOException(what + ": errno " + (int) ERRNO.get(state, 0L));
    return result;
  }

  private static int invoke(MethodHandle call, MemorySegment state, @Nullable Object... arguments) {
    try {
      var all = new @Nullable Object[arguments.length + 1];
      all[0] = state;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      return (int) call.invokeWithArguments(all);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a foreign call failed", e);
    }
  }

  /** A function of the C library that answers an int; its first argument here takes errno. */
  @SuppressWarnings("restricted") // The C library is the only way to a pty.
  private static MethodHandle call(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
        Linker.Option.captureCallState("errno"));
  }
}
