package org.shuyi.kiosk.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The few calls of the C library that Java has no words for: a datagram to systemd's socket
 * (sd_notify(3)) and the kernel's word on its clock (adjtimex(2)). Linux, 64 bit.
 */
final class Native {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int O_CLOEXEC = 0x80000;
  private static final int DONT_NEED = 4;
  private static final int PATH_MOST = 107;
  private static final int TIMEX_BYTES = 208;
  private static final int TIME_ERROR = 5;

  private Native() {}

  /** Sends a text to a Unix datagram socket; a name that begins with @ is abstract. */
  static boolean send(String socket, String text) {
    byte[] name = socket.getBytes(StandardCharsets.UTF_8);
    if (name.length > PATH_MOST) return false;
    try (Arena arena = Arena.ofConfined()) {
      int descriptor =
          (int)
              call("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT)
                  .orElseThrow()
                  .invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (descriptor < 0) return false;
      MemorySegment address = arena.allocate(2L + name.length + 1, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
      if (name[0] == '@') address.set(ValueLayout.JAVA_BYTE, 2, (byte) 0);
      MemorySegment message = arena.allocateFrom(text);
      long sent =
          (long)
              sendTo()
                  .invokeExact(
                      descriptor,
                      message,
                      message.byteSize() - 1,
                      0,
                      address,
                      2 + name.length + (name[0] == '@' ? 0 : 1));
      int closed = (int) call("close", ValueLayout.JAVA_INT).orElseThrow().invokeExact(descriptor);
      return sent > 0 && closed == 0;
    } catch (Throwable unavailable) {
      return false;
    }
  }

  /**
   * Has the kernel forget what it holds of a file in memory, so that the next read asks the disk
   * (posix_fadvise(2)): after a failed flush the two may differ.
   */
  static boolean forgetCached(Path file) {
    if (!Files.exists(file)) return true;
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle open = call("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT).orElseThrow();
      int descriptor = (int) open.invokeExact(arena.allocateFrom(file.toString()), O_CLOEXEC);
      if (descriptor < 0) return false;
      int told =
          (int)
              call(
                      "posix_fadvise",
                      ValueLayout.JAVA_INT,
                      ValueLayout.JAVA_LONG,
                      ValueLayout.JAVA_LONG,
                      ValueLayout.JAVA_INT)
                  .orElseThrow()
                  .invokeExact(descriptor, 0L, 0L, DONT_NEED);
      int closed = (int) call("close", ValueLayout.JAVA_INT).orElseThrow().invokeExact(descriptor);
      return told == 0 && closed == 0;
    } catch (Throwable unavailable) {
      return false;
    }
  }

  /** Whether the kernel says that its clock is synchronised; false where it cannot be asked. */
  static boolean clockIsSynchronised() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX_BYTES, 8);
      int state = (int) call("adjtimex", ValueLayout.ADDRESS).orElseThrow().invokeExact(timex);
      return state >= 0 && state != TIME_ERROR;
    } catch (Throwable unavailable) {
      return false;
    }
  }

  private static MethodHandle sendTo() {
    return handle(
            "sendto",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT))
        .orElseThrow();
  }

  private static Optional<MethodHandle> call(String name, ValueLayout... arguments) {
    return handle(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> handle(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(found -> linker.downcallHandle(found, shape));
  }
}
