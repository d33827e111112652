package org.shuyi.sim.station;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.shuyi.kiosk.host.Outage;
import org.shuyi.kiosk.journal.Acknowledged;
import org.shuyi.kiosk.journal.Journal;

/** The journal of a virtual station over its lives: what each finds on the disk. */
final class Journals implements Outage.Storage {
  private final VirtualDisk disk;
  private final RandomGenerator random;
  private final Supplier<Instant> wall;
  private Journal journal;
  private Optional<byte[]> kept = Optional.empty();
  private Optional<Sentence> sentence = Optional.empty();
  private boolean lied;

  /**
   * Why the journal must not be used any more.
   *
   * @param centreHas the last record that the centre has
   */
  private record Sentence(String why, long centreHas) {}

  Journals(Journal first, VirtualDisk disk, RandomGenerator random, Supplier<Instant> wall) {
    this.journal = first;
    this.disk = disk;
    this.random = random;
    this.wall = wall;
  }

  Journal now() {
    return journal;
  }

  /** As a program opens its file: a journal that failed knows nothing any more, its disk does. */
  Journal opened() {
    if (journal.isBroken()) journal = journal.reopened();
    sentence.ifPresent(this::putAside);
    sentence = Optional.empty();
    return journal;
  }

  private void putAside(Sentence passed) {
    byte[] image = journal.image();
    journal.close();
    journal = PutAside.next(image, passed.why(), passed.centreHas(), disk, random, wall.get());
  }

  /** The power went in the middle of a flush: what was begun is undone, what was done is there. */
  void cutOff() {
    journal = journal.reopened();
  }

  /** From now on the disk keeps what it is given only until the power goes. */
  void lies() {
    kept = Optional.of(journal.image());
  }

  /** What a disk that lied had not kept is gone. */
  void powerGone() {
    kept.ifPresent(this::forget);
    kept = Optional.empty();
  }

  private void forget(byte[] image) {
    journal.close();
    journal = Journal.ofImage(image, "", disk);
    lied = true;
  }

  /** The centre has another story: the next life begins another journal. */
  void giveUp(String why, long centreHas) {
    if (!lied) throw new AssertionError("a sound journal is given up: " + why);
    sentence = Optional.of(new Sentence(why, centreHas));
  }

  @Override
  public void sample() throws IOException {
    disk.sample();
  }

  @Override
  public String breachOf(Acknowledged promise) {
    String breach = journal.reopened().breachOf(promise);
    if (!breach.isEmpty()) throw new AssertionError("a disk that kept all: " + breach);
    return breach;
  }
}
