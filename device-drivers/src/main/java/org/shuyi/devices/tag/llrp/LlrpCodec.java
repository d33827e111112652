package org.shuyi.devices.tag.llrp;

import static org.shuyi.devices.tag.llrp.LlrpParameter.u16;
import static org.shuyi.devices.tag.llrp.LlrpParameter.u32;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;

/**
 * What the messages of LLRP say, as far as a shelf needs them. Source: EPCglobal LLRP 1.0.1 (2007)
 * and 1.1 (2010); the numbers of parameters stand in the binary encoding of each.
 */
public final class LlrpCodec {
  public static final Frames FRAMES = new LlrpFrames();

  static final int ROSPEC = 177;
  static final int TAG_REPORT = 240;
  static final int EPC_DATA = 241;
  static final int EVENT_DATA = 246;
  static final int ROSPEC_EVENT = 249;
  static final int STATUS = 287;
  static final int READ_RESULT = 349;

  private static final int GENERAL_CAPABILITIES = 137;
  private static final int BOUNDARY = 178;
  private static final int START_TRIGGER = 179;
  private static final int STOP_TRIGGER = 182;
  private static final int AISPEC = 183;
  private static final int AISPEC_STOP = 184;
  private static final int INVENTORY = 186;
  private static final int ACCESSSPEC = 207;
  private static final int ACCESS_STOP = 208;
  private static final int ACCESS_COMMAND = 209;
  private static final int KEEPALIVE_SPEC = 220;
  private static final int ANTENNA_PROPERTIES = 221;
  private static final int ANTENNA_CONFIGURATION = 222;
  private static final int EVENTS_AND_REPORTS = 226;
  private static final int REPORT_SPEC = 237;
  private static final int REPORT_CONTENT = 238;
  private static final int ACCESS_REPORT_SPEC = 239;
  private static final int NOTIFICATION_SPEC = 244;
  private static final int NOTIFICATION_STATE = 245;
  private static final int OVERFLOW_EVENT = 251;
  private static final int EXCEPTION_EVENT = 252;
  private static final int CONNECTION_ATTEMPT = 256;
  private static final int GEN2_COMMAND = 330;
  private static final int GEN2_SINGULATION = 336;
  private static final int GEN2_TAG_SPEC = 338;
  private static final int GEN2_TARGET = 339;
  private static final int GEN2_READ = 341;
  private static final int GEN2_EPC_BANK = 348;

  private static final int SHORT_ANTENNA = 1;
  private static final int SHORT_ROSPEC = 9;
  private static final int SHORT_PC = 12;
  private static final int SHORT_EPC96 = 13;

  private static final int GEN2 = 1;
  private static final int ON = 0x80;
  private static final int DURATION = 1;

  /** Reports come when the AISpec ends, however many tags there are. */
  private static final int AT_THE_END = 1;

  /** ROSpecID, AntennaID and TagSeenCount; the ROSpecID tells which round a report is of. */
  private static final int WANTED = 0x9080;

  private static final int WITH_PC = 0x40;

  /** The EPC begins behind CRC and PC word, at this bit of bank 1. */
  private static final int EPC_AT_BIT = 32;

  private static final int BANK_SHIFT = 6;
  private static final int EPC_BANK = 1;
  private static final int USER_BANK = 3;
  private static final int MATCH = 0x20;
  private static final long ACCESSSPEC_ID = 1;

  /** The results of a read: good, and those that say that there is not so much memory. */
  static final int READ_OK = 0;

  private static final int TAG_ERROR = 1;
  private static final int MEMORY_OVERRUN = 4;

  /** What a reader tells about its ROSpec, its buffer or the connection. */
  sealed interface Event {
    /** A ROSpec began. */
    record Began(long spec) implements Event {}

    /** A ROSpec ended by its own trigger. */
    record Ended(long spec) implements Event {}

    /** Another client's ROSpec took over. */
    record Preempted(long spec) implements Event {}

    /** The reader lost reports, or is not well. */
    record Trouble(String why) implements Event {}

    /** It has another client, or failed to begin. */
    record NotConnected(int status) implements Event {}

    /** Nothing of these. */
    record Other() implements Event {}
  }

  /**
   * A tag in a report.
   *
   * @param spec the ROSpec, if it is told
   * @param antenna from 1; 0 if it is not told
   * @param pc the protocol control word, if it is told
   * @param read how a read of its memory went, if one was ordered
   */
  record Tag(OptionalLong spec, int antenna, Optional<Bytes> pc, Bytes epc, Optional<Read> read) {}

  /** How a read went; {@code words} only with result 0. */
  record Read(int result, Bytes words) {
    boolean ok() {
      return result == READ_OK;
    }

    /** Readers of 1.0.1 have no other word for it than that the tag refused. */
    boolean isOverrun() {
      return result == TAG_ERROR || result == MEMORY_OVERRUN;
    }
  }

  private LlrpCodec() {}

  /** Only what the reader can do in LLRP, which is short. */
  static Bytes shortCapabilities() {
    return Bytes.of(2);
  }

  static Bytes generalCapabilities() {
    return Bytes.of(1);
  }

  /** How many antennas a reader may have, of its general capabilities. */
  static OptionalInt antennas(LlrpMessage capabilities) {
    return parameters(capabilities).stream()
        .filter(each -> each.type() == GENERAL_CAPABILITIES && each.value().size() >= 2)
        .mapToInt(each -> u16(each.value(), 0))
        .findFirst();
  }

  /** Asks whether an antenna is connected. */
  static Bytes antennaProperties(int antenna) {
    return u16(antenna).plus(2, 0, 0, 0, 0);
  }

  /** Whether this antenna is said not to be connected. */
  static boolean isDisconnected(LlrpMessage config, int antenna) {
    return parameters(config).stream()
        .filter(each -> each.type() == ANTENNA_PROPERTIES && each.value().size() >= 3)
        .anyMatch(each -> u16(each.value(), 1) == antenna && (each.value().at(0) & ON) == 0);
  }

  /** Events of ROSpecs, of a full buffer and of trouble; a keep-alive; nothing is held back. */
  static Bytes settings(int keepaliveMillis) {
    var events = Bytes.EMPTY;
    for (int event : new int[] {2, 3, 4}) {
      events = events.plus(LlrpParameter.of(NOTIFICATION_STATE, u16(event).plus(ON)));
    }
    return Bytes.of(0)
        .plus(LlrpParameter.of(NOTIFICATION_SPEC, events))
        .plus(LlrpParameter.of(KEEPALIVE_SPEC, Bytes.of(1).plus(u32(keepaliveMillis))))
        .plus(LlrpParameter.of(EVENTS_AND_REPORTS, Bytes.of(0)));
  }

  /**
   * One inventory of one antenna for so long, reported at its end. In session 0 a tag forgets that
   * it was counted: in another it would be silent in the next round.
   */
  static Bytes inventory(long spec, int antenna, int millis, int population) {
    var singulation =
        LlrpParameter.of(GEN2_SINGULATION, Bytes.of(0).plus(u16(population)).plus(u32(0)));
    var gen2 = LlrpParameter.of(GEN2_COMMAND, Bytes.of(0).plus(singulation));
    var configuration = LlrpParameter.of(ANTENNA_CONFIGURATION, u16(antenna).plus(gen2));
    var aiSpec =
        u16(1)
            .plus(u16(antenna))
            .plus(LlrpParameter.of(AISPEC_STOP, Bytes.of(DURATION).plus(u32(millis))))
            .plus(LlrpParameter.of(INVENTORY, u16(1).plus(GEN2).plus(configuration)));
    var boundary =
        LlrpParameter.of(START_TRIGGER, Bytes.of(0))
            .plus(LlrpParameter.of(STOP_TRIGGER, Bytes.of(0).plus(u32(0))));
    var content =
        LlrpParameter.of(
            REPORT_CONTENT, u16(WANTED).plus(LlrpParameter.of(GEN2_EPC_BANK, Bytes.of(WITH_PC))));
    return LlrpParameter.of(
        ROSPEC,
        u32(spec)
            .plus(0, 0)
            .plus(LlrpParameter.of(BOUNDARY, boundary))
            .plus(LlrpParameter.of(AISPEC, aiSpec))
            .plus(LlrpParameter.of(REPORT_SPEC, Bytes.of(AT_THE_END, 0, 0).plus(content))));
  }

  /** Reads words of the user bank of the tag with this EPC once, in this ROSpec. */
  static Bytes read(long spec, Bytes epc, int firstWord, int words) {
    int bits = epc.size() * 8;
    var everyBit = Bytes.EMPTY;
    for (int i = 0; i < epc.size(); i++) everyBit = everyBit.plus(0xFF);
    var target =
        Bytes.of(EPC_BANK << BANK_SHIFT | MATCH)
            .plus(u16(EPC_AT_BIT))
            .plus(u16(bits))
            .plus(everyBit)
            .plus(u16(bits))
            .plus(epc);
    var read =
        u16(1).plus(u32(0)).plus(USER_BANK << BANK_SHIFT).plus(u16(firstWord)).plus(u16(words));
    var command =
        LlrpParameter.of(GEN2_TAG_SPEC, LlrpParameter.of(GEN2_TARGET, target))
            .plus(LlrpParameter.of(GEN2_READ, read));
    return LlrpParameter.of(
        ACCESSSPEC,
        u32(ACCESSSPEC_ID)
            .plus(u16(0))
            .plus(GEN2, 0)
            .plus(u32(spec))
            .plus(LlrpParameter.of(ACCESS_STOP, Bytes.of(1, 0, 1)))
            .plus(LlrpParameter.of(ACCESS_COMMAND, command))
            .plus(LlrpParameter.of(ACCESS_REPORT_SPEC, Bytes.of(0))));
  }

  static Bytes accessSpec() {
    return u32(ACCESSSPEC_ID);
  }

  /** The code in an answer; empty where it has none. */
  static OptionalInt code(LlrpMessage answer) {
    return parameters(answer).stream()
        .filter(each -> each.type() == STATUS && each.value().size() >= 4)
        .mapToInt(each -> u16(each.value(), 0))
        .findFirst();
  }

  static boolean ok(LlrpMessage answer) {
    return answer.type() != LlrpMessage.ERROR && code(answer).orElse(-1) == 0;
  }

  /** {@code status 401, the reader is not well}. */
  static String status(LlrpMessage answer) {
    var code = code(answer);
    return code.isEmpty()
        ? "an answer without a status"
        : "status %d, %s".formatted(code.getAsInt(), meaning(code.getAsInt()));
  }

  static String meaning(int status) {
    return switch (status) {
      case 0 -> "ok";
      case 100 -> "a parameter is wrong";
      case 101 -> "a field is wrong";
      case 102 -> "an unexpected parameter";
      case 103 -> "a parameter is missing";
      case 104 -> "a parameter twice";
      case 105 -> "too many parameters";
      case 106 -> "too many fields";
      case 107 -> "an unknown parameter";
      case 108 -> "an unknown field";
      case 109 -> "a message that the reader does not know";
      case 110 -> "a version that the reader does not know";
      case 111 -> "a parameter that the reader does not know";
      case 112 -> "an unexpected message";
      case 200 -> "a value is wrong";
      case 300 -> "a value is invalid";
      case 301 -> "a value out of range";
      case 401 -> "the reader is not well";
      default -> "not documented";
    };
  }

  /** What an event tells. */
  static Event event(LlrpMessage message) {
    return parameters(message).stream()
        .filter(each -> each.type() == EVENT_DATA)
        .flatMap(each -> LlrpParameter.all(each.value(), 0).stream().flatMap(List::stream))
        .map(LlrpCodec::event)
        .filter(each -> !(each instanceof Event.Other))
        .findFirst()
        .orElseGet(Event.Other::new);
  }

  private static Event event(LlrpParameter told) {
    var value = told.value();
    if (told.type() == ROSPEC_EVENT && value.size() >= 5) {
      long spec = u32(value, 1);
      return switch (value.at(0)) {
        case 0 -> new Event.Began(spec);
        case 1 -> new Event.Ended(spec);
        default -> new Event.Preempted(spec);
      };
    }
    if (told.type() == OVERFLOW_EVENT) return new Event.Trouble("the reader lost reports");
    if (told.type() == EXCEPTION_EVENT) return new Event.Trouble("the reader is not well");
    if (told.type() != CONNECTION_ATTEMPT || value.size() < 2) return new Event.Other();
    int status = u16(value, 0);
    // 4 tells whoever is connected that somebody else tried.
    return status == 0 || status == 4 ? new Event.Other() : new Event.NotConnected(status);
  }

  /** The tags of a report; empty where it contradicts itself. */
  static Optional<List<Tag>> tags(LlrpMessage report) {
    var parameters = LlrpParameter.all(report.body(), 0);
    if (parameters.isEmpty()) return Optional.empty();
    var tags = new ArrayList<Tag>();
    for (var each : parameters.get()) {
      if (each.type() != TAG_REPORT || each.header() != LlrpParameter.LONG_HEADER) continue;
      var tag = LlrpParameter.all(each.value(), 0).flatMap(LlrpCodec::tag);
      if (tag.isEmpty()) return Optional.empty();
      tags.add(tag.get());
    }
    return Optional.of(tags);
  }

  private static Optional<Tag> tag(List<LlrpParameter> told) {
    var spec = OptionalLong.empty();
    int antenna = 0;
    var pc = Optional.<Bytes>empty();
    var epc = Optional.<Bytes>empty();
    var read = Optional.<Read>empty();
    for (var each : told) {
      if (each.header() == LlrpParameter.LONG_HEADER) {
        if (each.type() == EPC_DATA) epc = epc(each.value());
        if (each.type() == READ_RESULT) read = result(each.value());
        continue;
      }
      switch (each.type()) {
        case SHORT_ANTENNA -> antenna = u16(each.value(), 0);
        case SHORT_ROSPEC -> spec = OptionalLong.of(u32(each.value(), 0));
        case SHORT_PC -> pc = Optional.of(each.value());
        case SHORT_EPC96 -> epc = Optional.of(each.value());
        default -> {}
      }
    }
    return epc.isPresent()
        ? Optional.of(new Tag(spec, antenna, pc, epc.get(), read))
        : Optional.empty();
  }

  /** Number of bits (2), then the EPC, filled up to whole bytes. */
  static Optional<Bytes> epc(Bytes value) {
    if (value.size() < 2) return Optional.empty();
    int bytes = (u16(value, 0) + 7) / 8;
    return value.size() == 2 + bytes ? Optional.of(value.from(2)) : Optional.empty();
  }

  /** Result, OpSpecID (2), number of words (2), words. */
  private static Optional<Read> result(Bytes value) {
    if (value.size() < 5) return Optional.empty();
    var words = value.from(5);
    return words.size() == 2 * u16(value, 3)
        ? Optional.of(new Read(value.at(0), words))
        : Optional.empty();
  }

  private static List<LlrpParameter> parameters(LlrpMessage message) {
    return LlrpParameter.all(message.body(), 0).orElseGet(List::of);
  }
}
