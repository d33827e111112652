package org.shuyi.kiosk.centre.wire;

import java.util.List;

/**
 * Whether a station is on line; retained, and the will.
 *
 * @param state {@link #ONLINE}, {@link #LOST} (said by the broker) or {@link #STOPPED}
 * @param boot how many times the station's journal has been opened
 * @param connect counts connects from 1 in each boot
 */
public record StateMessage(String state, long boot, long connect) {
  public static final String ONLINE = "online";
  public static final String LOST = "lost";
  public static final String STOPPED = "stopped";

  public byte[] bytes() {
    return Json.bytes(Json.object().put("state", state).put("boot", boot).put("connect", connect));
  }

  public static StateMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.STATE.mostBytes());
    var message =
        new StateMessage(
            members.oneOf("state", List.of(ONLINE, LOST, STOPPED)),
            members.whole("boot", 1, Long.MAX_VALUE),
            members.whole("connect", 1, Long.MAX_VALUE));
    members.end();
    return message;
  }
}
