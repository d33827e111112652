package org.shuyi.sim.demo;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.sim.page.Links;

/**
 * Where everything of a demo listens, on 127.0.0.1.
 *
 * @param broker the broker itself, for the centre and its staff
 * @param cable the same through the station's network cable, which can be cut
 * @param reader the fourth tag reader, which hangs on TCP
 * @param pins the town's end of the board's pins
 */
public record Ports(
    int touch,
    int technician,
    int street,
    int centre,
    int broker,
    int cable,
    int reader,
    int pins) {
  /** What the documents say, and for the hidden ones what nobody else uses. */
  public static final Ports USUAL =
      new Ports(8080, 8081, 8090, 8091, 18_830, 18_831, 10_001, 7_301);

  /** Any that are free. */
  public static final Ports ANY = new Ports(0, 0, 0, 0, 0, 0, 0, 0);

  /** The nearest to these that are free. */
  Ports taken(FreePorts free) {
    return new Ports(
        free.near(touch),
        free.near(technician),
        free.near(street),
        free.near(centre),
        free.near(broker),
        free.near(cable),
        free.near(reader),
        free.near(pins));
  }

  String brokerUri() {
    return "tcp://127.0.0.1:" + broker;
  }

  Links links() {
    return Links.onPorts(touch, technician, street, centre);
  }

  /** A sentence for each page that is elsewhere than it was wished; 0 wishes nothing. */
  List<String> movedFrom(Ports wished) {
    var moved = new ArrayList<String>();
    note(moved, "the touch screen", wished.touch, touch);
    note(moved, "the technician's page", wished.technician, technician);
    note(moved, "the street", wished.street, street);
    note(moved, "the centre", wished.centre, centre);
    return moved;
  }

  private static void note(List<String> moved, String who, int wished, int got) {
    if (wished != 0 && wished != got) {
      moved.add("port " + wished + " is taken: " + who + " is at " + got);
    }
  }
}
