package org.shuyi.sim.centre;

import java.util.regex.Pattern;

/**
 * A station by its branch of the topic tree, {@code shuyi/1/<organisation>/<station>}.
 *
 * @param organisation {@code a-z 0-9 -}
 * @param station {@code a-z 0-9 -}, unique in the organisation
 */
public record Address(String organisation, String station) implements Comparable<Address> {
  static final String ROOT = "shuyi/1/";
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");

  public Address {
    if (!ID.matcher(organisation).matches() || !ID.matcher(station).matches()) {
      throw new IllegalArgumentException("ids are of a-z 0-9 -: " + organisation + ", " + station);
    }
  }

  String topic(String kind) {
    return ROOT + organisation + "/" + station + "/" + kind;
  }

  @Override
  public int compareTo(Address other) {
    int first = organisation.compareTo(other.organisation);
    return first != 0 ? first : station.compareTo(other.station);
  }

  @Override
  public String toString() {
    return organisation + "/" + station;
  }

  /** A topic taken apart: whose it is, and what it carries, such as {@code records}. */
  record Topic(Address address, String kind) {
    static Topic parse(String topic) throws Malformed {
      var parts = topic.split("/", 5);
      if (parts.length != 5 || !topic.startsWith(ROOT)) throw new Malformed("topic " + topic);
      try {
        return new Topic(new Address(parts[2], parts[3]), parts[4]);
      } catch (IllegalArgumentException e) {
        throw new Malformed(String.valueOf(e.getMessage()));
      }
    }
  }
}
