package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.journal.JournalFailed.Why;

/**
 * Keeps a second instance away from a journal: a lock on a file beside it, which the operating
 * system lets go when the program ends, however it ends. The file stays; it means nothing.
 */
final class FileGuard implements AutoCloseable {
  private final FileChannel channel;

  private FileGuard(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws JournalFailed if somebody has it
   */
  static FileGuard take(Path journal) {
    Path file = journal.resolveSibling(journal.getFileName() + ".lock");
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock != null) return new FileGuard(channel);
      channel.close();
    } catch (IOException e) {
      throw new JournalFailed(Why.STORAGE, "the lock file " + file + " cannot be used: " + e, e);
    }
    throw new JournalFailed(Why.TAKEN, "another instance has the journal " + journal);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException thisProgram) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the program then.
    }
  }
}
