package org.shuyi.sim.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Where the four pages of a demo are; an empty address means that there is no such page. */
public record Links(String touch, String technician, String street, String centre) {
  /** The addresses with the usual ports on this machine. */
  public static Links usual() {
    return onPorts(8080, 8081, 8090, 8091);
  }

  public static Links onPorts(int touch, int technician, int street, int centre) {
    return new Links(at(touch), at(technician), at(street), at(centre));
  }

  private static String at(int port) {
    return "http://localhost:" + port + "/";
  }

  public JsonNode json() {
    return new ObjectMapper()
        .createObjectNode()
        .put("touch", touch)
        .put("technician", technician)
        .put("street", street)
        .put("centre", centre);
  }
}
