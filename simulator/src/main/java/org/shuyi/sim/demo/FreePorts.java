package org.shuyi.sim.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/** Hands out ports of this machine: the one wished for, or the next that nobody listens on. */
public final class FreePorts {
  /** A machine on which more than these in a row are taken has another trouble. */
  private static final int TRIES = 50;

  private static final int LAST = 65_535;

  /**
   * Any connection that is made takes a port from 32768 (Linux) or 49152 (RFC 6335, section 6) on,
   * and a station that is dark for a while would find its own taken.
   */
  private static final int FIRST_DRAWN = 12_000;

  private static final int LAST_DRAWN = 32_000;

  /** Several demos of one program wait for theirs: what one drew and does not use yet is taken. */
  private static final Set<Integer> DRAWN = new ConcurrentSkipListSet<>();

  private final IntPredicate free;
  private final IntSupplier any;
  private final TreeSet<Integer> given = new TreeSet<>();

  /** Those of this machine. */
  public static FreePorts ofThisMachine() {
    return new FreePorts(FreePorts::isFree, FreePorts::drawn);
  }

  /**
   * @param free whether nobody listens on a port
   * @param any draws some free port, now one and now another
   */
  FreePorts(IntPredicate free, IntSupplier any) {
    this.free = free;
    this.any = any;
  }

  /**
   * A port that is free now and was not handed out before.
   *
   * @param wished 1 to 65535, or 0 for any
   * @throws IllegalStateException where none of the next is free
   */
  public synchronized int near(int wished) {
    if (wished == 0) return drawAny();
    for (int port = wished; port <= Math.min(wished + TRIES, LAST); port++) {
      if (!given.contains(port) && free.test(port)) {
        given.add(port);
        return port;
      }
    }
    throw new IllegalStateException(
        "ports " + wished + " to " + Math.min(wished + TRIES, LAST) + " are all taken");
  }

  private int drawAny() {
    for (int i = 0; i < TRIES; i++) {
      int port = any.getAsInt();
      if (given.add(port)) return port;
    }
    throw new IllegalStateException("this machine offers no free port");
  }

  /** Browsers try ::1 for localhost too, so somebody who listens only there is in the way. */
  private static boolean isFree(int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException taken) {
      return false;
    }
    try (var probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.ofLiteral("::1"), port), 100);
      return false;
    } catch (IOException nobody) {
      return true;
    }
  }

  private static int drawn() {
    var random = ThreadLocalRandom.current();
    for (int i = 0; i < LAST_DRAWN; i++) {
      int port = random.nextInt(FIRST_DRAWN, LAST_DRAWN + 1);
      if (isFree(port) && DRAWN.add(port)) return port;
    }
    throw new IllegalStateException("this machine offers no free port");
  }
}
