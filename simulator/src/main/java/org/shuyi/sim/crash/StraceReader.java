package org.shuyi.sim.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code strace -y -xx} wrote of one thread, and knows the files by the names they had.
 * A call on the journal's folder that it does not understand is an error: a trace that misses a
 * write would find anything.
 */
final class StraceReader {
  /** The calls to be traced: all by which bytes or names reach a disk. */
  static final String CALLS =
      "openat,open,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,"
          + "fsync,fdatasync,sync,syncfs,sync_file_range,msync,unlink,unlinkat,rename,renameat,"
          + "renameat2,link,linkat,symlink,mmap,copy_file_range,sendfile,splice,io_uring_enter,"
          + "io_submit";

  private static final Pattern CALL = Pattern.compile("([a-z0-9_]+)\\((.*)\\) += (-?[0-9]+).*");
  private static final Pattern DESCRIPTOR = Pattern.compile("[0-9]+<(.*)>");
  private static final int NOT_KNOWN = -1;
  private static final HexFormat HEX = HexFormat.of();

  /** Of no meaning to the journal: whoever holds its lock has it. */
  private static final String LOCK = ".lock";

  private final String folder;
  private final Map<String, Integer> names = new TreeMap<>();
  private final List<Op> ops = new ArrayList<>();
  private final List<Mark> commits = new ArrayList<>();
  private int files;

  /**
   * @param folder the journal's, absolute and real
   */
  StraceReader(String folder) {
    this.folder = folder;
  }

  OpLog log(int lives) {
    return new OpLog(ops, commits, lives);
  }

  /**
   * The power failed after so many of the things that were read, and this was left: the rest never
   * came to be.
   */
  void powerFailed(int cut, CrashState left) {
    ops.subList(cut, ops.size()).clear();
    // Which commit was found is known when the next life says it.
    ops.add(new Op.Failed(left, files + 1, NOT_KNOWN));
    names.clear();
    for (String name : left.files().keySet()) names.put(folder + "/" + name, ++files);
  }

  /** Whether a line has to do with the folder, or says a commit. */
  boolean concerns(String line) {
    return line.contains(escaped(folder)) || line.contains(escaped(TracedLife.SAID));
  }

  /**
   * Takes the next line of the thread that writes.
   *
   * @throws IOException if it is something that this reader cannot follow
   */
  void line(String line) throws IOException {
    if (!concerns(line)) return;
    Matcher call = CALL.matcher(line);
    if (!call.matches()) throw new IOException("not a call: " + shortened(line));
    long answer = Long.parseLong(call.group(3));
    try {
      call(call.group(1), arguments(call.group(2)), answer);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("not understood: " + shortened(line), e);
    }
  }

  private void call(String name, List<String> arguments, long answer) throws IOException {
    if (answer < 0) return;
    switch (name) {
      case "openat" -> opened(text(arguments.get(1)), arguments.get(2));
      case "pwrite64" -> {
        String path = path(arguments.getFirst());
        byte[] bytes = bytes(arguments.get(1));
        require(bytes.length == answer, "a write that was not whole");
        if (isOurs(path)) wrote(path, number(arguments.get(3)), bytes);
      }
      case "write" -> written(path(arguments.getFirst()), bytes(arguments.get(1)), answer);
      case "ftruncate" -> {
        String path = path(arguments.getFirst());
        if (isOurs(path)) ops.add(new Op.Resized(file(path), number(arguments.get(1))));
      }
      case "fsync", "fdatasync" -> flushed(path(arguments.getFirst()));
      case "unlink" -> removed(text(arguments.getFirst()));
      case "mmap" ->
          require(!arguments.get(3).contains("MAP_SHARED"), "the journal is mapped into memory");
      default -> throw new IOException("the journal's folder is touched by " + name);
    }
  }

  private void opened(String path, String flags) {
    if (!isOurs(path) || names.containsKey(path)) return;
    if (!flags.contains("O_CREAT")) throw new IllegalArgumentException("unknown file " + path);
    names.put(path, ++files);
    ops.add(new Op.Created(inFolder(path), files));
  }

  private void wrote(String path, int offset, byte[] bytes) {
    ops.add(new Op.Wrote(file(path), offset, new Image(bytes, bytes.length)));
  }

  private void written(String path, byte[] bytes, long answer) {
    require(!isOurs(path), "a write without an offset");
    String said = new String(bytes, StandardCharsets.UTF_8);
    if (!said.startsWith(TracedLife.SAID)) return;
    require(bytes.length == answer && said.endsWith("\n"), "a line that was not whole");
    Mark mark = Mark.parse(said.substring(TracedLife.SAID.length()).strip());
    findAfterFailure(mark);
    commits.add(mark);
    ops.add(new Op.Said(commits.size()));
  }

  /** The first that a life says is that it has begun, on what it has found. */
  private void findAfterFailure(Mark begun) {
    int owed = 0;
    for (int i = 0; i < ops.size(); i++) {
      if (ops.get(i) instanceof Op.Failed(CrashState left, int first, int commit)
          && commit == NOT_KNOWN) {
        int found = found(owed, begun);
        commits.subList(found, commits.size()).clear();
        ops.set(i, new Op.Failed(left, first, found));
        return;
      }
      owed = ops.get(i).owed(owed);
    }
  }

  /** The last commit that was acknowledged, or the one after it, which was on its way. */
  private int found(int owed, Mark begun) {
    for (int commit = owed; commit <= owed + 1 && commit <= commits.size(); commit++) {
      if (commit > 0 && commits.get(commit - 1).begun().equals(begun)) return commit;
    }
    throw new IllegalArgumentException("after a power cut in the run, commit " + owed + " is lost");
  }

  private void flushed(String path) {
    if (path.equals(folder)) ops.add(new Op.FolderFlushed());
    else if (isOurs(path)) ops.add(new Op.Flushed(file(path)));
  }

  private void removed(String path) {
    if (!isOurs(path)) return;
    require(names.remove(path) != null, "an unknown file is removed: " + path);
    ops.add(new Op.Removed(inFolder(path)));
  }

  private int file(String path) {
    Integer file = names.get(path);
    if (file == null) throw new IllegalArgumentException("unknown file " + path);
    return file;
  }

  private boolean isOurs(String path) {
    return path.startsWith(folder + "/") && !path.endsWith(LOCK);
  }

  private String inFolder(String path) {
    return path.substring(folder.length() + 1);
  }

  private static void require(boolean right, String otherwise) {
    if (!right) throw new IllegalArgumentException(otherwise);
  }

  // --- strace's own writing ------------------------------------------------------------------

  /** At the top level only: a comma within a text is written in hex. */
  private static List<String> arguments(String all) {
    return List.of(all.split(", ", -1));
  }

  private static String path(String descriptor) {
    Matcher named = DESCRIPTOR.matcher(descriptor);
    require(named.matches(), "no path of " + shortened(descriptor));
    return new String(unescaped(named.group(1)), StandardCharsets.UTF_8);
  }

  private static String text(String quoted) {
    return new String(bytes(quoted), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String quoted) {
    require(quoted.startsWith("\"") && quoted.endsWith("\""), "not whole: " + shortened(quoted));
    return unescaped(quoted.substring(1, quoted.length() - 1));
  }

  /** Of {@code \x41\x42}; what is not escaped, such as {@code pipe:[7]}, stands for itself. */
  private static byte[] unescaped(String written) {
    var bytes = new ByteArrayOutputStream(written.length() / 4);
    for (int i = 0; i < written.length(); ) {
      if (written.startsWith("\\x", i)) {
        bytes.write(HexFormat.fromHexDigits(written, i + 2, i + 4));
        i += 4;
      } else {
        bytes.write(written.charAt(i++));
      }
    }
    return bytes.toByteArray();
  }

  private static String escaped(String text) {
    var written = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      written.append("\\x").append(HEX.toHexDigits(b));
    }
    return written.toString();
  }

  private static int number(String decimal) {
    return Integer.parseInt(decimal);
  }

  private static String shortened(String line) {
    return line.length() < 200 ? line : line.substring(0, 200) + "...";
  }
}
