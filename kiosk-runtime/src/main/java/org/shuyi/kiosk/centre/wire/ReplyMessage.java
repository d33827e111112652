package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The centre's word on a patron; repeats boot, ask and patron of the question; travels signed.
 *
 * @param mayBorrow how many more items, 0 to 1,000; 0 in a refusal
 * @param why the key of a refusal such as {@code blocked}; empty in a welcome
 */
public record ReplyMessage(
    String station,
    long boot,
    long ask,
    String patron,
    boolean welcome,
    int mayBorrow,
    String why) {
  private static final Pattern WHY = Pattern.compile("[a-z0-9-]{1,40}");
  private static final String WELCOME = "welcome";

  public byte[] bytes() {
    ObjectNode object = Json.object();
    object.put("station", station).put("boot", boot).put("ask", ask).put("patron", patron);
    object.put("verdict", welcome ? WELCOME : "refused");
    if (welcome) object.put("mayBorrow", mayBorrow);
    else object.put("why", why);
    return Json.bytes(object);
  }

  public static ReplyMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.REPLY.mostBytes());
    boolean welcome = members.oneOf("verdict", List.of(WELCOME, "refused")).equals(WELCOME);
    var message =
        new ReplyMessage(
            members.text("station", 3, 65),
            members.whole("boot", 1, Long.MAX_VALUE),
            members.whole("ask", 0, Long.MAX_VALUE),
            members.text("patron", AskMessage.TOKEN),
            welcome,
            welcome ? (int) members.whole("mayBorrow", 0, 1_000) : 0,
            welcome ? "" : members.text("why", WHY));
    members.end();
    return message;
  }
}
