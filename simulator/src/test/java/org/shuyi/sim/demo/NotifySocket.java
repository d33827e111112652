package org.shuyi.sim.demo;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * systemd's end of sd_notify(3): a Unix datagram socket, of which Java has no words. Linux, 64 bit;
 * for one thread.
 */
final class NotifySocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final short READABLE = 1;
  private static final int LONGEST = 256;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment word = arena.allocate(LONGEST);
  private final int descriptor;

  /**
   * @param path at most 107 bytes long, where nothing is yet
   */
  NotifySocket(Path path) throws IOException {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    descriptor = call("socket", AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    MemorySegment address = arena.allocate(110, 2);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
    if (call("bind", descriptor, address, 2 + name.length + 1) != 0) {
      throw new IOException("no socket at " + path);
    }
  }

  /** The next word that is told, or nothing within so long. */
  Optional<String> next(int millis) throws IOException {
    MemorySegment polled = arena.allocate(8, 4);
    polled.set(ValueLayout.JAVA_INT, 0, descriptor);
    polled.set(ValueLayout.JAVA_SHORT, 4, READABLE);
    if (call("poll", polled, 1L, millis) <= 0) return Optional.empty();
    int told = call("recv", descriptor, word, (long) LONGEST, 0);
    byte[] bytes = word.asSlice(0, Math.max(0, told)).toArray(ValueLayout.JAVA_BYTE);
    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    int _ = call("close", descriptor);
    arena.close();
  }

  /** Calls a function of the C library whose answer fits an int. */
  @SuppressWarnings("restricted")
  private static int call(String name, Object... arguments) throws IOException {
    var shapes = new ValueLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      shapes[i] =
          switch (arguments[i]) {
            case Integer number -> ValueLayout.JAVA_INT;
            case Long number -> ValueLayout.JAVA_LONG;
            default -> ValueLayout.ADDRESS;
          };
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle function =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, shapes));
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IOException(name, e);
    }
  }
}
