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
import java.util.stream.Stream;

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

  /** Frames that are read at once: some 270 KB. */
  private static final int AT_ONCE = 64;

  private static final int MAGIC = 0x377f0682;
  private static final int VERSION = 3_007_000;

  /** As SQLite finds them. */
  private final NavigableMap<Integer, Long> recovered = new TreeMap<>();

  /** The same with the frames behind the damage, each sound by itself. */
  private final NavigableMap<Integer, Long> readable = new TreeMap<>();

  private final List<Long> bodies;
  private final String damage;

  private record Frame(int page, boolean commits, boolean sound, long body) {}

  private record Sums(int first, int second) {}

  private WriteAheadLog(List<Frame> frames, boolean headed, FileChannel database, FileChannel log)
      throws IOException {
    bodies = frames.stream().map(Frame::body).toList();
    int broken = 0;
    while (headed && broken < frames.size() && frames.get(broken).sound()) broken++;
    int through = lastCommit(frames, 0, broken);
    collect(frames, 0, through, recovered);
    readable.putAll(recovered);
    collect(frames, through + 1, lastCommit(frames, broken, frames.size()), readable);
    damage = headed ? beyond(frames, through + 1, broken) : unheaded(database, log);
  }

  /**
   * @param database of which this is the log; may be empty
   */
  static WriteAheadLog read(FileChannel log, FileChannel database, int pageSize)
      throws IOException {
    ByteBuffer header = at(log, 0, HEADER);
    boolean whole = header.limit() == HEADER;
    Sums sums = whole ? sums(new Sums(0, 0), header, 0, 24) : new Sums(0, 0);
    boolean headed =
        whole
            && (header.getInt(0) | 1) == (MAGIC | 1)
            && header.getInt(4) == VERSION
            && header.getInt(8) == pageSize
            && stored(header, 24).equals(sums);
    long salts = headed ? header.getLong(16) : saltsOfMost(log, pageSize);
    var frames = new ArrayList<Frame>();
    // A damaged frame spoils the sum that the next one starts from, or only its copy of it.
    List<Sums> before = whole ? List.of(stored(header, 24), sums) : List.of();
    int size = FRAME_HEADER + pageSize;
    for (long from = HEADER; ; from += (long) AT_ONCE * size) {
      ByteBuffer some = at(log, from, AT_ONCE * size);
      for (int i = 0; i < some.limit() / size; i++) {
        ByteBuffer frame = some.slice(i * size, size);
        boolean same = frame.getLong(8) == salts;
        Sums told = stored(frame, 16);
        List<Sums> computed = before.stream().map(sum -> sums(sum, frame)).toList();
        boolean sound = same && frame.getInt(0) > 0 && computed.contains(told);
        before = sound ? List.of(told) : with(told, computed);
        long body = from + (long) i * size + FRAME_HEADER;
        frames.add(new Frame(frame.getInt(0), frame.getInt(4) != 0, sound, body));
      }
      if (some.limit() < AT_ONCE * size) break;
    }
    return new WriteAheadLog(frames, headed, database, log);
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
    return damage.isEmpty() ? recovered : readable;
  }

  /** Where every page lies that was ever written here and not yet written over, sound or not. */
  List<Long> bodies() {
    return bodies;
  }

  boolean isEmpty() {
    return pages().isEmpty();
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
  private String unheaded(FileChannel database, FileChannel log) throws IOException {
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
      if (frames.get(i).sound()) pages.put(frames.get(i).page(), frames.get(i).body());
    }
  }

  /** Of a log without a header: the salts that the first two neighbours agree upon. */
  private static long saltsOfMost(FileChannel log, int pageSize) throws IOException {
    long before = 0;
    for (long at = HEADER; ; at += FRAME_HEADER + pageSize) {
      ByteBuffer frame = at(log, at, FRAME_HEADER);
      if (frame.limit() < FRAME_HEADER || frame.getLong(8) == before) return before;
      before = frame.getLong(8);
    }
  }

  private static List<Sums> with(Sums told, List<Sums> computed) {
    return Stream.concat(Stream.of(told), computed.stream()).limit(3).toList();
  }

  private static Sums sums(Sums before, ByteBuffer frame) {
    Sums head = sums(before, frame, 0, 8);
    return sums(head, frame, FRAME_HEADER, frame.limit() - FRAME_HEADER);
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
      first += words.getInt(at) + second;
      second += words.getInt(at + 4) + first;
    }
    return new Sums(first, second);
  }

  /** At most so many bytes from a place on; fewer at the end of the file. */
  static ByteBuffer at(FileChannel file, long place, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, place + bytes.position()) > 0) {}
    return bytes.flip();
  }
}
