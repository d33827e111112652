package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a damaged journal aside under a name that says when, with a text beside it that says why,
 * and the next journal in its place. Nothing is ever deleted.
 *
 * <p>A power cut anywhere in between is gone on from: the next journal is written whole under
 * another name first, then one small file says what is to be renamed to what, and every renaming
 * may be done twice.
 */
final class Quarantine {
  /** SQLite's files: the data base, its log, and the log's index. */
  private static final List<String> PARTS = List.of("", "-wal", "-shm", "-journal");

  private static final String MARK = ".damaged-";
  private static final String REASON = ".reason";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path file;

  Quarantine(Path file) {
    this.file = file;
  }

  /**
   * Why the journal must not be used any more, as somebody found out while it was open.
   *
   * @param centreHas a record that the centre has although we may not, or 0
   */
  record Sentence(String reason, long centreHas) {
    private String text() {
      return reason.replace('\n', ' ') + "\n" + centreHas + "\n";
    }

    private static Sentence of(List<String> lines) {
      String reason = lines.isEmpty() || lines.getFirst().isBlank() ? "?" : lines.getFirst();
      boolean told = lines.size() > 1 && lines.get(1).matches("[0-9]{1,18}");
      return new Sentence(reason, told ? Long.parseLong(lines.get(1)) : 0);
    }
  }

  /** Where the next journal is written. */
  Path next() {
    return beside(".next");
  }

  private Path sentence() {
    return beside(".set-aside");
  }

  private Path order() {
    return beside(".renaming");
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** At the next start this journal is put aside, whatever it looks like then. */
  void pass(Sentence sentence) throws IOException {
    write(sentence(), sentence.text());
  }

  Optional<Sentence> passed() throws IOException {
    if (!Files.exists(sentence())) return Optional.empty();
    return Optional.of(Sentence.of(lines(sentence())));
  }

  /** Finishes what a power cut interrupted, and clears away a next journal that was not whole. */
  void resume() throws IOException {
    if (Files.exists(order())) {
      rename(ordered());
    } else {
      for (String part : PARTS) Files.deleteIfExists(beside(".next" + part));
    }
  }

  /** What the order says; where it has decayed, the name of the reason that was written before. */
  private String ordered() throws IOException {
    String begin = file.getFileName() + MARK;
    List<String> lines = lines(order());
    if (!lines.isEmpty() && lines.getFirst().startsWith(begin)) return lines.getFirst();
    List<QuarantinedFile> aside = list(file);
    return aside.isEmpty()
        ? begin + "unknown"
        : String.valueOf(aside.getLast().file().getFileName());
  }

  /**
   * The next journal is whole and closed: it takes the place of the damaged one.
   *
   * @return the name of the file that was put aside
   */
  String exchange(Sentence why, Instant wall) throws IOException {
    flush(next());
    String name = freeName(wall);
    write(file.resolveSibling(name + REASON), wall + "\n" + why.text());
    write(order(), name);
    rename(name);
    return name;
  }

  private void rename(String name) throws IOException {
    if (Files.exists(next())) {
      for (String part : PARTS) move(beside(part), file.resolveSibling(name + part));
      flushFolder();
      move(next(), file);
    }
    Files.deleteIfExists(sentence());
    flushFolder();
    Files.deleteIfExists(order());
    flushFolder();
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) Files.move(from, to);
  }

  private String freeName(Instant wall) {
    String stamped = file.getFileName() + MARK + STAMP.format(wall);
    String name = stamped;
    for (int i = 2; isTaken(name); i++) name = stamped + "-" + i;
    return name;
  }

  private boolean isTaken(String name) {
    return Stream.concat(PARTS.stream(), Stream.of(REASON))
        .anyMatch(part -> Files.exists(file.resolveSibling(name + part)));
  }

  /** What was put aside since this folder exists and nobody has fetched yet, oldest first. */
  static List<QuarantinedFile> list(Path file) {
    String begin = file.getFileName() + MARK;
    @Nullable Path folder = file.toAbsolutePath().getParent();
    if (folder == null) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(begin))
          .filter(path -> path.toString().endsWith(REASON))
          .sorted()
          .map(Quarantine::described)
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private static QuarantinedFile described(Path reason) {
    String path = reason.toString();
    Path file = Path.of(path.substring(0, path.length() - REASON.length()));
    try {
      List<String> lines = lines(reason);
      return new QuarantinedFile(file, lines.get(0), lines.get(1));
    } catch (IOException | RuntimeException unreadable) {
      return new QuarantinedFile(file, "", "its reason cannot be read");
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  /** A small file that is there whole or not at all. */
  private void write(Path target, String text) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + ".draft");
    Files.writeString(draft, text);
    flush(draft);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder();
  }

  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void flushFolder() throws IOException {
    @Nullable Path folder = file.toAbsolutePath().getParent();
    if (folder == null) return;
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
