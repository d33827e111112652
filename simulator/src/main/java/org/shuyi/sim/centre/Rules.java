package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules that every station is told, as {@code policy} of asyncapi.yaml has them.
 *
 * @param version from 1; a station never goes back to a lower one
 * @param loanDays 1 to 365
 * @param freshFor how long our word on a patron stands, at most a day
 * @param offlineItems how many items a visit may borrow while we cannot be asked, 0 to 50
 * @param strangers whether a patron whom the station never saw is served then
 * @param blocked tokens of patrons who are not served, at most 4000
 * @param keys the staff whose commands are obeyed, by key id
 * @param onePersonUnlocks whether one person with a reason may unlock a door
 * @param sorting into which bins returned items fall, at most 500 lines; empty for nothing said
 */
public record Rules(
    long version,
    int loanDays,
    Duration freshFor,
    int offlineItems,
    boolean strangers,
    SortedSet<String> blocked,
    SortedMap<String, StaffKey> keys,
    boolean onePersonUnlocks,
    List<SortLine> sorting) {
  public Rules {
    blocked = Collections.unmodifiableSortedSet(new TreeSet<>(blocked));
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    sorting = List.copyOf(sorting);
  }

  /** Rules that say nothing of sorting. */
  public Rules(
      long version,
      int loanDays,
      Duration freshFor,
      int offlineItems,
      boolean strangers,
      SortedSet<String> blocked,
      SortedMap<String, StaffKey> keys,
      boolean onePersonUnlocks) {
    this(
        version,
        loanDays,
        freshFor,
        offlineItems,
        strangers,
        blocked,
        keys,
        onePersonUnlocks,
        List.of());
  }

  /**
   * One line of the sorting; the first that fits decides.
   *
   * @param prefix of the item's number, or empty for any
   * @param owner the owner's ISIL, or empty for any
   */
  public record SortLine(String prefix, String owner, int bin) {
    boolean fits(String item, String of) {
      return item.startsWith(prefix) && (owner.isEmpty() || owner.equals(of));
    }
  }

  /**
   * @param roles of {@code operator} and {@code supervisor}
   */
  public record StaffKey(String person, PublicKey publicKey, SortedSet<String> roles) {
    public StaffKey {
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }
  }

  /** Thirty days, two items off line for those whom the station knows, nobody blocked. */
  public static Rules usual(SortedMap<String, StaffKey> keys) {
    return new Rules(1, 30, Duration.ofMinutes(5), 2, false, new TreeSet<>(), keys, true);
  }

  /** The next version, with these terms. */
  public Rules lending(int days, Duration fresh, int itemsOffline) {
    return new Rules(
        version + 1,
        days,
        fresh,
        itemsOffline,
        strangers,
        blocked,
        keys,
        onePersonUnlocks,
        sorting);
  }

  /** The next version, with these patrons blocked. */
  public Rules blocking(SortedSet<String> tokens) {
    return new Rules(
        version + 1,
        loanDays,
        freshFor,
        offlineItems,
        strangers,
        tokens,
        keys,
        onePersonUnlocks,
        sorting);
  }

  /** The next version, with this sorting. */
  public Rules sortingBy(List<SortLine> lines) {
    return new Rules(
        version + 1,
        loanDays,
        freshFor,
        offlineItems,
        strangers,
        blocked,
        keys,
        onePersonUnlocks,
        lines);
  }

  JsonNode json(Address station) {
    var json = new ObjectMapper().createObjectNode();
    json.put("station", station.toString());
    json.put("version", version);
    json.put("loanDays", loanDays);
    json.put("freshForSeconds", freshFor.toSeconds());
    json.putObject("offline").put("itemsPerVisit", offlineItems).put("strangers", strangers);
    var tokens = json.putArray("blocked");
    blocked.forEach(tokens::add);
    var staff = json.putObject("keys");
    keys.forEach(
        (id, key) -> {
          var one = staff.putObject(id);
          one.put("person", key.person());
          one.put("publicKey", Base64.getEncoder().encodeToString(key.publicKey().getEncoded()));
          var roles = one.putArray("roles");
          key.roles().forEach(roles::add);
        });
    json.put("onePersonUnlocks", onePersonUnlocks);
    if (!sorting.isEmpty()) {
      var lines = json.putArray("sorting");
      for (SortLine line : sorting) {
        var one = lines.addObject();
        if (!line.prefix().isEmpty()) one.put("prefix", line.prefix());
        if (!line.owner().isEmpty()) one.put("owner", line.owner());
        one.put("bin", line.bin());
      }
    }
    return json;
  }
}
