package org.shuyi.kiosk.centre.wire;

import java.util.regex.Pattern;

/**
 * A question about a patron who stands at the station.
 *
 * @param boot with {@code ask} unique for the station's life
 * @param patron 32 hex digits, a pseudonym
 * @param patienceMillis after which nobody waits for the answer, 1 to 60,000
 */
public record AskMessage(long boot, long ask, String patron, long patienceMillis) {
  static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");
  public static final long MOST_PATIENCE_MILLIS = 60_000;

  public byte[] bytes() {
    return Json.bytes(
        Json.object()
            .put("boot", boot)
            .put("ask", ask)
            .put("patron", patron)
            .put("patienceMillis", patienceMillis));
  }

  public static AskMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.ASK.mostBytes());
    var message =
        new AskMessage(
            members.whole("boot", 1, Long.MAX_VALUE),
            members.whole("ask", 0, Long.MAX_VALUE),
            members.text("patron", TOKEN),
            members.whole("patienceMillis", 1, MOST_PATIENCE_MILLIS));
    members.end();
    return message;
  }
}
