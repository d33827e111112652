package org.shuyi.devices.tag.feig;

import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;

/**
 * Writes a tag's marks: the AFI, read back from the same tag, and the EAS bit of an NXP chip. An
 * answer to a write proves nothing in either direction; only reading back does. The EAS bit cannot
 * be read back through this reader, so there its answer is all there is.
 */
final class FeigMarking implements FeigJob {
  /** Writes of the AFI, and tries of every other question. */
  private static final int TRIES = 3;

  private static final int BLOCK_ALREADY_LOCKED = 0x11;
  private static final int BLOCK_LOCKED = 0x12;

  private final TagCommand.Mark mark;
  private final boolean easWanted;
  private Step step = Step.WRITING;
  private int writes;
  private int tries;
  private boolean written;
  private String detail = "";

  private enum Step {
    WRITING,
    READING_BACK,
    SETTING_EAS,
    DONE
  }

  FeigMarking(TagCommand.Mark mark, FeigConfig config) {
    this.mark = mark;
    this.easWanted = config.easOfNxp() && mark.uid().at(1) == FeigCodec.NXP;
  }

  @Override
  public int antenna() {
    return mark.antenna();
  }

  @Override
  public Optional<Question> next() {
    return switch (step) {
      case WRITING -> iso(FeigCodec.writeAfi(mark.uid(), mark.afi()));
      case READING_BACK -> iso(FeigCodec.systemInformation(mark.uid()));
      case SETTING_EAS ->
          Optional.of(new Question(FeigCodec.ISO_CUSTOM, FeigCodec.eas(mark.uid(), mark.eas())));
      case DONE -> Optional.empty();
    };
  }

  @Override
  public void answered(Reply reply) {
    switch (step) {
      case WRITING -> afterWriting(reply);
      case READING_BACK -> afterReadingBack(reply);
      case SETTING_EAS -> afterEas(reply);
      case DONE -> {}
    }
  }

  @Override
  public TagNotice end() {
    return new TagNotice.Marked(mark.uid(), written, detail);
  }

  @Override
  public TagNotice failed(String why) {
    return new TagNotice.Marked(mark.uid(), false, why);
  }

  private void afterWriting(Reply reply) {
    writes++;
    if (isLocked(reply)) {
      done(false, FeigCodec.status(reply));
    } else {
      detail = FeigCodec.status(reply);
      step = Step.READING_BACK;
    }
  }

  private void afterReadingBack(Reply reply) {
    var system = FeigCodec.systemInformation(reply).filter(told -> told.uid().equals(mark.uid()));
    if (system.isEmpty()) {
      if (++tries >= TRIES) {
        done(false, "written, but not read back: " + FeigCodec.status(reply));
      }
      return;
    }
    tries = 0;
    if (system.get().afi() == mark.afi()) {
      afiWritten();
    } else if (writes < TRIES) {
      step = Step.WRITING;
    } else {
      done(
          false,
          "AFI is %02X after %d writes of %02X (%s)"
              .formatted(system.get().afi(), writes, mark.afi(), detail));
    }
  }

  private void afiWritten() {
    if (easWanted) {
      step = Step.SETTING_EAS;
    } else {
      done(true, "AFI %02X; EAS not used".formatted(mark.afi()));
    }
  }

  private void afterEas(Reply reply) {
    String afi = "AFI %02X".formatted(mark.afi());
    switch (reply.status()) {
      case FeigCodec.OK -> done(true, afi + (mark.eas() ? ", EAS on" : ", EAS off"));
      case FeigCodec.UNKNOWN_COMMAND, FeigCodec.ISO_ERROR ->
          done(true, afi + "; EAS not supported: " + FeigCodec.status(reply));
      default -> {
        if (++tries >= TRIES) done(false, afi + ", but EAS: " + FeigCodec.status(reply));
      }
    }
  }

  private void done(boolean successful, String why) {
    written = successful;
    detail = why;
    step = Step.DONE;
  }

  private static boolean isLocked(Reply reply) {
    if (reply.status() != FeigCodec.ISO_ERROR || reply.data().isEmpty()) return false;
    int code = reply.data().at(0);
    return code == BLOCK_LOCKED || code == BLOCK_ALREADY_LOCKED;
  }

  private static Optional<Question> iso(Bytes data) {
    return Optional.of(new Question(FeigCodec.ISO, data));
  }
}
