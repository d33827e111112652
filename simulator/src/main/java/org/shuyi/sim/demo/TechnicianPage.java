package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** The station as its technician sees it over HTTP; logs in again where it was started anew. */
public final class TechnicianPage {
  private final LocalApi page;
  private final JsonNode login;

  /**
   * @param port where the technician's pages listen on 127.0.0.1
   */
  public TechnicianPage(int port, Secrets.Login login) {
    this.page = new LocalApi(port);
    this.login =
        new ObjectMapper()
            .createObjectNode()
            .put("name", login.name())
            .put("password", login.password());
  }

  /** Whether the page took this act; who logged in may do it, and {@link #station} has done so. */
  boolean told(JsonNode act) {
    try {
      return station().isPresent() && page.post("/api/act", act).good();
    } catch (IOException nobodyAnswers) {
      return false;
    }
  }

  /** The whole station, as {@code /api/station} tells it; nothing while no station answers. */
  public Optional<JsonNode> station() {
    try {
      var answer = page.get("/api/station");
      if (answer.status() == 401 && page.post("/api/login", login).good()) {
        answer = page.get("/api/station");
      }
      return answer.good() ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException nobodyAnswers) {
      return Optional.empty();
    }
  }
}
