package org.shuyi.sim.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.TagField;

/**
 * A program that speaks for a reader behind a closed SDK, and the tags in its fields.
 *
 * <p>Source: the README of {@code tag.process}, version 1, which is that protocol's specification.
 * A pipe has no speed; the pace is that of the wire which the SDK has behind it.
 */
public final class ProcessPeer extends SerialPeer {
  private static final Pace PACE = new Pace(38_400, 10);

  /** No silence ends a line. */
  private static final int GAP_MILLIS = 60_000;

  private static final String CHECK = ",\"crc\":\"";

  /** {@code ,"crc":"0123ABCD"}} */
  private static final int CHECK_BYTES = 18;

  private static final int NXP = 0x04;

  private final ObjectMapper json = new ObjectMapper();
  private final int antennas;
  private final int tagsPerLine;
  private final TagField field;
  private int antenna;
  private int asked;

  /** A program with so many antennas, which lists so many tags in a line. */
  public ProcessPeer(int antennas, int tagsPerLine, TagField field, long seed) {
    super(PACE, GAP_MILLIS, seed);
    this.antennas = antennas;
    this.tagsPerLine = tagsPerLine;
    this.field = field;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    antenna = 0;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int end = 0;
    while (end < filled && inbox[end] != '\n') end++;
    if (end == filled) return MORE;
    asked = end + 1;
    var question = question(Arrays.copyOf(inbox, end));
    if (question != null) obey(question, now);
    return end + 1;
  }

  /** Nothing where the line is damaged: then nothing is said either. */
  private @Nullable JsonNode question(byte[] line) {
    int from = line.length - CHECK_BYTES;
    if (from < 1) return null;
    String end = new String(line, from, CHECK_BYTES, StandardCharsets.UTF_8);
    if (!end.equals(CHECK + crc(Arrays.copyOf(line, from)) + "\"}")) return null;
    try {
      return json.readTree(new String(line, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void obey(JsonNode question, long now) {
    String ask = question.path("ask").asText();
    var answer = json.createObjectNode().put("to", ask);
    switch (ask) {
      case "ping" -> say(answer, 0, now);
      case "hello" -> {
        answer.put("version", 1).put("program", "town 1.0").put("antennas", antennas);
        answer.putArray("can").add("write");
        say(answer, 0, now);
      }
      case "antenna" -> {
        antenna = question.path("antenna").asInt();
        faults().end(Fault.SettingsLost.class);
        say(answer.put("antenna", antenna), 0, now);
      }
      case "inventory" -> inventory(now);
      default -> toTag(ask, question, answer, now);
    }
  }

  private List<Tag> inField() {
    boolean on = antenna > 0 && antenna <= antennas && !faults().has(Fault.SettingsLost.class);
    return on ? field.tags(antenna) : List.of();
  }

  private void inventory(long now) {
    var uids = new ArrayList<Bytes>();
    var listed = new ArrayList<ObjectNode>();
    for (var tag : inField()) {
      if (!faults().none() && faults().misses(tag.uid())) continue;
      uids.add(tag.uid());
      listed.add(told(tag.uid(), tag.dsfid()));
    }
    if (!faults().none()) {
      for (var ghost : faults().ghosts()) {
        uids.add(ghost.uid());
        listed.add(told(ghost.uid(), ghost.dsfid()));
      }
    }
    long micros = AirTime.inventory(uids);
    int part = 0;
    do {
      int from = part * tagsPerLine;
      int to = Math.min(listed.size(), from + tagsPerLine);
      var line = json.createObjectNode().put("to", "inventory");
      line.put("part", part++).put("more", to < listed.size());
      line.putArray("tags").addAll(listed.subList(from, to));
      say(line, micros, now);
    } while (part * tagsPerLine < listed.size());
  }

  private ObjectNode told(Bytes uid, int dsfid) {
    return json.createObjectNode().put("uid", uid.hex()).put("dsfid", dsfid);
  }

  private void toTag(String ask, JsonNode question, ObjectNode answer, long now) {
    String uid = question.path("uid").asText();
    answer.put("uid", uid);
    if (question.has("first")) answer.put("first", question.path("first").asInt());
    for (var tag : inField()) {
      if (tag.uid().hex().equals(uid)) {
        toTag(ask, question, answer, tag, now);
        return;
      }
    }
    say(answer.put("error", "no-tag"), AirTime.shortExchange(), now);
  }

  private void toTag(String ask, JsonNode question, ObjectNode answer, Tag tag, long now) {
    switch (ask) {
      case "tag" -> {
        answer.put("afi", tag.afi()).put("blocks", Tag.BLOCKS).put("blockSize", Tag.BLOCK_SIZE);
        say(answer, AirTime.systemInformation(), now);
      }
      case "read" -> read(question, answer, tag, now);
      case "write" -> write(question, answer, tag, now);
      case "afi" -> say(answer.put("afi", tag.afi()), AirTime.systemInformation(), now);
      case "dsfid" -> say(answer.put("dsfid", tag.dsfid()), AirTime.systemInformation(), now);
      case "write-afi" -> {
        int afi = question.path("afi").asInt();
        register(answer, tag, () -> tag.writeAfi(afi), now);
      }
      case "write-dsfid" -> {
        int dsfid = question.path("dsfid").asInt();
        register(answer, tag, () -> tag.writeDsfid(dsfid), now);
      }
      case "set-eas" -> {
        boolean on = question.path("on").asBoolean();
        if (tag.uid().at(1) == NXP) register(answer, tag, () -> tag.writeEas(on), now);
        else say(answer.put("error", "cannot"), AirTime.shortExchange(), now);
      }
      case "alarm" ->
          say(
              answer.put("rings", tag.uid().at(1) == NXP && tag.eas()),
              AirTime.shortExchange(),
              now);
      default -> say(answer.put("error", "cannot"), 0, now);
    }
  }

  private void read(JsonNode question, ObjectNode answer, Tag tag, long now) {
    int first = question.path("first").asInt();
    int count = question.path("count").asInt();
    if (first + count > Tag.BLOCKS) {
      say(answer.put("error", "no-block"), AirTime.shortExchange(), now);
      return;
    }
    int from = first * Tag.BLOCK_SIZE;
    var content = tag.memory().slice(from, from + count * Tag.BLOCK_SIZE);
    answer.put("blockSize", Tag.BLOCK_SIZE).put("content", content.hex());
    say(answer, AirTime.read(count), now);
  }

  private void write(JsonNode question, ObjectNode answer, Tag tag, long now) {
    int first = question.path("first").asInt();
    var content = Bytes.parse(question.path("content").asText());
    int count = content.size() / Tag.BLOCK_SIZE;
    for (int i = 0; i < count; i++) {
      int at = i * Tag.BLOCK_SIZE;
      var block = content.slice(at, at + Tag.BLOCK_SIZE);
      int number = first + i;
      String error =
          number < Tag.BLOCKS ? written(tag, () -> tag.writeBlock(number, block)) : "no-block";
      if (!error.isEmpty()) {
        say(answer.put("error", error), AirTime.write(i + 1), now);
        return;
      }
    }
    say(answer, AirTime.write(count), now);
  }

  private void register(ObjectNode answer, Tag tag, BooleanSupplier write, long now) {
    String error = written(tag, write);
    if (!error.isEmpty()) answer.put("error", error);
    say(answer, AirTime.writeRegister(), now);
  }

  /** What went wrong; empty if nothing did. */
  private String written(Tag tag, BooleanSupplier write) {
    if (faults().failsWrite(tag.uid())) return "failed";
    return write.getAsBoolean() ? "" : "locked";
  }

  private void say(ObjectNode answer, long micros, long now) {
    String object = answer.toString();
    byte[] open = object.substring(0, object.length() - 1).getBytes(StandardCharsets.UTF_8);
    String end = CHECK + crc(open) + "\"}\n";
    var line = Bytes.copyOf(open).plus(Bytes.copyOf(end.getBytes(StandardCharsets.UTF_8)));
    answer(line, asked, micros, now);
  }

  private static String crc(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return "%08X".formatted(crc.getValue());
  }
}
