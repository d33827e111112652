package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A data base as pages, read without SQLite and never written: what SQLite would trust blindly is
 * looked at before it may touch the file, and what it refuses is still read.
 *
 * <p>Source: sqlite.org/fileformat2.html section 1.3 (header), 1.5 (freelist), 4 (WAL).
 */
final class RawFile implements AutoCloseable {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final FileChannel database;
  private final FileChannel logFile;
  private final WriteAheadLog log;
  private final int pages;

  private RawFile(FileChannel database, FileChannel logFile) throws IOException {
    this.database = database;
    this.logFile = logFile;
    log = WriteAheadLog.read(logFile, database);
    int inFile = (int) Math.min(Integer.MAX_VALUE, database.size() / Db.PAGE);
    pages = Math.max(inFile, log.isEmpty() ? 0 : log.pages().lastKey());
  }

  /**
   * @param file the data base, with its log beside it; either may be missing
   */
  static RawFile open(Path file) throws IOException {
    FileChannel database = channel(file);
    try {
      return new RawFile(database, channel(file.resolveSibling(file.getFileName() + "-wal")));
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** One that is missing is read as one of no bytes. */
  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        Files.exists(file) ? file : Path.of("/dev/null"), StandardOpenOption.READ);
  }

  boolean isEmpty() throws IOException {
    return database.size() == 0 && logFile.size() == 0;
  }

  /** Whether the log holds all that was ever committed to it, as far as that can be told. */
  boolean logIsWhole() {
    return log.damage().isEmpty();
  }

  int pages() {
    return pages;
  }

  /** The newest page that was committed and can be read; empty beyond the end. */
  Optional<ByteBuffer> page(int number) throws IOException {
    Long inLog = log.pages().get(number);
    ByteBuffer page =
        inLog != null
            ? WriteAheadLog.at(logFile, inLog, Db.PAGE)
            : WriteAheadLog.at(database, (number - 1L) * Db.PAGE, Db.PAGE);
    return page.limit() == Db.PAGE ? Optional.of(page) : Optional.empty();
  }

  /** One of {@link #places}, whatever is there; empty beyond the end. */
  Optional<ByteBuffer> at(Place place) throws IOException {
    FileChannel from = place.inLog() ? logFile : database;
    ByteBuffer page = WriteAheadLog.at(from, place.offset(), Db.PAGE);
    return page.limit() == Db.PAGE ? Optional.of(page) : Optional.empty();
  }

  /** Where the bytes of a page lie, of whatever age they are. */
  record Place(boolean inLog, long offset) {}

  /** Every place that holds a page: for rows that prove themselves. */
  Stream<Place> places() {
    return Stream.concat(
        IntStream.range(0, pages).mapToObj(i -> new Place(false, (long) i * Db.PAGE)),
        log.bodies().stream().map(offset -> new Place(true, offset)));
  }

  /** What SQLite would not notice or not survive, in words; empty where all is well. */
  String damage() throws IOException {
    if (isEmpty()) return "";
    // SQLite would delete the log.
    if (database.size() == 0) return "the log's data base is missing";
    if (!log.damage().isEmpty()) return log.damage();
    ByteBuffer inFile = WriteAheadLog.at(database, 0, Db.PAGE);
    String wrong = inFile.limit() == 0 ? "" : header(inFile);
    Optional<ByteBuffer> first = page(1);
    if (wrong.isEmpty())
      wrong = first.isEmpty() ? "the first page is missing" : header(first.get());
    return wrong.isEmpty() ? missing(first.orElseThrow().getInt(28)) : wrong;
  }

  private static String header(ByteBuffer page) {
    if (page.limit() < Db.PAGE) return "the first page is cut off";
    for (int i = 0; i < MAGIC.length; i++) {
      if (page.get(i) != MAGIC[i]) return "not a data base";
    }
    boolean sound =
        page.getShort(16) == Db.PAGE
            && page.getShort(18) == 0x0202 // written and read with a log
            && page.getInt(20) == 0x00402020 // no reserved bytes, and the prescribed fractions
            && (page.getInt(44) == 4 || page.getInt(44) == 0) // 0 before the first table
            && page.getInt(52) == 0
            && (page.getInt(56) == 1 || page.getInt(56) == 0)
            && page.getInt(64) == 0;
    for (int i = 72; i < 92; i++) sound &= page.get(i) == 0;
    return sound ? "" : "the header is damaged";
  }

  private String missing(int told) throws IOException {
    for (int number = pages; number < told; number++) {
      if (page(number + 1).isEmpty()) return "page " + (number + 1) + " is missing";
    }
    return "";
  }

  /** Pages that hold nothing any more, as far as their list can be followed. */
  BitSet free() throws IOException {
    var free = new BitSet();
    Optional<ByteBuffer> first = page(1);
    int trunk = first.map(page -> page.getInt(32)).orElse(0);
    while (trunk > 0 && trunk <= pages && !free.get(trunk)) {
      free.set(trunk);
      ByteBuffer page = page(trunk).orElse(ByteBuffer.allocate(Db.PAGE));
      int leaves = Math.clamp(page.getInt(4), 0, Db.PAGE / 4 - 2);
      for (int i = 0; i < leaves; i++) {
        int leaf = page.getInt(8 + 4 * i);
        if (leaf > 0 && leaf <= pages) free.set(leaf);
      }
      trunk = page.getInt(0);
    }
    return free;
  }

  @Override
  public void close() throws IOException {
    try (database;
        logFile) {}
  }
}
