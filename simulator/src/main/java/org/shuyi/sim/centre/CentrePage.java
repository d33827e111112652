package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.shuyi.sim.page.Links;
import org.shuyi.sim.page.LocalPage;
import org.shuyi.sim.page.Unwelcome;

/**
 * The desk of the central staff in a browser: what has arrived, and the commands.
 *
 * <p>{@code GET /api/centre} and the stream {@code /api/changes} give the picture; {@code POST
 * /api/order} sends a command signed by the desk's staff.
 */
public final class CentrePage implements AutoCloseable {
  private static final Set<String> WITH_DOOR = Set.of("lock", "unlock", "release");
  private static final Set<String> ACTIONS =
      Set.of("lock", "unlock", "release", "out-of-service", "in-service", "inventory", "restart");

  private final CentreOffice office;
  private final List<ReferenceCentre.Staff> staff;
  private final LocalPage page;

  /**
   * @param port 0 for any free one
   * @param staff who sits at this desk: the first signs alone
   */
  public CentrePage(int port, CentreOffice office, List<ReferenceCentre.Staff> staff, Links links) {
    this.office = office;
    this.staff = List.copyOf(staff);
    var plan =
        new LocalPage.Plan(CentrePage.class)
            .file("icon.svg")
            .file("centre.css")
            .file("centre.js")
            .picture("/api/links", links::json)
            .picture("/api/centre", office::picture)
            .act("/api/order", this::order);
    page = new LocalPage(port, plan, "/api/changes", office.changes(), office::picture);
  }

  public int port() {
    return page.port();
  }

  @Override
  public void close() {
    page.close();
  }

  private JsonNode order(JsonNode body) {
    String action = text(body, "action", 20);
    if (!ACTIONS.contains(action)) throw new Unwelcome(400, "what is " + action + "?");
    var address = address(text(body, "station", 70));
    var parameters = new TreeMap<String, String>();
    if (WITH_DOOR.contains(action)) {
      String door = text(body, "door", 8);
      if (!door.matches("[0-9A-Za-z]{1,8}")) throw new Unwelcome(400, "which door?");
      parameters.put("door", door);
    }
    if (action.equals("out-of-service")) {
      String text = text(body, "text", 200);
      if (text.isBlank()) throw new Unwelcome(400, "out of service needs a text for the screen");
      parameters.put("text", text);
    }
    boolean override = body.path("override").asBoolean(false);
    String reason = text(body, "reason", 200);
    if (!office.order(address, action, parameters, reason, override, staff.subList(0, 1))) {
      throw new Unwelcome(503, "the centre has no line to the broker");
    }
    return new ObjectMapper().createObjectNode().put("done", true);
  }

  private Address address(String text) {
    return office.look(ReferenceCentre::stations).stream()
        .filter(a -> a.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new Unwelcome(404, "there is no station " + text));
  }

  private static String text(JsonNode body, String member, int most) {
    String text = body.path(member).asText("");
    if (text.length() > most) {
      throw new Unwelcome(400, member + " has " + text.length() + " of " + most + " characters");
    }
    return text;
  }
}
