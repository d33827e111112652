package org.shuyi.devices.link;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.shuyi.devices.Bytes;

/** The device's end of a pseudo terminal of this machine. */
@SuppressWarnings("restricted")
final class TestPty implements AutoCloseable {
  private static final int READ_WRITE_NO_CONTROL = 0x2 | 0x100;

  /** Rather more than the 60 of glibc. */
  private static final int TERMIOS_BYTES = 64;

  private static final int CONTROL_FLAGS = 8;

  /** CBAUD. */
  private static final int SPEED = 0x100F;

  private final int master;
  private boolean closed;

  TestPty() throws IOException {
    master = (int) call("posix_openpt", JAVA_INT, JAVA_INT, READ_WRITE_NO_CONTROL);
    if (master < 0
        || (int) call("grantpt", JAVA_INT, JAVA_INT, master) != 0
        || (int) call("unlockpt", JAVA_INT, JAVA_INT, master) != 0) {
      throw new IOException("this machine makes no pseudo terminal");
    }
  }

  /** The station's end. */
  Path path() {
    var name = (MemorySegment) call("ptsname", ADDRESS, JAVA_INT, master);
    return Path.of(name.reinterpret(256).getString(0));
  }

  void write(Bytes bytes) {
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocateFrom(JAVA_BYTE, bytes.toArray());
      transfer("write", buffer, bytes.size());
    }
  }

  /** Waits for as many bytes. */
  Bytes read(int size) {
    try (var arena = Arena.ofConfined()) {
      Bytes read = Bytes.EMPTY;
      while (read.size() < size) {
        var buffer = arena.allocate(size);
        int count = (int) transfer("read", buffer, size - read.size());
        if (count <= 0) throw new IllegalStateException("the pseudo terminal has ended");
        read = read.plus(Bytes.copyOf(buffer.asSlice(0, count).toArray(JAVA_BYTE)));
      }
      return read;
    }
  }

  /** At how many baud the station's end was opened; termios(3) of glibc, the code of its speed. */
  int speed() {
    try (var arena = Arena.ofConfined()) {
      var termios = arena.allocate(TERMIOS_BYTES);
      int _ = (int) transfer("tcgetattr", termios);
      return switch (termios.get(JAVA_INT, CONTROL_FLAGS) & SPEED) {
        case 0x0D -> 9_600;
        case 0x0E -> 19_200;
        case 0x0F -> 38_400;
        default -> 0;
      };
    }
  }

  @Override
  public void close() {
    if (!closed) call("close", JAVA_INT, JAVA_INT, master);
    closed = true;
  }

  private long transfer(String name, MemorySegment buffer, long size) {
    try {
      var linker = Linker.nativeLinker();
      return (long)
          linker
              .downcallHandle(
                  linker.defaultLookup().find(name).orElseThrow(),
                  FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG))
              .invoke(master, buffer, size);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private Object transfer(String name, MemorySegment buffer) {
    try {
      var linker = Linker.nativeLinker();
      return linker
          .downcallHandle(
              linker.defaultLookup().find(name).orElseThrow(),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS))
          .invokeWithArguments(master, buffer);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(String name, MemoryLayout answer, MemoryLayout argument, int value) {
    try {
      var linker = Linker.nativeLinker();
      return linker
          .downcallHandle(
              linker.defaultLookup().find(name).orElseThrow(),
              FunctionDescriptor.of(answer, argument))
          .invokeWithArguments(value);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
