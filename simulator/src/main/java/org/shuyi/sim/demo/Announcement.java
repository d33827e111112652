package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;

/** What a demo tells its visitor when everything is open. */
final class Announcement {
  private Announcement() {}

  /**
   * For people.
   *
   * @param from the folder from which the visitor looks: paths below it are told short
   */
  static String words(Home home, Ports ports, Secrets secrets, boolean withStation, Path from) {
    var links = ports.links();
    var words = new StringBuilder("\n");
    words.append(withStation ? "  The library is open.\n\n" : "  The town is open.\n\n");
    if (withStation) page(words, "touch screen", links.touch(), "what a patron sees");
    page(words, "the street", links.street(), "hold a card, open doors, take and put books");
    if (withStation) technician(words, links.technician(), secrets);
    page(words, "the centre", links.centre(), "what has arrived, and commands");
    words.append('\n');
    line(words, "commands", "./kiosk ctl status --profile " + near(home.profile(), from));
    line(words, "logs", near(home.townLog(), from));
    if (withStation) line(words, "", near(home.stationLog(), from));
    words.append("\n  Ctrl-C ends everything.\n");
    return words.toString();
  }

  private static void technician(StringBuilder words, String where, Secrets secrets) {
    page(words, "technician", where, "devices, their frames, the journal; log in as");
    for (var login : secrets.logins()) {
      String who = "%s  %s  %s".formatted(login.name(), login.password(), login.role());
      page(words, "", "", who);
    }
  }

  private static void page(StringBuilder words, String who, String where, String what) {
    words.append("    %-14s%-26s  %s%n".formatted(who, where, what));
  }

  private static void line(StringBuilder words, String what, String text) {
    words.append("    %-14s%s%n".formatted(what, text));
  }

  private static String near(Path file, Path from) {
    return (file.startsWith(from) ? from.relativize(file) : file).toString();
  }

  /** For programs. */
  static JsonNode json(Home home, Ports ports, Secrets secrets, boolean withStation) {
    var links = ports.links();
    var json = new ObjectMapper().createObjectNode();
    json.put("station", Town.STATION.toString());
    if (withStation) json.put("touch", links.touch()).put("technician", links.technician());
    json.put("street", links.street()).put("centre", links.centre());
    json.put("broker", ports.brokerUri());
    var logins = json.putArray("logins");
    for (var login : secrets.logins()) {
      logins
          .addObject()
          .put("name", login.name())
          .put("role", login.role())
          .put("password", login.password());
    }
    json.put("home", home.root().toString());
    json.put("profile", home.profile().toString());
    json.put("townLog", home.townLog().toString());
    json.put("stationLog", home.stationLog().toString());
    return json;
  }
}
