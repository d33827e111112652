package org.shuyi.kiosk.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.ui.Role.Act;

/** What a person wants to do by the technician's page, as its API writes it. */
sealed interface StaffAct {
  /** {@code {"act":"begin-service","reason":"new lamp","minutes":30}}; 1 to 480 minutes. */
  record BeginService(String reason, int minutes) implements StaffAct {}

  /** {@code {"act":"end-service"}}. */
  record EndService() implements StaffAct {}

  /** {@code {"act":"open-door","door":"3"}}. */
  record OpenDoor(DoorId door) implements StaffAct {}

  /** {@code {"act":"count"}}. */
  record Count() implements StaffAct {}

  /** {@code {"act":"settle","tag":"E004...","present":true}}. */
  record Settle(TagId tag, boolean present) implements StaffAct {}

  /** {@code {"act":"settle-compartment","door":"3"}}. */
  record SettleCompartment(DoorId door) implements StaffAct {}

  /** {@code {"act":"prove-board","board":"locks"}}. */
  record ProveBoard(DeviceId board) implements StaffAct {}

  /** {@code {"act":"prove-on"}}. */
  record ProveOn() implements StaffAct {}

  /** {@code {"act":"choose-stop","stop":"east-gate"}}. */
  record ChooseStop(String stop) implements StaffAct {}

  /** {@code {"act":"end-emergency","reason":"burnt toast"}}. */
  record EndEmergency(String reason) implements StaffAct {}

  /** {@code {"act":"clear-exit","reason":"the magnet was replaced"}}. */
  record ClearExit(String reason) implements StaffAct {}

  /** {@code {"act":"empty-room"}}. */
  record EmptyRoom() implements StaffAct {}

  static Optional<StaffAct> read(JsonNode body) {
    return switch (body.path("act").asText()) {
      case "begin-service" -> beginService(body);
      case "end-service" -> Optional.of(new EndService());
      case "open-door" -> door(body).map(OpenDoor::new);
      case "settle-compartment" -> door(body).map(SettleCompartment::new);
      case "count" -> Optional.of(new Count());
      case "prove-board" ->
          text(body, "board", "[a-z0-9-]{1,32}").map(board -> new ProveBoard(new DeviceId(board)));
      case "prove-on" -> Optional.of(new ProveOn());
      case "choose-stop" -> text(body, "stop", "[a-z0-9-]{1,32}").map(ChooseStop::new);
      case "settle" -> settle(body);
      case "end-emergency" -> reason(body).map(EndEmergency::new);
      case "clear-exit" -> reason(body).map(ClearExit::new);
      case "empty-room" -> Optional.of(new EmptyRoom());
      default -> Optional.empty();
    };
  }

  default Act needs() {
    return switch (this) {
      case BeginService begin -> Act.SERVE;
      case EndService end -> Act.SERVE;
      case OpenDoor open -> Act.OPEN;
      case Count count -> Act.COUNT;
      case ProveBoard prove -> Act.OPEN;
      case ProveOn prove -> Act.OPEN;
      case Settle settle -> Act.SETTLE;
      case SettleCompartment settle -> Act.SETTLE;
      // Whoever drives and counts knows where they are; no door opens by it.
      case ChooseStop choose -> Act.COUNT;
      case EndEmergency end -> Act.END_EMERGENCY;
      // Whoever may say that people are safe again.
      case ClearExit clear -> Act.END_EMERGENCY;
      case EmptyRoom empty -> Act.COUNT;
    };
  }

  default ServiceEvent by(String person) {
    return switch (this) {
      case BeginService(String reason, int minutes) ->
          new ServiceEvent.ServiceBegan(person, reason, minutes);
      case EndService() -> new ServiceEvent.ServiceEnded(person);
      case OpenDoor(DoorId door) -> new ServiceEvent.DoorWanted(person, door);
      case ProveBoard(DeviceId board) -> new ServiceEvent.ProofWanted(person, board);
      case ProveOn() -> new ServiceEvent.ProofGoesOn(person);
      case Count() -> new ServiceEvent.CountWanted(person);
      case Settle(TagId tag, boolean present) ->
          new ServiceEvent.SuspectSettled(person, tag, present);
      case SettleCompartment(DoorId door) -> new ServiceEvent.CompartmentSettled(person, door);
      case ChooseStop(String stop) -> new ServiceEvent.StopChosen(person, stop);
      case EndEmergency(String reason) -> new ServiceEvent.EmergencyEnded(person, reason);
      case ClearExit(String reason) -> new ServiceEvent.ExitCleared(person, reason);
      case EmptyRoom() -> new ServiceEvent.RoomEmptied(person);
    };
  }

  private static Optional<StaffAct> beginService(JsonNode body) {
    int minutes = body.path("minutes").asInt();
    if (minutes < 1 || minutes > 480) return Optional.empty();
    return reason(body).map(why -> new BeginService(why, minutes));
  }

  private static Optional<DoorId> door(JsonNode body) {
    return text(body, "door", "[0-9A-Za-z]{1,8}").map(DoorId::new);
  }

  private static Optional<String> reason(JsonNode body) {
    return text(body, "reason", "[^\\p{Cntrl}]{1,200}");
  }

  private static Optional<StaffAct> settle(JsonNode body) {
    if (!body.path("present").isBoolean()) return Optional.empty();
    boolean present = body.path("present").asBoolean();
    return text(body, "tag", "[0-9A-F]{4,124}").map(tag -> new Settle(new TagId(tag), present));
  }

  private static Optional<String> text(JsonNode body, String field, String form) {
    return Optional.of(body.path(field)).map(JsonNode::asText).filter(t -> t.matches(form));
  }
}
