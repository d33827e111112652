package org.shuyi.devices.modbus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Tally;

/**
 * A machine behind a PLC: polled all the time, told one motion at a time, and halted at once.
 *
 * <p>A motion is one write of command, argument and sequence number. The PLC acts when the number
 * changes and gives it back as accepted, so that a frame that arrives twice moves nothing twice. We
 * write it once: where the answer is lost, the accepted number says whether it arrived. A halt may
 * be said again until the machine stands, since stopping is no motion.
 */
public final class Plc {
  /** Rounds without an answer after which nothing is known any more. */
  private static final int MISSES = 3;

  /** How long a PLC may take to give the number back: several of its scans. */
  private static final long TAKEN_WITHIN_MILLIS = 1_000;

  /** The entries that every map has. */
  public static final List<Entry> ENTRIES =
      List.of(
          Entry.must("command", Entry.Kind.WRITTEN_WORD),
          Entry.must("argument", Entry.Kind.WRITTEN_WORD),
          Entry.must("sequence", Entry.Kind.WRITTEN_WORD),
          Entry.must("halt", Entry.Kind.WRITTEN_SWITCH),
          Entry.must("accepted", Entry.Kind.WORD),
          Entry.must("state", Entry.Kind.WORD),
          Entry.must("fault", Entry.Kind.WORD),
          Entry.must("emergency-stop", Entry.Kind.BIT),
          Entry.must("state.idle", Entry.Kind.CODE),
          Entry.must("state.moving", Entry.Kind.CODE));

  /** How a motion came to its end, as far as the PLC lets one know. */
  public enum End {
    /** The PLC says that it is done; the sensors have the last word. */
    DONE,
    /** The PLC took it and reports a fault. */
    FAULT,
    /** It was not told, or refused by the PLC: nothing moved. */
    NOT_TOLD,
    /** Whether, and how far, it moved is unknown. */
    UNKNOWN
  }

  /** What there is to know after a step. */
  public sealed interface News {
    record Seen(Snapshot now) implements News {}

    /** It does not answer, or the line is down. */
    record Silent(String why) implements News {}

    /** The motion under way is over. */
    record Ended(End end, String why) implements News {}
  }

  private enum Stage {
    /** The halt is taken back before anything moves. */
    RELEASING,
    TO_BE_TOLD,
    TOLD,
    WAITED_FOR
  }

  /** What the question that is out is about. */
  private enum Asked {
    POLL,
    HALT,
    RELEASE,
    MOTION
  }

  private static final class Motion {
    private final Request frame;
    private final int number;
    private Stage stage;
    private long toldAt;

    /** It stood already when it was last looked at. */
    private boolean stands;

    private Motion(Request frame, int number, Stage stage) {
      this.frame = frame;
      this.number = number;
      this.stage = stage;
    }
  }

  private final PlcConfig config;
  private final RegisterMap map;
  private final Function<Snapshot, String> stops;
  private final ModbusTalk talk;
  private final Tally tally =
      new Tally("bytesDropped", "echoes", "foreign", "halts", "motions", "polls", "timeouts");
  private final SortedMap<Integer, String> faults;
  private final List<RegisterMap.Span> toAsk = new ArrayList<>();
  private final List<Bytes> writes = new ArrayList<>();
  private final List<News> news = new ArrayList<>();
  private SortedMap<RegisterMap.Span, Response.Read> said = spans();
  private @Nullable Motion motion;
  private boolean up;
  private boolean known;
  private boolean halted;

  /** Its halt was taken back since it was found; a program that has ended may have halted it. */
  private boolean released;

  private boolean haltDue;
  private Asked asked = Asked.POLL;
  private int sequence;
  private int misses;
  private long nextPoll;

  /**
   * @param stops why the machine may not go on moving as it was seen; empty where it may. Asked
   *     before a motion is judged, and obeyed in the same step
   */
  public Plc(PlcConfig config, RegisterMap map, Function<Snapshot, String> stops) {
    this.config = config;
    this.map = map;
    this.stops = stops;
    this.faults = map.codes("fault.");
    this.talk = new ModbusTalk(config.address(), config.answerWithin(), tally);
  }

  /** The line is up: everything is to be seen anew. */
  public void lineUp(long now) {
    if (up) lineDown("the line came up anew");
    talk.reset(now);
    toAsk.clear();
    up = true;
    misses = 0;
    nextPoll = now;
  }

  public void lineDown(String why) {
    up = false;
    silent("the line is down: " + why);
  }

  public void hear(Bytes bytes, long now) {
    if (up) talk.hear(bytes, now).ifPresent(response -> answered(response, now));
  }

  /**
   * Tells a motion, once. Whoever calls has seen that the machine stands and may move.
   *
   * @param code of the command, as the map has it
   */
  public void move(int code, int argument) {
    sequence = sequence % 0xFFFF + 1;
    var frame =
        new Request.WriteWords(map.place("command").address(), List.of(code, argument, sequence));
    motion = new Motion(frame, sequence, released ? Stage.TO_BE_TOLD : Stage.RELEASING);
  }

  /** Stops whatever moves, at once and until the next motion; may be said again and again. */
  public void halt(String why) {
    if (motion != null)
      end(motion.stage.compareTo(Stage.TOLD) < 0 ? End.NOT_TOLD : End.UNKNOWN, why);
    halted = true;
    released = false;
    haltDue = true;
  }

  /** Has the state asked for at once. */
  public void look(long now) {
    nextPoll = Math.min(nextPoll, now);
  }

  /** What this step has brought, oldest first. */
  public List<News> news() {
    var taken = List.copyOf(news);
    news.clear();
    return taken;
  }

  /** Waits that have ended, then what is to be written now. */
  public List<Bytes> goOn(long now) {
    if (up) {
      if (talk.overdue(now)) unanswered(now);
      judgeTime(now);
      write(now);
    }
    var taken = List.copyOf(writes);
    writes.clear();
    return taken;
  }

  public long wakeAt() {
    if (!up) return Driver.NEVER;
    if (!talk.idle()) return talk.wakeAt();
    return Math.max(talk.wakeAt(), isUrgent() || !toAsk.isEmpty() ? 0 : nextPoll);
  }

  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private boolean isUrgent() {
    return haltDue || (motion != null && motion.stage.compareTo(Stage.TOLD) < 0);
  }

  private void write(long now) {
    if (haltDue && talk.idle()) {
      tally.count("halts");
      ask(Asked.HALT, switched(true), now);
    } else if (talk.free(now)) {
      Motion next = motion;
      if (next != null && next.stage == Stage.RELEASING) {
        ask(Asked.RELEASE, switched(false), now);
      } else if (next != null && next.stage == Stage.TO_BE_TOLD) {
        next.stage = Stage.TOLD;
        next.toldAt = now;
        tally.count("motions");
        toAsk.clear();
        nextPoll = now;
        ask(Asked.MOTION, next.frame, now);
      } else {
        poll(now);
      }
    }
  }

  private void poll(long now) {
    if (toAsk.isEmpty()) {
      if (now < nextPoll) return;
      tally.count("polls");
      nextPoll = now + config.poll().toMillis();
      said = spans();
      toAsk.addAll(map.spans());
    }
    if (!toAsk.isEmpty()) ask(Asked.POLL, toAsk.getFirst().question(), now);
  }

  private void ask(Asked about, Request request, long now) {
    asked = about;
    writes.add(talk.ask(request, now));
  }

  private Request switched(boolean on) {
    var place = map.place("halt");
    return place.table() == Place.Table.COIL
        ? new Request.WriteCoil(place.address(), on ? Request.ON : 0)
        : new Request.WriteWord(place.address(), on ? 1 : 0);
  }

  private void answered(Response response, long now) {
    switch (response) {
      case Response.Read read -> read(read, now);
      case Response.Wrote wrote -> wrote();
      case Response.Refused refused -> refused(refused.words(), now);
    }
  }

  private void wrote() {
    misses = 0;
    switch (asked) {
      case HALT -> haltDue = false;
      case RELEASE -> {
        if (motion != null && motion.stage == Stage.RELEASING) {
          halted = false;
          released = true;
          motion.stage = Stage.TO_BE_TOLD;
        }
      }
      case MOTION -> waitFor();
      case POLL -> {}
    }
  }

  /** An exception is an answer: what was asked for was not done. */
  private void refused(String why, long now) {
    switch (asked) {
      case HALT -> haltDue = false;
      case RELEASE, MOTION -> notTold("the PLC refused it: " + why);
      case POLL -> {}
    }
    missed(why, now);
  }

  private void unanswered(long now) {
    switch (asked) {
      case HALT -> haltDue = false;
      case RELEASE -> notTold("the PLC did not answer when its halt was taken back");
      case MOTION -> waitFor();
      case POLL -> {}
    }
    missed("no answer to %d questions".formatted(MISSES), now);
  }

  private void waitFor() {
    if (motion != null && motion.stage == Stage.TOLD) motion.stage = Stage.WAITED_FOR;
  }

  private void notTold(String why) {
    if (motion != null && motion.stage != Stage.WAITED_FOR) end(End.NOT_TOLD, why);
  }

  /** A machine that shall stand is told so between the polls, also where it does not answer. */
  private void missed(String why, long now) {
    if (halted && asked == Asked.POLL) haltDue = true;
    toAsk.clear();
    nextPoll = now;
    if (++misses >= MISSES) silent(why);
  }

  private void read(Response.Read read, long now) {
    if (toAsk.isEmpty()) return;
    said.put(toAsk.removeFirst(), read);
    misses = 0;
    if (toAsk.isEmpty()) seen(new Snapshot(map, said), now);
  }

  private void seen(Snapshot seen, long now) {
    boolean moving = seen.word("state") == map.code("state.moving", 1);
    if (!known) {
      known = true;
      sequence = seen.word("accepted");
      if (moving) halt("it moved when we came");
    }
    String why = stops.apply(seen);
    if (!why.isEmpty()) halt(why);
    if (halted && moving) haltDue = true;
    news.add(new News.Seen(seen));
    Motion told = motion;
    if (told == null || told.stage.compareTo(Stage.TOLD) < 0) return;
    if (seen.word("accepted") != told.number) {
      if (now - told.toldAt >= TAKEN_WITHIN_MILLIS) {
        halt("the PLC did not take it within %d ms".formatted(TAKEN_WITHIN_MILLIS));
      }
    } else if (seen.word("fault") != 0) {
      end(End.FAULT, fault(seen));
    } else if (seen.word("state") == map.code("state.idle", 0)) {
      // Tables are read one after the other: what a sensor says must have been asked after the end.
      if (told.stands) end(End.DONE, "");
      told.stands = true;
    }
  }

  /** The name of the fault that the machine reports; empty where it reports none. */
  public String fault(Snapshot now) {
    int code = now.word("fault");
    return code == 0 ? "" : faults.getOrDefault(code, "fault " + code);
  }

  private void judgeTime(long now) {
    Motion told = motion;
    if (told == null || told.stage.compareTo(Stage.TOLD) < 0) return;
    long taken = now - told.toldAt;
    if (taken >= config.motionWithin().toMillis()) {
      halt("it took longer than %d ms".formatted(config.motionWithin().toMillis()));
    }
  }

  private void silent(String why) {
    if (motion != null) {
      end(motion.stage.compareTo(Stage.TOLD) < 0 ? End.NOT_TOLD : End.UNKNOWN, why);
    }
    known = false;
    released = false;
    toAsk.clear();
    misses = 0;
    news.add(new News.Silent(why));
  }

  private void end(End end, String why) {
    motion = null;
    news.add(new News.Ended(end, why));
  }

  private static SortedMap<RegisterMap.Span, Response.Read> spans() {
    return new TreeMap<>(Comparator.comparing(RegisterMap.Span::table));
  }
}
