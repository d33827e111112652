package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Status;

/** What a station can do now; the fields are those of the kernel's {@link Status}. */
public record StatusMessage(
    long boot,
    String serving,
    String reason,
    boolean busy,
    SortedMap<String, String> doors,
    SortedMap<String, Long> items,
    SortedMap<String, String> devices,
    SortedMap<String, String> fittings,
    long suspects,
    long policyVersion,
    SortedMap<String, Long> sequences,
    long visits,
    long loans,
    long returns) {
  /** Doors and devices of the largest station, twice over. */
  private static final int MOST_ENTRIES = 512;

  private static final int LONGEST_REASON = 300;

  private static final List<String> SERVING = List.of("in-service", "degraded", "out-of-service");

  public StatusMessage {
    doors = copy(doors);
    items = copy(items);
    devices = copy(devices);
    fittings = copy(fittings);
    sequences = copy(sequences);
  }

  private static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  public static StatusMessage of(Status status) {
    var items = new TreeMap<String, Long>();
    status.items().forEach((door, count) -> items.put(door, (long) count));
    var devices = new TreeMap<String, String>();
    status.devices().forEach((name, health) -> devices.put(name, Plain.of(health, LONGEST_REASON)));
    var fittings = new TreeMap<String, String>();
    status.fittings().forEach((name, word) -> fittings.put(name, Plain.of(word, LONGEST_REASON)));
    return new StatusMessage(
        status.boot(),
        status.serving(),
        Plain.of(status.reason(), LONGEST_REASON),
        status.busy(),
        status.doors(),
        items,
        devices,
        fittings,
        status.suspects(),
        status.policyVersion(),
        status.sequences(),
        status.visits(),
        status.loans(),
        status.returns());
  }

  public byte[] bytes() {
    return Json.bytes(json());
  }

  public static StatusMessage read(byte[] bytes) throws Malformed {
    return read(Json.read(bytes, Channel.STATUS.mostBytes()));
  }

  ObjectNode json() {
    ObjectNode object = Json.object();
    object.put("boot", boot).put("serving", serving).put("reason", reason).put("busy", busy);
    ObjectNode doorsJson = object.putObject("doors");
    doors.forEach(doorsJson::put);
    ObjectNode itemsJson = object.putObject("items");
    items.forEach(itemsJson::put);
    ObjectNode devicesJson = object.putObject("devices");
    devices.forEach(devicesJson::put);
    ObjectNode fittingsJson = object.putObject("fittings");
    fittings.forEach(fittingsJson::put);
    object.put("suspects", suspects).put("policyVersion", policyVersion);
    ObjectNode sequencesJson = object.putObject("sequences");
    sequences.forEach(sequencesJson::put);
    return object.put("visits", visits).put("loans", loans).put("returns", returns);
  }

  static StatusMessage read(Members members) throws Malformed {
    Members doors = members.object("doors");
    Members items = members.object("items");
    Members devices = members.object("devices");
    Members fittings = members.object("fittings");
    Members sequences = members.object("sequences");
    var status =
        new StatusMessage(
            members.whole("boot", 1, Long.MAX_VALUE),
            members.oneOf("serving", SERVING),
            members.text("reason", 0, LONGEST_REASON),
            members.bool("busy"),
            doors.allTexts(MOST_ENTRIES, 40),
            items.allWholes(MOST_ENTRIES, 1_000_000),
            devices.allTexts(MOST_ENTRIES, LONGEST_REASON),
            fittings.allTexts(MOST_ENTRIES, LONGEST_REASON),
            members.whole("suspects", 0, Integer.MAX_VALUE),
            members.whole("policyVersion", 0, Long.MAX_VALUE),
            sequences.allWholes(MOST_ENTRIES, Long.MAX_VALUE),
            members.whole("visits", 0, Long.MAX_VALUE),
            members.whole("loans", 0, Long.MAX_VALUE),
            members.whole("returns", 0, Long.MAX_VALUE));
    members.end();
    return status;
  }
}
