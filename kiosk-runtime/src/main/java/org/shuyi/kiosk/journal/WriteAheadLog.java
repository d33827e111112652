package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * SQLite's log as raw bytes, and whether more was committed in it than SQLite will find again:
 * behind the first damaged frame SQLite believes nothing, and says nothing.
 *
 * <p>A power cut leaves at most one unfinished transaction there, since each is flushed before the
 * next is begun, and SQLite writes the pages of one in rising order. Frames that tell of more than
 * one were acknowledged, and are gone by decay.
 *
 * <p>Source: sqlite.org/fileformat2.html section 4 (WAL).
 */
final class WriteAheadLog {
  static final int HEADER = 32;
  static final int FRAME_HEADER = 24;

  private static final int SIZE = FRAME_HEADER + Db.PAGE;

  /** Frames that are read at once: some 70 KB. */
  private static final int AT_ONCE = 64;

  /** Of damaged frames in a row, so many may spoil only the copy of the sum that goes on. */
  private static final int TRIED = 3;

  private static final int MAGIC = 0x377f0682;
  private static final int VERSION = 3_007_000;

  private final List<Frame> frames;
  private final NavigableMap<Integer, Long> pages = new TreeMap<>();
  private final String damage;

  /**
   * A frame.
   *
   * @param told the sum that goes on to the next one
   */
  private record Frame(int page, boolean commits, Sums told, boolean sound) {}

  private record Sums(int first, int second) {}

  private WriteAheadLog(List<Frame> frames, boolean headed, FileChannel database, FileChannel log)
      throws IOException {
    this.frames = frames;
    int broken = 0;
    while (headed && broken < frames.size() && frames.get(broken).sound()) broken++;
    int through = lastCommit(frames, 0, broken);
    collect(frames, 0, through, pages);
    // Frames behind the damage, each sound by itself.
    var behind = new TreeMap<Integer, Long>();
    collect(frames, through + 1, lastCommit(frames, broken, frames.size()), behind);
    damage = headed ? beyond(frames, through + 1, broken) : unheaded(behind, database, log);
    if (!damage.isEmpty()) pages.putAll(behind);
  }

  /**
   * @param database of which this is the log; may be empty
   */
  static WriteAheadLog read(FileChannel log, FileChannel database) throws IOException {
    ByteBuffer header = at(log, 0, HEADER);
    boolean whole = header.limit() == HEADER;
    Sums sums = whole ? sums(new Sums(0, 0), header, 0, 24) : new Sums(0, 0);
    boolean headed =
        whole
            && (header.getInt(0) | 1) == (MAGIC | 1)
            && header.getInt(4) == VERSION
            && header.getInt(8) == Db.PAGE
            && stored(header, 24).equals(sums);
    long salts = headed ? header.getLong(16) : saltsOfMost(log);
    var frames = new ArrayList<Frame>();
    var begins = new Beginnings(log, frames, whole ? List.of(stored(header, 24), sums) : List.of());
    ByteBuffer some = ByteBuffer.allocate(AT_ONCE * SIZE);
    do {
      fill(some, log, HEADER + (long) frames.size() * SIZE);
      for (int at = 0; at + SIZE <= some.limit(); at += SIZE) {
        Sums told = stored(some, at + 16);
        // What an earlier round of the log has left here has other salts, and is not summed up.
        boolean ours = some.getLong(at + 8) == salts && some.getInt(at) > 0;
        boolean sound = ours && sound(some, at, told, begins.of(frames.size(), TRIED));
        frames.add(new Frame(some.getInt(at), some.getInt(at + 4) != 0, told, sound));
      }
    } while (some.limit() == some.capacity());
    return new WriteAheadLog(frames, headed, database, log);
  }

  private static boolean sound(ByteBuffer bytes, int at, Sums told, List<Sums> begins) {
    for (Sums begin : begins) {
      if (sumOfFrame(begin, bytes, at).equals(told)) return true;
    }
    return false;
  }

  /**
   * Where the sum of a frame may begin.
   *
   * @param ofFirst the same of the first frame
   */
  private record Beginnings(FileChannel log, List<Frame> frames, List<Sums> ofFirst) {
    /** At most so many; a damaged frame spoils the sum for the next one, or only its copy of it. */
    List<Sums> of(int frame, int most) throws IOException {
      if (frame == 0) return ofFirst.subList(0, Math.min(most, ofFirst.size()));
      Frame before = frames.get(frame - 1);
      var found = new ArrayList<Sums>(List.of(before.told()));
      if (before.sound() || most == 1) return found;
      ByteBuffer damaged = at(log, HEADER + (frame - 1L) * SIZE, SIZE);
      for (Sums begin : of(frame - 1, most - 1)) found.add(sumOfFrame(begin, damaged, 0));
      return found;
    }
  }

  /** What was committed and will not be found again, in words; empty where nothing was. */
  String damage() {
    return damage;
  }

  /**
   * Where the newest page of a committed transaction lies, by its number: as SQLite will find them,
   * or of a damaged log, as far as they are sound by themselves.
   */
  NavigableMap<Integer, Long> pages() {
    return pages;
  }

  /** Where every page lies that was ever written here and not yet written over, sound or not. */
  List<Long> bodies() {
    return IntStream.range(0, frames.size()).mapToObj(WriteAheadLog::body).toList();
  }

  boolean isEmpty() {
    return pages.isEmpty();
  }

  /** What lies behind the first frame that SQLite will not believe. */
  private static String beyond(List<Frame> frames, int from, int broken) {
    boolean committed = false;
    int last = 0;
    for (int i = from; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      boolean told = i < broken || frame.sound();
      if (told && (committed || frame.page() <= last)) {
        return "the log's frame " + (broken + 1) + " is damaged, and more was committed after it";
      }
      // What a torn frame says of itself is not believed.
      if (told) last = frame.page();
      committed |= told && frame.commits();
    }
    return "";
  }

  /** Without its header SQLite believes none of it: harmless if all of it is in the data base. */
  private static String unheaded(Map<Integer, Long> readable, FileChannel database, FileChannel log)
      throws IOException {
    for (var page : readable.entrySet()) {
      ByteBuffer ours = at(log, page.getValue(), Db.PAGE);
      ByteBuffer theirs = at(database, (page.getKey() - 1L) * Db.PAGE, Db.PAGE);
      if (!ours.equals(theirs)) return "the log's header is damaged";
    }
    return "";
  }

  private static int lastCommit(List<Frame> frames, int from, int before) {
    for (int i = before - 1; i >= from; i--) {
      if (frames.get(i).sound() && frames.get(i).commits()) return i;
    }
    return from - 1;
  }

  private static void collect(List<Frame> frames, int from, int to, Map<Integer, Long> pages) {
    for (int i = from; i <= to; i++) {
      if (frames.get(i).sound()) pages.put(frames.get(i).page(), body(i));
    }
  }

  /** Where the page of a frame begins. */
  private static long body(int frame) {
    return HEADER + (long) frame * SIZE + FRAME_HEADER;
  }

  /** Of a log without a header: the salts that the first two neighbours agree upon. */
  private static long saltsOfMost(FileChannel log) throws IOException {
    long before = 0;
    for (long at = HEADER; ; at += SIZE) {
      ByteBuffer frame = at(log, at, FRAME_HEADER);
      if (frame.limit() < FRAME_HEADER || frame.getLong(8) == before) return before;
      before = frame.getLong(8);
    }
  }

  private static Sums sumOfFrame(Sums before, ByteBuffer bytes, int at) {
    return sums(sums(before, bytes, at, 8), bytes, at + FRAME_HEADER, Db.PAGE);
  }

  private static Sums stored(ByteBuffer bytes, int at) {
    return new Sums(bytes.getInt(at), bytes.getInt(at + 4));
  }

  /** The sums of the log go over pairs of words, little-endian on every machine that we run on. */
  private static Sums sums(Sums before, ByteBuffer bytes, int from, int length) {
    ByteBuffer words = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int first = before.first();
    int second = before.second();
    for (int at = from; at < from + length; at += 8) {
      long pair = words.getLong(at);
      first += (int) pair + second;
      second += (int) (pair >>> 32) + first;
    }
    return new Sums(first, second);
  }

  /** At most so many bytes from a place on; fewer at the end of the file. */
  static ByteBuffer at(FileChannel file, long place, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    fill(bytes, file, place);
    return bytes;
  }

  private static void fill(ByteBuffer bytes, FileChannel file, long place) throws IOException {
    bytes.clear();
    while (bytes.hasRemaining() && file.read(bytes, place + bytes.position()) > 0) {}
    bytes.flip();
  }
}
