package org.shuyi.devices.printer.escpos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.printer.PrinterCommand;
import org.shuyi.devices.printer.PrinterNotice;
import org.shuyi.devices.printer.PrinterNotice.Why;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.devices.printer.PrinterState.Paper;

/**
 * One ESC/POS printer: receipts one after another, each whole or told not to be, and how it stands.
 *
 * <p>A receipt is written at a stretch with a mark behind it, which the printer answers when all
 * before it is printed. Meanwhile it is asked in real time how it stands; never inside a receipt,
 * only behind it. What an interrupted receipt left in the printer is cut off before the next.
 */
public final class EscPosDriver implements Driver<PrinterCommand, PrinterNotice> {
  /** Receipts that wait: more patrons than that are not done within ten seconds. */
  private static final int MOST_JOBS = 4;

  /** The memory of small printers, with room for what is in it already. */
  private static final int MOST_BYTES = 3_500;

  /** A printed line of 4 ms is faster than any printer; asking sooner tells nothing. */
  private static final long BUSY_POLL_MILLIS = 200;

  /** A mark that was lost on the wire is asked for again after so long. */
  private static final long MARK_AGAIN_MILLIS = 2_500;

  /** The rest of an interrupted receipt is out by then, or its end was lost. */
  private static final long LONGEST_REST_MILLIS = 6_000;

  private final EscPosConfig config;
  private final EscPosText text;
  private final Tally tally = new Tally("late", "marks", "notPrinted", "printed");
  private final EscPosTalk talk;
  private final List<Bytes> writes = new ArrayList<>();
  private final List<PrinterNotice> notices = new ArrayList<>();
  private final ArrayDeque<Job> waiting = new ArrayDeque<>();
  private Health health = new Health.Lost("not yet spoken to");

  /** As the last two rounds of questions agreed on, while it answers. */
  private @Nullable PrinterState state;

  /** As the station was told, also while the printer is away. */
  private @Nullable PrinterState told;

  private Work work = new Work.Idle();
  private boolean sense;

  /** Whether the rest of a receipt may lie in the printer. */
  private boolean littered;

  /** Marks that were sent and not answered yet. */
  private int owed;

  private record Job(long number, Bytes bytes, long deadline) {}

  private sealed interface Work {
    record Idle() implements Work {}

    /**
     * @param markAt when its end is asked for again
     */
    record Printing(Job job, long markAt) implements Work {}

    /**
     * Answers that may still come are waited for, so that none passes for that of the next.
     *
     * @param until no sooner than this
     * @param atMost and then no longer, however many marks are owed
     */
    record Settling(long until, long atMost) implements Work {}
  }

  public EscPosDriver(EscPosConfig config) {
    this.config = config;
    this.text = new EscPosText(config);
    this.talk = new EscPosTalk(config.answerWithin().toMillis(), writes::add, tally);
  }

  @Override
  public Answer<PrinterNotice> on(Told<PrinterCommand> told, long now) {
    switch (told) {
      case Told.LineUp<PrinterCommand>() -> {
        health = new Health.Lost("being asked how it stands");
        talk.begin(now);
      }
      case Told.LineDown<PrinterCommand>(String why) -> {
        talk.end();
        lose("the line is down: " + why);
      }
      case Told.Received<PrinterCommand>(Bytes bytes) -> received(bytes, now);
      case Told.TimePassed<PrinterCommand>() -> heard(talk.timePassed(now), now);
      case Told.Wanted<PrinterCommand>(PrinterCommand.Print(long job, var lines), long at) ->
          print(job, lines, at, now);
      case Told.Wanted<PrinterCommand>(PrinterCommand.Sense(), long _) -> sense = true;
    }
    endOverdue(now);
    goOn(now);
    return Answer.taking(writes, notices);
  }

  @Override
  public long wakeAt() {
    long wake = talk.wakeAt();
    for (Job job : waiting) wake = Math.min(wake, job.deadline());
    return switch (work) {
      case Work.Idle() -> wake;
      case Work.Printing(Job job, long markAt) -> Math.min(wake, Math.min(markAt, job.deadline()));
      case Work.Settling(long until, long atMost) -> Math.min(wake, owed == 0 ? until : atMost);
    };
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void print(long number, List<String> lines, long at, long now) {
    long deadline = at + config.within().toMillis();
    if (now >= deadline) {
      notPrinted(number, Why.LATE, "it was asked for %d ms ago".formatted(now - at));
      return;
    }
    var printed = text.printed(lines);
    Bytes bytes =
        printed.size() > config.lines() ? Bytes.EMPTY : EscPosText.receipt(printed, config);
    if (bytes.isEmpty() || bytes.size() > MOST_BYTES) {
      notPrinted(number, Why.TOO_LONG, "%d lines".formatted(printed.size()));
    } else if (talk.down()) {
      notPrinted(number, Why.AWAY, reason());
    } else if (waiting.size() == MOST_JOBS) {
      notPrinted(number, Why.BUSY, MOST_JOBS + " receipts wait already");
    } else {
      waiting.add(new Job(number, bytes, deadline));
      failAllIfStopped();
    }
  }

  private void received(Bytes bytes, long now) {
    for (int i = 0; i < bytes.size(); i++) heard(talk.received(bytes.slice(i, i + 1), now), now);
  }

  private void heard(EscPosTalk.Heard heard, long now) {
    switch (heard) {
      case EscPosTalk.Heard.Nothing() -> {}
      case EscPosTalk.Heard.Silent(String why) -> lose(why);
      case EscPosTalk.Heard.Stands(PrinterState seen) -> stands(seen, now);
      case EscPosTalk.Heard.Mark(boolean out) -> marked(out, now);
    }
  }

  private void stands(PrinterState seen, long now) {
    PrinterState before = state;
    state = seen;
    if (sense || !seen.equals(told)) notices.add(new PrinterNotice.Changed(seen));
    sense = false;
    told = seen;
    String complaint = seen.complaint();
    health = complaint.isEmpty() ? new Health.Ready() : new Health.Degraded(complaint);
    failAllIfStopped();
    if (littered && !seen.fault().isEmpty() && !seen.equals(before)) {
      writes.add(EscPosCodec.RECOVER);
    }
    boolean stopped = before != null && !before.prints();
    if (stopped && seen.prints()) settle(now, EscPosTalk.QUIET_MILLIS, LONGEST_REST_MILLIS);
  }

  /** What cannot be printed is told at once: the patron does not wait for a technician. */
  private void failAllIfStopped() {
    PrinterState now = state;
    if (now == null || now.prints()) return;
    Why why =
        now.coverOpen() ? Why.COVER_OPEN : now.paper() == Paper.OUT ? Why.NO_PAPER : Why.FAULT;
    failAll(why, now.complaint());
  }

  private void marked(boolean out, long now) {
    owed = Math.max(0, owed - 1);
    switch (work) {
      case Work.Printing(Job job, long _) -> {
        if (out) fail(job, Why.NO_PAPER, "out of paper at its end");
        else {
          tally.count("printed");
          notices.add(new PrinterNotice.Printed(job.number()));
        }
        if (owed == 0) work = new Work.Idle();
        else settle(now, EscPosTalk.QUIET_MILLIS, MARK_AGAIN_MILLIS);
      }
      case Work.Settling(long until, long atMost) ->
          work = new Work.Settling(Math.max(until, now + EscPosTalk.QUIET_MILLIS), atMost);
      case Work.Idle() -> {}
    }
  }

  private void endOverdue(long now) {
    if (work instanceof Work.Printing(Job job, long _) && now >= job.deadline()) {
      fail(job, Why.LATE, "the printer has not said that it is printed");
      settle(now, EscPosTalk.QUIET_MILLIS, LONGEST_REST_MILLIS);
    }
    for (var jobs = waiting.iterator(); jobs.hasNext(); ) {
      Job job = jobs.next();
      if (now < job.deadline()) continue;
      jobs.remove();
      notPrinted(job.number(), Why.LATE, "the printer did not come to it: " + reason());
    }
  }

  private void goOn(long now) {
    if (work instanceof Work.Settling(long until, long atMost)
        && (owed == 0 ? now >= until : now >= atMost)) {
      owed = 0;
      work = new Work.Idle();
    }
    if (work instanceof Work.Printing(Job job, long markAt) && now >= markAt) {
      mark(EscPosCodec.MARK);
      work = new Work.Printing(job, now + MARK_AGAIN_MILLIS);
    }
    PrinterState stands = state;
    boolean free = stands != null && stands.prints() && talk.resting();
    if (free && work instanceof Work.Idle) {
      if (littered) clear(now);
      else if (!waiting.isEmpty()) begin(waiting.remove(), now);
    }
    talk.goOn(now, pace());
  }

  private long pace() {
    return work instanceof Work.Idle && waiting.isEmpty()
        ? config.poll().toMillis()
        : BUSY_POLL_MILLIS;
  }

  private void begin(Job job, long now) {
    mark(job.bytes());
    long wire = EscPosTalk.wireMillis(job.bytes().size());
    talk.rest(now + wire);
    work = new Work.Printing(job, now + wire + MARK_AGAIN_MILLIS);
  }

  /** Cuts off what an interrupted receipt left behind, and waits until the printer is at rest. */
  private void clear(long now) {
    littered = false;
    mark(EscPosCodec.INITIALISE.plus(EscPosText.end(config)).plus(EscPosCodec.MARK));
    settle(now, EscPosTalk.QUIET_MILLIS, LONGEST_REST_MILLIS);
  }

  /** Writes what ends with a mark. */
  private void mark(Bytes bytes) {
    tally.count("marks");
    owed++;
    writes.add(bytes);
  }

  private void settle(long now, long atLeast, long atMost) {
    work = new Work.Settling(now + atLeast, now + atMost);
  }

  private void lose(String why) {
    state = null;
    health = new Health.Lost(why);
    failAll(Why.AWAY, why);
  }

  private void failAll(Why why, String detail) {
    if (work instanceof Work.Printing(Job job, long _)) fail(job, why, detail);
    for (Job job = waiting.poll(); job != null; job = waiting.poll()) {
      notPrinted(job.number(), why, detail);
    }
  }

  private void fail(Job job, Why why, String detail) {
    littered = true;
    work = new Work.Idle();
    notPrinted(job.number(), why, detail);
  }

  private void notPrinted(long number, Why why, String detail) {
    tally.count("notPrinted");
    notices.add(new PrinterNotice.NotPrinted(number, why, detail));
  }

  private String reason() {
    return switch (health) {
      case Health.Ready() -> "it is busy";
      case Health.Degraded(String why) -> why;
      case Health.Lost(String why) -> why;
    };
  }
}
