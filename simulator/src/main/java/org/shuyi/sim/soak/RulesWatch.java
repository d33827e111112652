package org.shuyi.sim.soak;

import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.soak.Violation.Promise;

/**
 * The rules in force are word for word what the centre once signed under that number, and never an
 * older version than before, over every life and every restored centre.
 */
public final class RulesWatch {
  private final TreeMap<Long, Rules> signed = new TreeMap<>();
  private @Nullable Policy inForce;

  RulesWatch() {}

  /** The centre has signed these. */
  void signed(Rules rules) {
    signed.put(rules.version(), rules);
  }

  /** Whether rules that were ever signed keep this patron away. */
  boolean everBlocked(String token) {
    return signed.values().stream().anyMatch(rules -> rules.blocked().contains(token));
  }

  void turned(Kiosk kiosk) {
    Policy now = kiosk.policy();
    if (now.equals(inForce)) return;
    Policy before = inForce;
    inForce = now;
    if (before != null && now.version() <= before.version()) {
      throw new Violation(
          Promise.RULES, "rules %d follow rules %d".formatted(now.version(), before.version()));
    }
    if (now.version() == 0) return;
    Rules rules = signed.get(now.version());
    if (rules == null || !isSame(now, rules)) {
      throw new Violation(Promise.RULES, "in force is %s, signed was %s".formatted(now, rules));
    }
  }

  /** Whether the rules in force say what was signed; sorting is not compared. */
  public static boolean isSame(Policy now, Rules rules) {
    var blocked = new TreeSet<PatronToken>();
    rules.blocked().forEach(token -> blocked.add(new PatronToken(token)));
    return now.offline().equals(new Policy.Offline(rules.offlineItems(), rules.strangers()))
        && now.loanDays() == rules.loanDays()
        && now.freshFor().equals(rules.freshFor())
        && now.onePersonUnlocks() == rules.onePersonUnlocks()
        && now.keys().equals(keys(rules))
        && now.blocked().equals(blocked);
  }

  private static SortedMap<String, Policy.StaffKey> keys(Rules rules) {
    var keys = new TreeMap<String, Policy.StaffKey>();
    rules
        .keys()
        .forEach(
            (id, key) -> {
              String written = Base64.getEncoder().encodeToString(key.publicKey().getEncoded());
              keys.put(id, new Policy.StaffKey(key.person(), written, key.roles()));
            });
    return keys;
  }
}
