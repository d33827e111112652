package org.shuyi.devices.tag;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.tag.ReaderWords.Memory;

/**
 * Writes a tag's memory some blocks at a time, and its DSFID last, each read back before it counts:
 * a tag that was drawn out of the field in the middle has no DSFID that promises more than is
 * there.
 */
final class ContentWriting<Q, R> implements ReaderJob<Q, R> {
  /** Writes of the same blocks, and tries of every other question. */
  private static final int TRIES = 3;

  private final TagCommand.Write wanted;
  private final ReaderWords<Q, R> words;
  private final WritingWords<Q, R> writing;
  private Step step = Step.WRITING;
  private int first;
  private int writes;
  private int tries;
  private boolean written;
  private String detail = "";

  private enum Step {
    WRITING,
    READING_BACK,
    WRITING_DSFID,
    READING_DSFID,
    DONE
  }

  ContentWriting(TagCommand.Write wanted, ReaderWords<Q, R> words, WritingWords<Q, R> writing) {
    this.wanted = wanted;
    this.words = words;
    this.writing = writing;
  }

  @Override
  public int antenna() {
    return wanted.antenna();
  }

  @Override
  public Optional<Q> next() {
    var uid = wanted.uid();
    return switch (step) {
      case WRITING -> Optional.of(writing.writeBlocks(uid, first, wanted.blockSize(), piece()));
      case READING_BACK -> Optional.of(words.read(uid, first, piece().size() / wanted.blockSize()));
      case WRITING_DSFID -> Optional.of(writing.writeDsfid(uid, wanted.dsfid().orElseThrow()));
      case READING_DSFID -> Optional.of(writing.askDsfid(uid));
      case DONE -> Optional.empty();
    };
  }

  @Override
  public void answered(List<R> replies) {
    R reply = replies.getLast();
    switch (step) {
      case WRITING -> afterWriting(reply, Step.READING_BACK);
      case READING_BACK -> afterReadingBack(reply);
      case WRITING_DSFID -> afterWriting(reply, Step.READING_DSFID);
      case READING_DSFID -> afterDsfid(reply);
      case DONE -> {}
    }
  }

  @Override
  public TagNotice end() {
    return new TagNotice.Written(wanted.uid(), written, detail);
  }

  @Override
  public TagNotice failed(String why) {
    return new TagNotice.Written(wanted.uid(), false, why);
  }

  private void afterWriting(R reply, Step then) {
    writes++;
    if (writing.isLocked(reply)) {
      done(false, where() + ": " + words.status(reply));
      return;
    }
    detail = words.status(reply);
    step = then;
  }

  private void afterReadingBack(R reply) {
    if (words.memory(wanted.uid(), List.of(reply)) instanceof Memory.Blocks blocks) {
      tries = 0;
      if (blocks.content().equals(piece())) pieceWritten();
      else again(Step.WRITING, "holds something else");
    } else if (++tries >= TRIES) {
      done(false, where() + " not read back: " + words.status(reply));
    }
  }

  private void pieceWritten() {
    first += piece().size() / wanted.blockSize();
    writes = 0;
    if (first * wanted.blockSize() < wanted.memory().size()) {
      step = Step.WRITING;
    } else if (wanted.dsfid().isPresent()) {
      step = Step.WRITING_DSFID;
    } else {
      done(true, "%d blocks".formatted(first));
    }
  }

  private void afterDsfid(R reply) {
    OptionalInt told = writing.dsfid(wanted.uid(), reply);
    if (told.isEmpty()) {
      if (++tries >= TRIES) done(false, "DSFID not read back: " + words.status(reply));
    } else if (told.equals(wanted.dsfid())) {
      done(true, "%d blocks and DSFID %02X".formatted(first, told.getAsInt()));
    } else {
      again(Step.WRITING_DSFID, "is %02X".formatted(told.getAsInt()));
    }
  }

  private void again(Step writingStep, String why) {
    if (writes < TRIES) {
      step = writingStep;
    } else {
      done(false, "%s %s after %d writes (%s)".formatted(where(), why, writes, detail));
    }
  }

  /** The blocks that are written now. */
  private Bytes piece() {
    int from = Math.min(first * wanted.blockSize(), wanted.memory().size());
    int most = Math.min(writing.blocksAtOnce(), words.blocksAtOnce(wanted.blockSize()));
    return wanted
        .memory()
        .slice(from, Math.min(wanted.memory().size(), from + most * wanted.blockSize()));
  }

  private String where() {
    return switch (step) {
      case WRITING, READING_BACK -> "block " + first;
      case WRITING_DSFID, READING_DSFID, DONE -> "DSFID";
    };
  }

  private void done(boolean successful, String why) {
    written = successful;
    detail = why;
    step = Step.DONE;
  }
}
