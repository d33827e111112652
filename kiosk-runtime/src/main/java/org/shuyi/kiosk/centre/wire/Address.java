package org.shuyi.kiosk.centre.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A station's place in the world of topics.
 *
 * @param organisation the library, 1 to 32 of {@code a-z 0-9 -}
 * @param station the station, the same
 */
public record Address(String organisation, String station) {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");
  private static final String ROOT = "shuyi/1/";

  public Address {
    require("organisation", organisation);
    require("station", station);
  }

  private static void require(String what, String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          what + " '" + id + "': expected 1 to 32 of a-z, 0-9 and -, such as cabinet-1");
    }
  }

  /** The topic of one channel; for {@link Channel#PING} without its nonce. */
  public String topic(Channel channel) {
    return ROOT + organisation + "/" + station + "/" + channel.word();
  }

  /** The client id, which is also the name in the station's certificate. */
  public String clientId() {
    return organisation + "." + station;
  }

  /** A filter for one channel of every station of an organisation. */
  public static String everyStation(String organisation, Channel channel) {
    require("organisation", organisation);
    return ROOT + organisation + "/+/" + channel.word();
  }

  /** Whose topic this is, or empty where it is none of ours on that channel. */
  public static Optional<Address> of(String topic, Channel channel) {
    String end = "/" + channel.word();
    if (!topic.startsWith(ROOT) || !topic.endsWith(end)) return Optional.empty();
    if (topic.length() <= ROOT.length() + end.length()) return Optional.empty();
    String[] parts = topic.substring(ROOT.length(), topic.length() - end.length()).split("/", -1);
    boolean ours =
        parts.length == 2 && ID.matcher(parts[0]).matches() && ID.matcher(parts[1]).matches();
    return ours ? Optional.of(new Address(parts[0], parts[1])) : Optional.empty();
  }

  /** As messages name their addressee: {@code organisation/station}. */
  @Override
  public String toString() {
    return organisation + "/" + station;
  }
}
