package org.shuyi.sim.torture;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.TouchScreen;
import org.shuyi.sim.demo.Townsfolk;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.soak.Chance;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Person;

/** Where one patron after another comes to the cabinet, on a thread of their own. */
final class Pavement implements AutoCloseable {
  private static final long GONE_MILLIS = 5_000;

  /** Whom the library does not know. */
  static final Townsfolk.Reader STRANGER =
      new Townsfolk.Reader(new Person("Emil"), Card.of("Emil's card", "04 77 0D E4 5B 19 80"));

  private final RunningDemo demo;
  private final Townsfolk folk;
  private final Looks looks;
  private final Eyewitness eyes;
  private final Story story;
  private final Chance chance;
  private final TouchScreen touch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = Thread.ofPlatform().daemon().name("pavement").unstarted(this::walk);
  private volatile boolean open;
  private boolean empty = true;
  private volatile boolean closed;

  Pavement(
      RunningDemo demo, Townsfolk folk, Eyewitness eyes, Looks looks, Story story, Chance chance) {
    this.demo = demo;
    this.folk = folk;
    this.eyes = eyes;
    this.looks = looks;
    this.story = story;
    this.chance = chance;
    touch = new TouchScreen(demo.ports().touch());
    thread.start();
  }

  /** From now on people come. */
  void open() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody comes any more; returns when the last one has gone. */
  void clear() throws InterruptedException {
    lock.lock();
    try {
      open = false;
      while (!empty && !closed) changed.await();
    } finally {
      lock.unlock();
    }
  }

  private void walk() {
    try {
      while (!closed) {
        awaitOpen();
        var reader = chance.percent(8) ? STRANGER : chance.of(folk.readers());
        var passer =
            new Passer(
                demo.world(),
                touch,
                looks,
                eyes,
                story,
                chance,
                reader.person(),
                reader.card(),
                () -> !open);
        passer.visit();
        Thread.sleep(chance.between(100, 900));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error ours) {
      story.tell("the pavement is broken: " + ours);
      throw ours;
    } finally {
      closed = true;
      isEmpty(true);
    }
  }

  private void awaitOpen() throws InterruptedException {
    lock.lock();
    try {
      isEmpty(true);
      while (!open) changed.await();
      empty = false;
    } finally {
      lock.unlock();
    }
  }

  private void isEmpty(boolean now) {
    lock.lock();
    try {
      empty = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether people still come: a thread that died tests nothing. */
  boolean isAlive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(GONE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
