package org.shuyi.sim.centre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.shuyi.devices.Bytes;

/** What a station told in JSON, read at the door. */
final class Told {
  /** The longest that any JSON message may be. */
  private static final int MOST_BYTES = 16_384;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Told() {}

  static JsonNode object(Bytes payload) throws Malformed {
    if (payload.size() > MOST_BYTES) throw new Malformed(payload.size() + " bytes");
    try {
      var json = JSON.readTree(payload.toArray());
      if (json == null || !json.isObject()) throw new Malformed("no object");
      return json;
    } catch (JsonProcessingException e) {
      throw new Malformed("no JSON: " + e.getOriginalMessage());
    } catch (IOException impossible) {
      throw new Malformed("no JSON");
    }
  }

  static JsonNode required(JsonNode object, String member) throws Malformed {
    var found = object.get(member);
    if (found == null || found.isNull()) throw new Malformed("without " + member);
    return found;
  }
}
