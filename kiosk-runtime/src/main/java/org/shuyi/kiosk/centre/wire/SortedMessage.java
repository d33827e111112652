package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/**
 * The centre's word on an item in the tunnel; repeats boot and ask of the question; travels signed.
 * On the wire the verdict is {@code bin} with its number from 1 to 32, {@code rule}, or {@code
 * refused} with its reason.
 */
public record SortedMessage(String station, long boot, long ask, ItemVerdict verdict) {
  private static final Pattern WHY = Pattern.compile("[a-z0-9-]{1,40}");
  private static final List<String> VERDICTS = List.of("bin", "rule", "refused");
  private static final int MOST_BINS = 32;

  public byte[] bytes() {
    ObjectNode object = Json.object();
    object.put("station", station).put("boot", boot).put("ask", ask);
    switch (verdict) {
      case ItemVerdict.IntoBin(int bin) -> object.put("verdict", "bin").put("bin", bin);
      case ItemVerdict.ByRule() -> object.put("verdict", "rule");
      case ItemVerdict.NotTaken(String why) -> object.put("verdict", "refused").put("why", why);
    }
    return Json.bytes(object);
  }

  public static SortedMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.SORTED.mostBytes());
    String word = members.oneOf("verdict", VERDICTS);
    ItemVerdict verdict =
        word.equals("bin")
            ? new ItemVerdict.IntoBin((int) members.whole("bin", 1, MOST_BINS))
            : word.equals("rule")
                ? new ItemVerdict.ByRule()
                : new ItemVerdict.NotTaken(members.text("why", WHY));
    var message =
        new SortedMessage(
            members.text("station", 3, 65),
            members.whole("boot", 1, Long.MAX_VALUE),
            members.whole("ask", 0, Long.MAX_VALUE),
            verdict);
    members.end();
    return message;
  }
}
