package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.shuyi.sim.scenario.Entry;

/**
 * The station's journal as its technician's page tells it: the newest records at each look, kept
 * here, so that those of a station that has died are still known.
 */
final class JournalReader {
  private final LocalApi page;
  private final JsonNode login;
  private final TreeMap<Long, Entry> records = new TreeMap<>();
  private long before;

  JournalReader(int port, Secrets.Login login) {
    this.page = new LocalApi(port);
    this.login =
        new ObjectMapper()
            .createObjectNode()
            .put("name", login.name())
            .put("password", login.password());
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
    try {
      var answer = page.get("/api/station");
      if (answer.status() == 401 && page.post("/api/login", login).good()) {
        answer = page.get("/api/station");
      }
      if (answer.good()) answer.body().path("journal").forEach(this::keep);
    } catch (IOException nobodyAnswers) {
      // The station is down; what was read before stays.
    }
  }

  private void keep(JsonNode line) {
    var entry =
        new Entry(
            line.path("seq").asLong(), line.path("kind").asText(), line.path("text").asText());
    records.put(entry.seq(), entry);
  }
}
