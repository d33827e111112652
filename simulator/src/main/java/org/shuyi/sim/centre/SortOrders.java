package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Into which bin an item falls that lies in the tunnel of a return slot. What the centre says of
 * one item and of no other comes before the sorting that every station knows.
 */
public final class SortOrders {
  private static final String SORTED = "application/vnd.shuyi.sorted.v1+json";
  private static final Duration LASTS = Duration.ofSeconds(10);
  private static final int NOT_TAKEN = 0;

  private final TreeMap<String, Integer> bins = new TreeMap<>();

  /** From now on this item falls into this bin when it comes back; somebody waits for it. */
  public void put(String item, int bin) {
    bins.put(item, bin);
  }

  /** From now on this item is not taken back: it belongs to another library. */
  public void refuse(String item) {
    bins.put(item, NOT_TAKEN);
  }

  Publication answer(
      StationBook station,
      JsonNode ask,
      Rules rules,
      Envelope.Signer signer,
      Feed feed,
      Instant now)
      throws Malformed {
    String item = Told.required(ask, "item").asText();
    String owner = Told.required(ask, "owner").asText();
    ObjectNode reply =
        JsonNodeFactory.instance
            .objectNode()
            .put("station", station.address.toString())
            .put("boot", Told.required(ask, "boot").asLong())
            .put("ask", Told.required(ask, "ask").asLong());
    feed.add(now, station.address, "sort", 0, item, "", judge(item, owner, rules, reply), "");
    return Publication.within(
        LASTS, station.address.topic("sorted"), Envelope.seal(SORTED, reply, List.of(signer)));
  }

  /** Writes the verdict, and says it in words. */
  private String judge(String item, String owner, Rules rules, ObjectNode reply) {
    Integer ordered = bins.get(item);
    if (ordered != null && ordered == NOT_TAKEN) {
      reply.put("verdict", "refused").put("why", "not-ours");
      return "refused: not-ours";
    }
    var line = rules.sorting().stream().filter(one -> one.fits(item, owner)).findFirst();
    if (ordered == null && line.isEmpty()) {
      reply.put("verdict", "rule");
      return "by the station's rule";
    }
    int bin = ordered != null ? ordered : line.orElseThrow().bin();
    reply.put("verdict", "bin").put("bin", bin);
    return "into bin " + bin;
  }
}
