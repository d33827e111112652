package org.shuyi.devices.link;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input device of the kernel, such as a scanner that is a keyboard, taken for ourselves alone:
 * nobody else hears its keys while the line is up, and it is not up unless that holds.
 *
 * <p>Linux on 64 bits only, by foreign calls to the C library: open(2), ioctl(2) with {@code
 * EVIOCGRAB} of linux/input.h, poll(2), read(2). What comes are {@code input_event}s of 24 bytes.
 */
public final class EvdevLine extends ReopeningLine {
  /** O_RDONLY, O_NONBLOCK and O_CLOEXEC. */
  private static final int READ_ONLY = 0x800 | 0x80000;

  /** _IOW('E', 0x90, int). */
  private static final long EVIOCGRAB = 0x40044590L;

  private static final short READABLE = 0x01;
  private static final short DEAD = 0x08 | 0x10 | 0x20;
  private static final int INTERRUPTED = 4;
  private static final int TRY_AGAIN = 11;

  /** Some events at once: a code of 40 characters with its key-ups. */
  private static final int CHUNK = 24 * 128;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle OPEN =
      call("open", ValueLayout.JAVA_INT, 2, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle IOCTL =
      call(
          "ioctl",
          ValueLayout.JAVA_INT,
          2,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);
  private static final MethodHandle POLL =
      call(
          "poll",
          ValueLayout.JAVA_INT,
          0,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT);
  private static final MethodHandle READ =
      call(
          "read",
          ValueLayout.JAVA_LONG,
          0,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG);
  private static final MethodHandle CLOSE =
      call("close", ValueLayout.JAVA_INT, 0, ValueLayout.JAVA_INT);

  private final LineAddress.Evdev address;

  public EvdevLine(LineAddress.Evdev address) {
    this.address = address;
  }

  @Override
  public String describe() {
    return address.describe();
  }

  @Override
  Wire connect() throws IOException {
    return new Grabbed(address.path());
  }

  /** An open device; for the line's own thread, but for {@link #close}. */
  private static final class Grabbed implements Wire {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(CALL_STATE);
    private final MemorySegment chunk = arena.allocate(CHUNK);
    private final MemorySegment polled = arena.allocate(8, 4);
    private final int descriptor;

    Grabbed(String path) throws IOException {
      descriptor = (int) invoke(OPEN, state, arena.allocateFrom(path), READ_ONLY);
      if (descriptor < 0) throw closed(path + " cannot be opened: errno " + errno());
      if (invoke(IOCTL, state, descriptor, EVIOCGRAB, 1L) < 0) {
        int why = errno();
        invoke(CLOSE, state, descriptor);
        throw closed(path + " cannot be taken for ourselves alone: errno " + why);
      }
      polled.set(ValueLayout.JAVA_INT, 0, descriptor);
      polled.set(ValueLayout.JAVA_SHORT, 4, READABLE);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      polled.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
      if (invoke(POLL, state, polled, 1L, READ_MILLIS) < 0) return 0;
      short events = polled.get(ValueLayout.JAVA_SHORT, 6);
      if ((events & READABLE) == 0) return (events & DEAD) == 0 ? 0 : -1;
      long most = Math.min(CHUNK, buffer.length) / 24 * 24L;
      long count = invoke(READ, state, descriptor, chunk, most);
      if (count < 0) {
        int why = errno();
        if (why == INTERRUPTED || why == TRY_AGAIN) return 0;
        throw new IOException("read: errno " + why);
      }
      MemorySegment.copy(chunk, ValueLayout.JAVA_BYTE, 0, buffer, 0, (int) count);
      return count == 0 ? -1 : (int) count;
    }

    /** A scanner is told nothing. */
    @Override
    public void write(byte[] bytes) {}

    /** Closing gives it back to everybody. */
    @Override
    public void close() {
      invoke(CLOSE, state, descriptor);
      arena.close();
    }

    private IOException closed(String why) {
      arena.close();
      return new IOException(why);
    }

    private int errno() {
      return (int) ERRNO.get(state, 0L);
    }
  }

  private static long invoke(
      MethodHandle call, MemorySegment state, @Nullable Object... arguments) {
    try {
      var all = new ArrayList<@Nullable Object>();
      all.add(state);
      all.addAll(List.of(arguments));
      return ((Number) call.invokeWithArguments(all)).longValue();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a foreign call failed", e);
    }
  }

  /**
   * A function of the C library; its first argument here takes errno.
   *
   * @param variadic from which argument on it takes any number of them; 0 if it does not
   */
  @SuppressWarnings("restricted") // The C library is the only way to an ioctl.
  private static MethodHandle call(
      String name, MemoryLayout result, int variadic, MemoryLayout... arguments) {
    var function = FunctionDescriptor.of(result, arguments);
    var errno = Linker.Option.captureCallState("errno");
    var address = LINKER.defaultLookup().findOrThrow(name);
    return variadic == 0
        ? LINKER.downcallHandle(address, function, errno)
        : LINKER.downcallHandle(address, function, errno, Linker.Option.firstVariadicArg(variadic));
  }
}
