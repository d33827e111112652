package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.trust.Octets;

/**
 * How far the centre has come with a station's records; travels signed.
 *
 * @param station the addressee, {@code organisation/station}
 * @param epoch 8 bytes
 * @param through every record up to here is applied or refused
 * @param hash 32 bytes, of the chain at {@code through}, by which two stories under one number are
 *     told apart; empty where the centre does not say
 * @param refused lowest first, at most {@link #MOST_REFUSED}
 */
public record AppliedMessage(
    String station, Octets epoch, long through, Optional<Octets> hash, List<Refused> refused) {
  public static final int MOST_REFUSED = 100;

  public AppliedMessage {
    refused = List.copyOf(refused);
  }

  /** A record that the centre will not apply; a person must settle it. */
  public record Refused(long seq, String reason) {}

  public byte[] bytes() {
    ObjectNode object = Json.object();
    object.put("station", station).put("epoch", epoch.hex()).put("through", through);
    hash.ifPresent(known -> object.put("hash", known.hex()));
    var list = object.putArray("refused");
    for (Refused one : refused) {
      list.addObject().put("seq", one.seq()).put("reason", one.reason());
    }
    return Json.bytes(object);
  }

  public static AppliedMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.APPLIED.mostBytes());
    String station = members.text("station", 3, 65);
    Octets epoch = Octets.ofHex(members.text("epoch", BirthMessage.EPOCH));
    long through = members.whole("through", 0, Long.MAX_VALUE);
    Optional<Octets> hash =
        members.has("hash")
            ? Optional.of(Octets.ofHex(members.text("hash", BirthMessage.HASH)))
            : Optional.empty();
    var refused = new ArrayList<Refused>();
    for (Members one : members.objects("refused", 0, MOST_REFUSED)) {
      refused.add(new Refused(one.whole("seq", 1, through), one.text("reason", 1, 100)));
      one.end();
    }
    members.end();
    return new AppliedMessage(station, epoch, through, hash, refused);
  }
}
