package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.page.Changes;

/** The centre with a door: one at a time may tell it something, and what it answers is sent. */
public final class CentreOffice {
  private final ReferenceCentre centre;
  private final Supplier<Instant> clock;
  private final Changes changes = new Changes();
  private Optional<Consumer<Publication>> line = Optional.empty();

  public CentreOffice(ReferenceCentre centre, Supplier<Instant> clock) {
    this.centre = centre;
    this.clock = clock;
  }

  /** The line is up: from now on publications go this way. */
  synchronized void lineUp(Consumer<Publication> sender) {
    line = Optional.of(sender);
    centre.connected().forEach(sender);
    changes.changed();
  }

  synchronized void lineDown() {
    line = Optional.empty();
    changes.changed();
  }

  public synchronized boolean online() {
    return line.isPresent();
  }

  synchronized void arrived(String topic, Bytes payload) {
    send(centre.arrived(topic, payload, clock.get()));
  }

  /**
   * Sends an order.
   *
   * @return false where there is no line to send it on; nothing is kept for later then
   */
  public synchronized boolean order(
      Address station,
      String action,
      SortedMap<String, String> parameters,
      String reason,
      boolean override,
      List<ReferenceCentre.Staff> signers) {
    if (line.isEmpty()) return false;
    send(centre.order(station, action, parameters, reason, override, signers, clock.get()));
    return true;
  }

  /** Does something that may have to be published, such as new rules. */
  public synchronized void tell(Function<ReferenceCentre, List<Publication>> act) {
    send(act.apply(centre));
  }

  /** Looks into the books while nobody writes. */
  public synchronized <T> T look(Function<ReferenceCentre, T> look) {
    return look.apply(centre);
  }

  JsonNode picture() {
    Instant now = clock.get();
    synchronized (this) {
      return CentrePicture.of(centre, now, line.isPresent());
    }
  }

  Changes changes() {
    return changes;
  }

  private void send(List<Publication> publications) {
    line.ifPresent(sender -> publications.forEach(sender));
    changes.changed();
  }
}
