package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.shuyi.kiosk.trust.Octets;

/**
 * What the centre needs to know after a break.
 *
 * @param program the version of the program
 * @param speaks each message with the highest version that is spoken
 * @param epoch 8 bytes of the journal file
 * @param recorded the last record's number; records that follow it may arrive before the birth
 * @param applied what the station believes the centre has applied
 * @param hash the chain's hash at {@code recorded}, 32 bytes
 * @param status empty where the station has not judged itself yet; a {@link StatusMessage} of the
 *     same boot is newer whenever it comes, since a broker keeps no order between topics
 */
public record BirthMessage(
    long boot,
    long connect,
    String program,
    SortedMap<String, Long> speaks,
    Octets epoch,
    long recorded,
    long applied,
    Octets hash,
    Optional<StatusMessage> status) {
  static final Pattern EPOCH = Pattern.compile("[0-9a-f]{16}");
  static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public BirthMessage {
    speaks = Collections.unmodifiableSortedMap(new TreeMap<>(speaks));
  }

  /** What this release speaks. */
  public static SortedMap<String, Long> spoken() {
    var spoken = new TreeMap<String, Long>();
    for (Channel channel : Channel.values()) spoken.put(channel.message(), (long) Channel.VERSION);
    return spoken;
  }

  public byte[] bytes() {
    ObjectNode object = Json.object();
    object.put("boot", boot).put("connect", connect).put("program", program);
    ObjectNode speaksJson = object.putObject("speaks");
    speaks.forEach(speaksJson::put);
    object.put("epoch", epoch.hex()).put("recorded", recorded).put("applied", applied);
    object.put("hash", hash.hex());
    status.ifPresent(said -> object.set("status", said.json()));
    return Json.bytes(object);
  }

  public static BirthMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.BIRTH.mostBytes());
    var message =
        new BirthMessage(
            members.whole("boot", 1, Long.MAX_VALUE),
            members.whole("connect", 1, Long.MAX_VALUE),
            members.text("program", 0, 64),
            members.object("speaks").allWholes(64, 1_000),
            Octets.ofHex(members.text("epoch", EPOCH)),
            members.whole("recorded", 0, Long.MAX_VALUE),
            members.whole("applied", 0, Long.MAX_VALUE),
            Octets.ofHex(members.text("hash", HASH)),
            members.has("status")
                ? Optional.of(StatusMessage.read(members.object("status")))
                : Optional.empty());
    members.end();
    return message;
  }
}
