package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeMap;
import org.shuyi.sim.scenario.Entry;

/**
 * The station's journal as its technician's page tells it: the newest records at each look, kept
 * here, so that those of a station that has died are still known.
 */
final class JournalReader {
  private final TechnicianPage page;
  private final TreeMap<Long, Entry> records = new TreeMap<>();
  private long before;

  JournalReader(TechnicianPage page) {
    this.page = page;
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

  /** While the station is down, what was read before stays. */
  private void look() {
    page.station().ifPresent(station -> station.path("journal").forEach(this::keep));
  }

  private void keep(JsonNode line) {
    var entry =
        new Entry(
            line.path("seq").asLong(), line.path("kind").asText(), line.path("text").asText());
    records.put(entry.seq(), entry);
  }
}
