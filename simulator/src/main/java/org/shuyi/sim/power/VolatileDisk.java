package org.shuyi.sim.power;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk with a volatile write cache: what is written can be read at once, and is on the platter
 * only when it was flushed or forced. Its power goes by itself, between a write and its flush.
 *
 * <p>A sector of 512 bytes is written whole or not at all; a longer write may be torn. The platter
 * is a file of this machine, which is not cut. Any thread may call.
 */
final class VolatileDisk implements AutoCloseable {
  static final int SECTOR = 512;

  /** A sector that was written and waits for a flush. */
  private record Waiting(long sector, ByteBuffer bytes) {}

  /** When the power goes: with this many writes to come, 1 for the next. */
  private record Fuse(int writes, Survivors survivors, RandomGenerator random) {}

  private final FileChannel platter;
  private final long size;

  /** In the order of the writes, each version of a sector on its own: an old one may survive. */
  private final List<Waiting> waiting = new ArrayList<>();

  /** The newest version of each waiting sector, for reading. */
  private final Map<Long, ByteBuffer> newest = new HashMap<>();

  private @Nullable Fuse fuse;
  private @Nullable Loss loss;
  private Runnable whenCut = () -> {};
  private long writes;
  private long flushes;

  /**
   * @param file its length is the disk's, a multiple of 512
   */
  VolatileDisk(Path file) throws IOException {
    platter = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    size = platter.size();
    if (size == 0 || size % SECTOR != 0) {
      platter.close();
      throw new IOException(file + " has " + size + " bytes, no whole number of sectors");
    }
  }

  long size() {
    return size;
  }

  /** Whether a range lies on the disk and begins and ends with a sector. */
  boolean has(long offset, long length) {
    return offset >= 0
        && length >= 0
        && offset <= size - length
        && offset % SECTOR == 0
        && length % SECTOR == 0;
  }

  synchronized byte[] read(long offset, int length) throws IOException, PowerGone {
    requirePower();
    var bytes = new byte[length];
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining() && platter.read(buffer, offset + buffer.position()) > 0) {
      // A sparse file's end reads short; what is not there is zero.
    }
    for (int at = 0; at < length; at += SECTOR) {
      var cached = newest.get((offset + at) / SECTOR);
      if (cached != null) cached.get(0, bytes, at, SECTOR);
    }
    return bytes;
  }

  /**
   * Takes a write.
   *
   * @param bytes kept as they are: nobody may change them afterwards
   * @param forced whether it is to be on the platter when this returns (FUA)
   */
  synchronized void write(long offset, byte[] bytes, boolean forced) throws IOException, PowerGone {
    requirePower();
    writes++;
    for (int at = 0; at < bytes.length; at += SECTOR) {
      var sector = new Waiting((offset + at) / SECTOR, ByteBuffer.wrap(bytes, at, SECTOR).slice());
      waiting.add(sector);
      newest.put(sector.sector(), sector.bytes());
    }
    burn();
    if (forced) force(offset / SECTOR, (offset + bytes.length) / SECTOR);
  }

  /** The fuse burns down: this is the moment between a write and its flush. */
  private void burn() throws IOException, PowerGone {
    var burning = fuse;
    if (burning == null) return;
    if (burning.writes() > 1) {
      fuse = new Fuse(burning.writes() - 1, burning.survivors(), burning.random());
      return;
    }
    lose(burning.survivors(), burning.random());
    throw new PowerGone();
  }

  private void force(long from, long to) throws IOException {
    for (Waiting one : waiting) if (isIn(one, from, to)) settle(one);
    waiting.removeIf(one -> isIn(one, from, to));
    for (long sector = from; sector < to; sector++) newest.remove(sector);
  }

  private static boolean isIn(Waiting one, long from, long to) {
    return one.sector() >= from && one.sector() < to;
  }

  /** Everything that was written is on the platter when this returns. */
  synchronized void flush() throws IOException, PowerGone {
    requirePower();
    flushes++;
    for (Waiting one : waiting) settle(one);
    waiting.clear();
    newest.clear();
  }

  private void settle(Waiting one) throws IOException {
    var buffer = one.bytes().duplicate();
    while (buffer.hasRemaining()) {
      platter.write(buffer, one.sector() * SECTOR + buffer.position());
    }
  }

  /** Called once, on the thread that cuts, when nothing answers any more; it must be quick. */
  synchronized void whenCut(Runnable act) {
    whenCut = act;
  }

  /** From now on the power goes with the given write, 1 for the next, before it can be flushed. */
  synchronized void cutAtWrite(int write, Survivors survivors, RandomGenerator random) {
    if (write < 1) throw new IllegalArgumentException("write " + write);
    fuse = new Fuse(write, survivors, random);
  }

  /** Cuts the power now, unless it has gone already. */
  synchronized Loss cut(Survivors survivors, RandomGenerator random) throws IOException {
    var gone = loss;
    return gone == null ? lose(survivors, random) : gone;
  }

  private Loss lose(Survivors survivors, RandomGenerator random) throws IOException {
    boolean[] kept = survivors.draw(waiting.size(), random);
    int survived = 0;
    for (int i = 0; i < kept.length; i++) {
      if (!kept[i]) continue;
      settle(waiting.get(i));
      survived++;
    }
    var lost = new Loss(survivors, waiting.size(), survived);
    loss = lost;
    waiting.clear();
    newest.clear();
    whenCut.run();
    return lost;
  }

  /** What the cut did, if the power is gone. */
  synchronized Optional<Loss> loss() {
    return Optional.ofNullable(loss);
  }

  synchronized long writes() {
    return writes;
  }

  synchronized long flushes() {
    return flushes;
  }

  private void requirePower() throws PowerGone {
    if (loss != null) throw new PowerGone();
  }

  /** Lets go of the platter; what was not flushed is lost then too. */
  @Override
  public void close() throws IOException {
    platter.close();
  }
}
