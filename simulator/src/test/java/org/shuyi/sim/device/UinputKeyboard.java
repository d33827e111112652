package org.shuyi.sim.device;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shuyi.devices.Bytes;

/**
 * A keyboard that the kernel takes for a real one, and somebody who listens to it.
 *
 * <p>Source: Linux, Documentation/input/uinput.rst and linux/uinput.h: UI_SET_EVBIT, UI_SET_KEYBIT,
 * UI_DEV_SETUP, UI_DEV_CREATE, UI_GET_SYSNAME and UI_DEV_DESTROY of /dev/uinput.
 */
final class UinputKeyboard implements AutoCloseable {
  private static final int WRITE_ONLY_NON_BLOCKING = 0x1 | 0x800;
  private static final int READ_ONLY_NON_BLOCKING = 0x800;
  private static final long SET_EVENT_BIT = 0x40045564L;
  private static final long SET_KEY_BIT = 0x40045565L;
  private static final long SETUP = 0x405C5503L;
  private static final long CREATE = 0x5501L;
  private static final long DESTROY = 0x5502L;
  private static final int NAME_BYTES = 64;
  private static final long GET_NAME = 0x80000000L | (long) NAME_BYTES << 16 | 0x552CL;

  private static final int KEYS = 1;
  private static final int MOST_KEYS = 128;

  /** struct uinput_setup: bus, vendor, product, version, then 80 bytes of name, then a number. */
  private static final int SETUP_BYTES = 92;

  private static final short USB = 3;
  private static final int EVENTS = 24 * 256;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      call("open", ValueLayout.JAVA_INT, 2, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle NUMBER =
      call(
          "ioctl",
          ValueLayout.JAVA_INT,
          2,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);
  private static final MethodHandle STRUCTURE =
      call(
          "ioctl",
          ValueLayout.JAVA_INT,
          2,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.ADDRESS);
  private static final MethodHandle WRITE = transfer("write");
  private static final MethodHandle READ = transfer("read");
  private static final MethodHandle CLOSE =
      call("close", ValueLayout.JAVA_INT, 0, ValueLayout.JAVA_INT);

  private final EvdevScannerPeer fingers = new EvdevScannerPeer(1);
  private final int device;
  private final Path path;
  private final int listener;

  UinputKeyboard(String name) throws IOException {
    try (var arena = Arena.ofConfined()) {
      device =
          must("open", invoke(OPEN, arena.allocateFrom("/dev/uinput"), WRITE_ONLY_NON_BLOCKING));
      must("events", invoke(NUMBER, device, SET_EVENT_BIT, (long) KEYS));
      for (long key = 1; key < MOST_KEYS; key++) {
        must("key", invoke(NUMBER, device, SET_KEY_BIT, key));
      }
      var setup = arena.allocate(SETUP_BYTES);
      setup.set(ValueLayout.JAVA_SHORT, 0, USB);
      setup.setString(8, name);
      must("setup", invoke(STRUCTURE, device, SETUP, setup));
      must("create", invoke(NUMBER, device, CREATE, 0L));
      var named = arena.allocate(NAME_BYTES);
      must("name", invoke(STRUCTURE, device, GET_NAME, named));
      path = path(Path.of("/sys/devices/virtual/input", named.getString(0)));
      listener =
          must("listen", invoke(OPEN, arena.allocateFrom(path.toString()), READ_ONLY_NON_BLOCKING));
    }
  }

  private static Path path(Path folder) throws IOException {
    try (var inside = Files.list(folder)) {
      return inside
          .map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("event"))
          .map(each -> Path.of("/dev/input", each))
          .findFirst()
          .orElseThrow(() -> new IOException("no event device in " + folder));
    }
  }

  Path path() {
    return path;
  }

  /** Types a text and Enter. */
  void types(String text) throws IOException {
    fingers.scan(text, 0);
    Bytes events = fingers.leaving(Long.MAX_VALUE);
    if (events == null) throw new IllegalArgumentException("nobody can type " + text);
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, events.toArray());
      must("write", invoke(WRITE, device, buffer, (long) events.size()));
    }
  }

  /** Whether somebody else who reads this keyboard has heard anything since the last time. */
  boolean isOverheard() {
    try (var arena = Arena.ofConfined()) {
      return invoke(READ, listener, arena.allocate(EVENTS), (long) EVENTS) > 0;
    }
  }

  @Override
  public void close() {
    invoke(CLOSE, listener);
    invoke(NUMBER, device, DESTROY, 0L);
    invoke(CLOSE, device);
  }

  private static int must(String what, long result) throws IOException {
    if (result < 0) throw new IOException(what + " failed");
    return (int) result;
  }

  private static long invoke(MethodHandle call, Object... arguments) {
    try {
      return ((Number) call.invokeWithArguments(arguments)).longValue();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a foreign call failed", e);
    }
  }

  private static MethodHandle transfer(String name) {
    return call(
        name,
        ValueLayout.JAVA_LONG,
        0,
        ValueLayout.JAVA_INT,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_LONG);
  }

  /**
   * A function of the C library.
   *
   * @param variadic from which argument on it takes any number of them; 0 if it does not
   */
  @SuppressWarnings("restricted") // The C library is the only way to an ioctl.
  private static MethodHandle call(
      String name, MemoryLayout result, int variadic, MemoryLayout... arguments) {
    var function = FunctionDescriptor.of(result, arguments);
    var address = LINKER.defaultLookup().findOrThrow(name);
    return variadic == 0
        ? LINKER.downcallHandle(address, function)
        : LINKER.downcallHandle(address, function, Linker.Option.firstVariadicArg(variadic));
  }
}
