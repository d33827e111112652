package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Gen2Field;
import org.shuyi.sim.world.Gen2Tag;

/**
 * A networked UHF reader that speaks LLRP, and the Gen2 tags before its antennas.
 *
 * <p>Source: EPCglobal LLRP 1.0.1 and 1.1. It greets whoever connects, obeys one message after
 * another, runs a ROSpec until its AISpec's duration is over, and tells each tag of it once, by the
 * contents that the ROSpec selects; with an AccessSpec it reads the tag that this targets. Specs
 * are gone when it is switched off, and so are the events that it was told to tell; a client that
 * does not answer its keep-alive is not heard any more. TCP carries its bytes whole: what a noisy
 * network does to them is that they come late.
 */
public final class LlrpPeer extends SerialPeer {
  /** A message may come in segments; nothing that came of it is lost. */
  private static final int NO_GAP = Integer.MAX_VALUE;

  private static final int HEADER = 10;
  private static final long READER_MICROS = 2_000;

  /** A segment that was lost is sent again after this. */
  private static final int RESENT_MILLIS = 200;

  private static final int CAPABILITIES = 1;
  private static final int GET_CONFIG = 2;
  private static final int SET_CONFIG = 3;
  private static final int CLOSE = 14;
  private static final int ADD_ROSPEC = 20;
  private static final int DELETE_ROSPEC = 21;
  private static final int START_ROSPEC = 22;
  private static final int STOP_ROSPEC = 23;
  private static final int ENABLE_ROSPEC = 24;
  private static final int ADD_ACCESSSPEC = 40;
  private static final int DELETE_ACCESSSPEC = 41;
  private static final int ENABLE_ACCESSSPEC = 42;
  private static final int KEEPALIVE_ACK = 72;

  private static final int SUCCESS = 0;
  private static final int FIELD_ERROR = 101;
  private static final int MISSING_PARAMETER = 103;
  private static final int UNSUPPORTED = 109;

  private static final int ROSPEC_EVENTS = 2;
  private static final int MEMORY_OVERRUN_OF_1_0_1 = 1;
  private static final int USER_BANK = 3;

  private final int ports;
  private final int tagsPerReport;
  private final Gen2Field field;
  private final Map<Long, RoSpec> roSpecs = new TreeMap<>();
  private final Set<Integer> events = new TreeSet<>();
  private @Nullable AccessSpec access;
  private @Nullable Running running;
  private int keepaliveMillis;
  private long keepaliveAt = NEVER;
  private int unacknowledged;
  private long lastId;

  /**
   * An order to read.
   *
   * @param content the flags of what each tag's report has
   */
  private record RoSpec(
      long id, int antenna, int millis, int content, boolean withPc, boolean enabled) {}

  private record AccessSpec(
      long id, long roSpec, Bytes epc, int opSpec, int bank, int first, int words, boolean on) {}

  private record Running(RoSpec spec, long until) {}

  /**
   * A reader with so many antenna ports.
   *
   * @param tagsPerReport how many tags it puts in one report
   */
  public LlrpPeer(int ports, int tagsPerReport, Gen2Field field, long seed) {
    super(Pace.INSTANT, NO_GAP, seed);
    this.ports = ports;
    this.tagsPerReport = tagsPerReport;
    this.field = field;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    forget();
    unacknowledged = 0;
    say(message(63, 0, tlv(246, timestamp(now).plus(tlv(256, u16(0))))), now);
  }

  private void forget() {
    roSpecs.clear();
    events.clear();
    access = null;
    running = null;
    keepaliveAt = NEVER;
  }

  @Override
  Bytes carried(Bytes sent) {
    return sent;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if (filled < HEADER) return MORE;
    var bytes = Bytes.copyOf(Arrays.copyOf(inbox, filled));
    long size = u32(bytes, 2);
    if (bytes.at(0) >> 2 != 1 || size < HEADER || size > inbox.length) return filled;
    if (filled < size) return MORE;
    if (faults().has(Fault.SettingsLost.class)) {
      forget();
      faults().end(Fault.SettingsLost.class);
    }
    int type = (bytes.at(0) & 3) << 8 | bytes.at(1);
    if (unacknowledged < 3) {
      obey(type, u32(bytes, 6), bytes.slice(HEADER, (int) size), now);
    }
    return (int) size;
  }

  private void obey(int type, long id, Bytes body, long now) {
    switch (type) {
      case CAPABILITIES -> tell(11, id, status(SUCCESS).plus(capabilities(body)), now);
      case GET_CONFIG -> config(id, body, now);
      case SET_CONFIG -> tell(13, id, status(configure(body, now)), now);
      case CLOSE -> tell(4, id, status(SUCCESS), now);
      case ADD_ROSPEC -> tell(30, id, status(add(body)), now);
      case DELETE_ROSPEC -> tell(31, id, status(delete(u32(body, 0))), now);
      case ENABLE_ROSPEC -> tell(34, id, status(enable(u32(body, 0))), now);
      case START_ROSPEC -> start(id, u32(body, 0), now);
      case STOP_ROSPEC -> stop(id, now);
      case ADD_ACCESSSPEC -> tell(50, id, status(access(body)), now);
      case DELETE_ACCESSSPEC -> {
        access = null;
        tell(51, id, status(SUCCESS), now);
      }
      case ENABLE_ACCESSSPEC -> tell(52, id, status(enableAccess(u32(body, 0))), now);
      case KEEPALIVE_ACK -> unacknowledged = 0;
      default -> tell(100, id, status(UNSUPPORTED), now);
    }
  }

  private Bytes capabilities(Bytes body) {
    var general =
        tlv(137, u16(ports).plus(u16(0x4000)).plus(u32(25_882)).plus(u32(1)).plus(text("5.14")));
    var llrp = tlv(142, Bytes.of(0x58, 0, 0, 0, 0).plus(u32(4)).plus(u32(14)).plus(u32(100)));
    return switch (body.at(0)) {
      case 1 -> general;
      case 2 -> llrp;
      default -> general.plus(llrp);
    };
  }

  private void config(long id, Bytes body, long now) {
    int antenna = u16(body, 0);
    if (antenna < 1 || antenna > ports) {
      tell(12, id, status(FIELD_ERROR), now);
      return;
    }
    tell(
        12,
        id,
        status(SUCCESS).plus(tlv(221, Bytes.of(0x80).plus(u16(antenna)).plus(u16(0)))),
        now);
  }

  private int configure(Bytes body, long now) {
    for (var parameter : parameters(body, 1)) {
      switch (parameter.type) {
        case 244 -> {
          events.clear();
          for (var state : parameters(parameter.value, 0)) {
            if (state.type == 245 && state.value.at(2) == 0x80) events.add(u16(state.value, 0));
          }
        }
        case 220 -> {
          boolean periodic = parameter.value.at(0) == 1;
          keepaliveMillis = periodic ? (int) u32(parameter.value, 1) : 0;
          keepaliveAt = periodic ? now + keepaliveMillis : NEVER;
        }
        case 226 -> {}
        default -> {
          return FIELD_ERROR;
        }
      }
    }
    return SUCCESS;
  }

  /** One AISpec that ends by its duration, of one antenna, reported when it ends. */
  private int add(Bytes body) {
    var spec = only(177, parameters(body, 0));
    if (spec == null) return MISSING_PARAMETER;
    long id = u32(spec.value, 0);
    var inner = parameters(spec.value, 6);
    var ai = only(183, inner);
    var report = only(237, inner);
    if (id == 0 || roSpecs.containsKey(id)) return FIELD_ERROR;
    if (ai == null || report == null || only(178, inner) == null) return MISSING_PARAMETER;
    int antennas = u16(ai.value, 0);
    int antenna = u16(ai.value, 2);
    var parts = parameters(ai.value, 2 + 2 * antennas);
    var stop = only(184, parts);
    if (stop == null || only(186, parts) == null) return MISSING_PARAMETER;
    var content = only(238, parameters(report.value, 3));
    boolean obeyed =
        antennas == 1
            && antenna >= 1
            && antenna <= ports
            && stop.value.at(0) == 1
            && report.value.at(0) == 1;
    if (content == null || !obeyed) return FIELD_ERROR;
    var bank = only(348, parameters(content.value, 2));
    boolean pc = bank != null && (bank.value.at(0) & 0x40) != 0;
    int millis = (int) u32(stop.value, 1);
    roSpecs.put(id, new RoSpec(id, antenna, millis, u16(content.value, 0), pc, false));
    return SUCCESS;
  }

  /** Deleting what runs stops it, and nobody is told of it any more. */
  private int delete(long id) {
    if (id != 0 && !roSpecs.containsKey(id)) return FIELD_ERROR;
    if (running != null && (id == 0 || running.spec.id == id)) running = null;
    if (id == 0) roSpecs.clear();
    else roSpecs.remove(id);
    return SUCCESS;
  }

  private int enable(long id) {
    var spec = roSpecs.get(id);
    if (spec == null) return FIELD_ERROR;
    roSpecs.put(id, new RoSpec(id, spec.antenna, spec.millis, spec.content, spec.withPc, true));
    return SUCCESS;
  }

  private void start(long message, long id, long now) {
    var spec = roSpecs.get(id);
    boolean possible = spec != null && spec.enabled && running == null;
    tell(32, message, status(possible ? SUCCESS : FIELD_ERROR), now);
    if (spec == null || !possible) return;
    event(0, id, now);
    running = new Running(spec, now + spec.millis);
  }

  private void stop(long message, long now) {
    boolean runs = running != null;
    tell(33, message, status(runs ? SUCCESS : FIELD_ERROR), now);
    if (runs) finish(now);
  }

  /** One C1G2Read, once, of the tag whose EPC is given to its last bit. */
  private int access(Bytes body) {
    var spec = only(207, parameters(body, 0));
    if (spec == null) return MISSING_PARAMETER;
    var command = only(209, parameters(spec.value, 12));
    if (access != null || command == null) return FIELD_ERROR;
    var inner = parameters(command.value, 0);
    var tag = only(338, inner);
    var read = only(341, inner);
    var target = tag == null ? null : only(339, parameters(tag.value, 0));
    if (target == null || read == null) return MISSING_PARAMETER;
    int maskBits = u16(target.value, 3);
    int dataAt = 5 + (maskBits + 7) / 8;
    boolean whole =
        target.value.at(0) == 0x60
            && u16(target.value, 1) == 0x20
            && maskBits == u16(target.value, dataAt);
    if (!whole) return FIELD_ERROR;
    access =
        new AccessSpec(
            u32(spec.value, 0),
            u32(spec.value, 8),
            target.value.from(dataAt + 2),
            u16(read.value, 0),
            read.value.at(6) >> 6,
            u16(read.value, 7),
            u16(read.value, 9),
            false);
    return SUCCESS;
  }

  private int enableAccess(long id) {
    var spec = access;
    if (spec == null || spec.id != id) return FIELD_ERROR;
    access =
        new AccessSpec(
            id, spec.roSpec, spec.epc, spec.opSpec, spec.bank, spec.first, spec.words, true);
    return SUCCESS;
  }

  @Override
  long actsAt() {
    return Math.min(running == null ? NEVER : running.until, keepaliveAt);
  }

  @Override
  void act(long now) {
    if (running != null && running.until <= now) finish(running.until);
    if (keepaliveAt <= now) {
      say(message(62, ++lastId, Bytes.EMPTY), keepaliveAt);
      if (faults().none()) unacknowledged++;
      keepaliveAt = unacknowledged < 3 ? keepaliveAt + keepaliveMillis : NEVER;
    }
  }

  /** The AISpec's tags, then that the ROSpec has ended. */
  private void finish(long now) {
    var ran = running;
    if (ran == null) return;
    running = null;
    var tags = new ArrayList<Bytes>();
    boolean healthy = faults().none();
    for (var tag : field.tags(ran.spec.antenna)) {
      if (healthy || !faults().misses(tag.epc())) tags.add(report(ran.spec, tag));
    }
    if (!healthy) {
      for (var ghost : faults().ghosts()) {
        tags.add(report(ran.spec, Gen2Tag.plain(ghost.uid(), Bytes.EMPTY)));
      }
    }
    for (int from = 0; from < tags.size(); from += tagsPerReport) {
      var body = Bytes.EMPTY;
      int to = Math.min(tags.size(), from + tagsPerReport);
      for (var tag : tags.subList(from, to)) body = body.plus(tag);
      tell(61, ++lastId, body, now);
    }
    event(1, ran.spec.id, now);
  }

  /** An EPC of 96 bits has a form of its own. */
  private Bytes report(RoSpec spec, Gen2Tag tag) {
    var epc = tag.epc();
    var told =
        epc.size() == 12 ? Bytes.of(0x8D).plus(epc) : tlv(241, u16(epc.size() * 8).plus(epc));
    if ((spec.content & 0x8000) != 0) told = told.plus(0x89).plus(u32(spec.id));
    if ((spec.content & 0x1000) != 0) told = told.plus(0x81).plus(u16(spec.antenna));
    if ((spec.content & 0x0080) != 0) told = told.plus(0x88).plus(u16(3));
    if (spec.withPc) told = told.plus(0x8C).plus(u16(tag.pc()));
    var order = access;
    if (order != null && order.on && order.roSpec == spec.id && order.epc.equals(epc)) {
      access = null;
      told = told.plus(read(order, tag));
    }
    return tlv(240, told);
  }

  private static Bytes read(AccessSpec order, Gen2Tag tag) {
    var bank = order.bank == USER_BANK ? tag.user() : Bytes.EMPTY;
    int end = 2 * (order.first + order.words);
    var head = u16(order.opSpec);
    return end > bank.size()
        ? tlv(349, Bytes.of(MEMORY_OVERRUN_OF_1_0_1).plus(head).plus(u16(0)))
        : tlv(
            349,
            Bytes.of(0).plus(head).plus(u16(order.words)).plus(bank.slice(2 * order.first, end)));
  }

  private void event(int what, long spec, long now) {
    if (!events.contains(ROSPEC_EVENTS)) return;
    var told = tlv(249, Bytes.of(what).plus(u32(spec)).plus(u32(0)));
    tell(63, ++lastId, tlv(246, timestamp(now).plus(told)), now);
  }

  private void tell(int type, long id, Bytes body, long now) {
    boolean noisy = faults().has(Fault.Noise.class);
    long late = noisy && id % 3 == 0 ? RESENT_MILLIS * 1_000L : 0;
    answer(message(type, id, body), 0, READER_MICROS + late, now);
  }

  private static Bytes message(int type, long id, Bytes body) {
    return Bytes.of(4 | type >> 8, type & 0xFF)
        .plus(u32(HEADER + body.size()))
        .plus(u32(id))
        .plus(body);
  }

  private static Bytes status(int code) {
    return tlv(287, u16(code).plus(u16(0)));
  }

  private static Bytes timestamp(long now) {
    return tlv(128, u32(0).plus(u32(now)));
  }

  private static Bytes text(String text) {
    var bytes = Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    return u16(bytes.size()).plus(bytes);
  }

  private static Bytes tlv(int type, Bytes value) {
    return u16(type).plus(u16(4 + value.size())).plus(value);
  }

  private record Parameter(int type, Bytes value) {}

  /** The long parameters from here on; what is none ends the list. */
  private static List<Parameter> parameters(Bytes bytes, int from) {
    var found = new ArrayList<Parameter>();
    for (int at = from; at + 4 <= bytes.size(); ) {
      int size = u16(bytes, at + 2);
      if (size < 4 || at + size > bytes.size()) break;
      found.add(new Parameter(u16(bytes, at), bytes.slice(at + 4, at + size)));
      at += size;
    }
    return found;
  }

  private static @Nullable Parameter only(int type, List<Parameter> parameters) {
    var those = parameters.stream().filter(each -> each.type == type).toList();
    return those.size() == 1 ? those.getFirst() : null;
  }

  private static Bytes u16(int value) {
    return Bytes.of(value >> 8 & 0xFF, value & 0xFF);
  }

  private static Bytes u32(long value) {
    return u16((int) (value >> 16 & 0xFFFF)).plus(u16((int) (value & 0xFFFF)));
  }

  private static int u16(Bytes bytes, int at) {
    return at + 2 <= bytes.size() ? bytes.at(at) << 8 | bytes.at(at + 1) : 0;
  }

  private static long u32(Bytes bytes, int at) {
    return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
  }
}
