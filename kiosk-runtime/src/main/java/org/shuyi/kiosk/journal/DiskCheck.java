package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * Looks at the disk after a failure, without the data base: what a failed flush left there is
 * unknown, and a connection that saw it fail knows less than anybody.
 */
public final class DiskCheck {
  /** As much as some visits write at once. */
  private static final int SAMPLE = 256 * 1024;

  private DiskCheck() {}

  /**
   * Writes and flushes something beside a journal, and takes it away again.
   *
   * @throws IOException where the disk still does not do what it is asked
   */
  public static void write(Path journal) throws IOException {
    Path sample = journal.resolveSibling(journal.getFileName() + ".sample");
    try (FileChannel channel =
        FileChannel.open(
            sample,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(SAMPLE);
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    } finally {
      Files.deleteIfExists(sample);
    }
  }

  /**
   * Whether a journal holds what it has promised.
   *
   * @return what is wrong, in plain words, or empty
   * @throws IOException where it cannot be read
   */
  public static String breach(Path journal, Acknowledged promise) throws IOException {
    try (RawFile raw = RawFile.open(journal)) {
      String damage = raw.damage();
      if (!damage.isEmpty()) return damage;
      Optional<Meta> meta = SalvagedState.of(raw).meta();
      long seq = promise.through().seq();
      if (meta.isEmpty()) return "the row of the journal cannot be read";
      if (!meta.get().epoch().equals(promise.epoch())) return "it is another journal";
      if (meta.get().chain().seq() < seq) {
        return "record " + seq + " was acknowledged and is gone";
      }
      var seen = new Seen(promise.through());
      SalvagedRecords.of(raw).after(seq - 1, Optional.of(seq), seen);
      return seen.found ? "" : "record " + seq + " is not the one that was acknowledged";
    } catch (SQLException impossible) {
      throw new IOException(impossible);
    }
  }

  /** Waits for one link of the chain. */
  private static final class Seen implements SalvagedRecords.Taker {
    private final Chain wanted;
    private boolean found;

    Seen(Chain wanted) {
      this.wanted = wanted;
      this.found = wanted.seq() == 0;
    }

    @Override
    public void proven(Chain at, Octets bytes) {
      found |= at.equals(wanted);
    }

    @Override
    public void lost(long from, long through) {}
  }
}
