package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.SortRule;
import org.shuyi.kiosk.trust.Keys;

/**
 * The rules for one station; travels signed and retained.
 *
 * @param policy as the kernel keeps it; on the wire with seconds for {@code freshFor}
 */
public record PolicyMessage(String station, Policy policy) {
  private static final int MOST_BLOCKED = 4_000;
  private static final int MOST_KEYS = 200;
  private static final int MOST_BINS = 32;

  /** Of an item's number, and of an ISIL. */
  private static final int LONGEST = 128;

  private static final Pattern ROLE = Pattern.compile("operator|supervisor");

  public byte[] bytes() {
    ObjectNode object = Json.object();
    object.put("station", station).put("version", policy.version());
    object.put("loanDays", policy.loanDays()).put("freshForSeconds", policy.freshFor().toSeconds());
    object
        .putObject("offline")
        .put("itemsPerVisit", policy.offline().itemsPerVisit())
        .put("strangers", policy.offline().strangers());
    var blocked = object.putArray("blocked");
    policy.blocked().forEach(patron -> blocked.add(patron.hex()));
    var keys = object.putObject("keys");
    policy
        .keys()
        .forEach(
            (id, key) -> {
              var roles =
                  keys.putObject(id)
                      .put("person", key.person())
                      .put("publicKey", key.publicKey())
                      .putArray("roles");
              key.roles().forEach(roles::add);
            });
    object.put("onePersonUnlocks", policy.onePersonUnlocks());
    if (!policy.sorting().isEmpty()) sorting(policy.sorting(), object.putArray("sorting"));
    return Json.bytes(object);
  }

  public static PolicyMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.POLICY.mostBytes());
    Members offline = members.object("offline");
    var policy =
        new Policy(
            members.whole("version", 1, Long.MAX_VALUE),
            (int) members.whole("loanDays", 1, 365),
            Duration.ofSeconds(members.whole("freshForSeconds", 0, 86_400)),
            new Policy.Offline(
                (int) offline.whole("itemsPerVisit", 0, 50), offline.bool("strangers")),
            blocked(members.texts("blocked", MOST_BLOCKED, AskMessage.TOKEN)),
            keys(members.object("keys")),
            members.bool("onePersonUnlocks"),
            members.has("sorting") ? sorting(members) : List.of());
    offline.end();
    String station = members.text("station", 3, 65);
    members.end();
    return new PolicyMessage(station, policy);
  }

  /** What a line does not ask for is left out. */
  private static void sorting(List<SortRule> rules, ArrayNode lines) {
    for (SortRule rule : rules) {
      ObjectNode line = lines.addObject();
      if (!rule.prefix().isEmpty()) line.put("prefix", rule.prefix());
      if (rule.usage() != SortRule.ANY_USAGE) line.put("usage", rule.usage());
      if (!rule.owner().isEmpty()) line.put("owner", rule.owner());
      line.put("bin", rule.bin());
    }
  }

  private static List<SortRule> sorting(Members members) throws Malformed {
    var rules = new ArrayList<SortRule>();
    for (Members line : members.objects("sorting", 0, SortRule.MOST)) {
      rules.add(
          new SortRule(
              line.has("prefix") ? line.text("prefix", 1, LONGEST) : "",
              line.has("usage") ? (int) line.whole("usage", 0, 255) : SortRule.ANY_USAGE,
              line.has("owner") ? line.text("owner", 1, LONGEST) : "",
              (int) line.whole("bin", 1, MOST_BINS)));
      line.end();
    }
    return rules;
  }

  private static TreeSet<PatronToken> blocked(List<String> tokens) {
    var blocked = new TreeSet<PatronToken>();
    for (String token : tokens) blocked.add(new PatronToken(token));
    return blocked;
  }

  private static TreeMap<String, Policy.StaffKey> keys(Members members) throws Malformed {
    var keys = new TreeMap<String, Policy.StaffKey>();
    for (String id : members.names(MOST_KEYS)) {
      if (!SignedMessage.KEY_ID.matcher(id).matches()) throw new Malformed("key id " + id);
      Members key = members.object(id);
      String publicKey = key.text("publicKey", 1, 200);
      try {
        Keys.publicKey(publicKey);
      } catch (IllegalArgumentException e) {
        throw new Malformed("keys." + id + ": " + e.getMessage());
      }
      keys.put(
          id,
          new Policy.StaffKey(
              key.text("person", 1, 64), publicKey, new TreeSet<>(key.texts("roles", 8, ROLE))));
      key.end();
    }
    return keys;
  }
}
