package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.shuyi.kiosk.journal.Archive;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.sim.scenario.Entry;

/**
 * The station's journal as its file has it, read beside the station and also while it is down. The
 * technician's page tells the same records, and names no patron.
 */
final class JournalReader implements Archive.Taker {
  private final Path file;
  private final TreeMap<Long, Entry> records = new TreeMap<>();
  private long before;

  JournalReader(Path file) {
    this.file = file;
  }

  /** From here on records belong to the story. */
  void begin() {
    look();
    before = records.isEmpty() ? 0 : records.lastKey();
  }

  List<Entry> entries() {
    look();
    return List.copyOf(records.tailMap(before, false).values());
  }

  private void look() {
    if (!Files.exists(file)) return;
    try {
      Archive.of(file).read(0, this);
    } catch (IOException beingWritten) {
      // What was read before stays; the next look finds the rest.
    }
  }

  @Override
  public void record(TailLine line, String hash) {
    records.put(line.seq(), new Entry(line.seq(), line.kind(), line.text()));
  }

  /** It is being written. */
  @Override
  public void missing(long from, OptionalLong through) {}
}
