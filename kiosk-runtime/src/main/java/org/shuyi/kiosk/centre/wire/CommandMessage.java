package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Command;

/**
 * An order of staff to one station; travels signed by the staff's keys.
 *
 * @param station the addressee, {@code organisation/station}
 * @param id one effect for one id
 * @param seq counts for the first signing key and this station, from 1
 * @param policyVersion the rules that the sender knew, 0 for none
 * @param action one of {@link #ACTIONS}
 * @param door with {@code lock}, {@code release} and {@code unlock}; else empty
 * @param text for the screen, with {@code out-of-service}; else empty
 * @param override unlock although somebody is inside
 */
public record CommandMessage(
    String station,
    String id,
    long seq,
    Instant notBefore,
    Instant notAfter,
    long policyVersion,
    String action,
    String door,
    String text,
    String reason,
    boolean override) {
  public static final List<String> ACTIONS =
      List.of("lock", "release", "unlock", "out-of-service", "in-service", "inventory", "restart");

  private static final List<String> DOOR_ACTIONS = ACTIONS.subList(0, 3);
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z._-]{1,64}");
  private static final Pattern DOOR = Pattern.compile("[0-9A-Za-z]{1,8}");

  /** Whether an action is about one door. */
  public static boolean needsDoor(String action) {
    return DOOR_ACTIONS.contains(action);
  }

  public byte[] bytes() {
    ObjectNode object = Json.object();
    object.put("station", station).put("id", id).put("seq", seq);
    object.put("notBefore", notBefore.toString()).put("notAfter", notAfter.toString());
    object.put("policyVersion", policyVersion).put("action", action);
    ObjectNode parameters = object.putObject("parameters");
    if (!door.isEmpty()) parameters.put("door", door);
    if (!text.isEmpty()) parameters.put("text", text);
    return Json.bytes(object.put("reason", reason).put("override", override));
  }

  public static CommandMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.COMMAND.mostBytes());
    String action = members.oneOf("action", ACTIONS);
    Members parameters = members.object("parameters");
    String door = needsDoor(action) ? parameters.text("door", DOOR) : "";
    String text = action.equals("out-of-service") ? parameters.text("text", 1, 200) : "";
    parameters.end();
    var message =
        new CommandMessage(
            members.text("station", 3, 65),
            members.text("id", ID),
            members.whole("seq", 1, Long.MAX_VALUE),
            members.instant("notBefore"),
            members.instant("notAfter"),
            members.whole("policyVersion", 0, Long.MAX_VALUE),
            action,
            door,
            text,
            members.text("reason", 0, 200),
            members.has("override") && members.bool("override"));
    members.end();
    return message;
  }

  /** The kernel's word for it, once these keys' signatures are verified. */
  public Command toCommand(List<String> signers) {
    return new Command(
        id, signers, seq, notBefore, notAfter, policyVersion, toAction(), reason, override);
  }

  private Action toAction() {
    return switch (action) {
      case "lock" -> new Action.Lock(new DoorId(door));
      case "release" -> new Action.Release(new DoorId(door));
      case "unlock" -> new Action.Unlock(new DoorId(door));
      case "out-of-service" -> new Action.OutOfService(text);
      case "in-service" -> new Action.InService();
      case "inventory" -> new Action.Inventory();
      case "restart" -> new Action.Restart();
      default -> throw new IllegalStateException("no action " + action);
    };
  }
}
