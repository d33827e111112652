package org.shuyi.devices.tag;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a tag's marks, the AFI and the EAS bit of an NXP chip, and reads both back from the same
 * tag. An answer to a write proves nothing in either direction; only reading back does.
 *
 * <p>Silence of the alarm is EAS off or a tag that has left the field, so EAS off is taken as read
 * back when the alarm stays silent between two addressed reads of this tag that succeed.
 */
final class Marking<Q, R> implements ReaderJob<Q, R> {
  /** Writes of one mark, and tries of every other question. */
  private static final int TRIES = 3;

  private final TagCommand.Mark mark;
  private final ReaderWords<Q, R> words;
  private final WritingWords<Q, R> writing;
  private final boolean easWanted;
  private Step step = Step.WRITING;
  private int writes;
  private int easWrites;
  private int tries;
  private boolean easAnsweredWell;
  private boolean written;
  private String detail = "";

  private enum Step {
    WRITING,
    READING_BACK,
    SETTING_EAS,
    LISTENING,
    STILL_THERE,
    DONE
  }

  Marking(TagCommand.Mark mark, ReaderWords<Q, R> words, WritingWords<Q, R> writing) {
    this.mark = mark;
    this.words = words;
    this.writing = writing;
    this.easWanted = writing.hasEas(mark.uid());
  }

  @Override
  public int antenna() {
    return mark.antenna();
  }

  @Override
  public Optional<Q> next() {
    return switch (step) {
      case WRITING -> Optional.of(writing.writeAfi(mark.uid(), mark.afi()));
      case READING_BACK, STILL_THERE -> Optional.of(writing.askAfi(mark.uid()));
      case SETTING_EAS -> Optional.of(writing.setEas(mark.uid(), mark.eas()));
      case LISTENING -> Optional.of(writing.askAlarm(mark.uid()));
      case DONE -> Optional.empty();
    };
  }

  @Override
  public void answered(List<R> replies) {
    R reply = replies.getLast();
    switch (step) {
      case WRITING -> afterWriting(reply);
      case READING_BACK -> afterReadingBack(reply);
      case SETTING_EAS -> afterEas(reply);
      case LISTENING -> afterListening(reply);
      case STILL_THERE -> afterSilence(reply);
      case DONE -> {}
    }
  }

  @Override
  public TagNotice end() {
    return new TagNotice.Marked(mark.uid(), mark.antenna(), written, detail);
  }

  @Override
  public TagNotice failed(String why) {
    return new TagNotice.Marked(mark.uid(), mark.antenna(), false, why);
  }

  private void afterWriting(R reply) {
    writes++;
    if (writing.isLocked(reply)) {
      done(false, words.status(reply));
    } else {
      detail = words.status(reply);
      step = Step.READING_BACK;
    }
  }

  private void afterReadingBack(R reply) {
    OptionalInt afi = writing.afi(mark.uid(), reply);
    if (afi.isEmpty()) {
      if (++tries >= TRIES) {
        done(false, "written, but not read back: " + words.status(reply));
      }
      return;
    }
    tries = 0;
    if (afi.getAsInt() == mark.afi()) {
      afiWritten();
    } else if (writes < TRIES) {
      step = Step.WRITING;
    } else {
      done(
          false,
          "AFI is %02X after %d writes of %02X (%s)"
              .formatted(afi.getAsInt(), writes, mark.afi(), detail));
    }
  }

  private void afiWritten() {
    if (easWanted) {
      step = Step.SETTING_EAS;
    } else {
      done(true, afi() + "; EAS not used");
    }
  }

  private void afterEas(R reply) {
    easWrites++;
    var answer = writing.eas(reply);
    easAnsweredWell = answer == WritingWords.Eas.DONE;
    switch (answer) {
      case NOT_SUPPORTED -> done(true, afi() + "; EAS not supported: " + words.status(reply));
      case DONE, FAILED -> {
        detail = words.status(reply);
        step = Step.LISTENING;
      }
    }
  }

  private void afterListening(R reply) {
    switch (writing.alarm(mark.uid(), reply)) {
      case RINGS -> {
        if (mark.eas()) done(true, afi() + ", EAS on");
        else easAgain("it still rings");
      }
      case SILENT -> {
        if (mark.eas()) easAgain("it does not ring");
        else step = Step.STILL_THERE;
      }
      case NOT_SUPPORTED -> notListening();
      case FAILED -> {
        if (++tries >= TRIES) done(false, afi() + ", but EAS: " + words.status(reply));
      }
    }
  }

  /** The alarm was silent: because EAS is off if the tag is still here. */
  private void afterSilence(R reply) {
    if (writing.afi(mark.uid(), reply).isPresent()) {
      done(true, afi() + ", EAS off");
    } else if (++tries >= TRIES) {
      done(false, afi() + ", but EAS was not read back: " + words.status(reply));
    } else {
      step = Step.LISTENING;
    }
  }

  /** Nobody can say what became of it: its answer is all there is. */
  private void notListening() {
    if (!easAnsweredWell) easAgain("it was not set");
    else done(true, "%s, EAS %s, not read back".formatted(afi(), mark.eas() ? "on" : "off"));
  }

  private void easAgain(String why) {
    if (easWrites < TRIES) {
      step = Step.SETTING_EAS;
    } else {
      done(false, "%s, but EAS: %s (%s)".formatted(afi(), why, detail));
    }
  }

  private String afi() {
    return "AFI %02X".formatted(mark.afi());
  }

  private void done(boolean successful, String why) {
    written = successful;
    detail = why;
    step = Step.DONE;
  }
}
