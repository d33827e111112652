package org.shuyi.devices.tag.threem;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.tag.ReaderWords;
import org.shuyi.devices.tag.SettingsInOrder;
import org.shuyi.devices.tag.TagAbility;
import org.shuyi.devices.tag.WritingWords;
import org.shuyi.devices.tag.threem.ThreeMFrame.Frame;

/** What 3M's readers are asked about ISO 15693 tags, and what their answers mean. */
final class ThreeMWords implements ReaderWords<Frame, Frame>, WritingWords<Frame, Frame> {
  /** Both public drivers read eight blocks at a time. */
  private static final int READ_AT_ONCE = 8;

  /** Each block takes the chip up to 20 ms. */
  private static final int WRITTEN_AT_ONCE = 4;

  private static final int NXP = 0x04;

  private final ThreeMConfig config;

  ThreeMWords(ThreeMConfig config) {
    this.config = config;
  }

  @Override
  public int antennas() {
    return 1;
  }

  @Override
  public Duration answerWithin() {
    return config.answerWithin();
  }

  @Override
  public Set<TagAbility> abilities() {
    var able = EnumSet.of(TagAbility.AFI, TagAbility.CONTENTS, TagAbility.DSFID);
    if (config.easOfNxp()) able.add(TagAbility.EAS);
    return Collections.unmodifiableSet(able);
  }

  @Override
  public Frame hello() {
    return config.wakeUp() ? ThreeMCodec.wakeUp() : fence();
  }

  /** It has no settings that it could lose, as far as its specification says. */
  @Override
  public Settling<Frame, Frame> settle(List<Frame> hello) {
    return nothing();
  }

  /** Woken anew before each count, in case it has lost its power meanwhile. */
  @Override
  public Settling<Frame, Frame> prepare(int antenna, boolean anew, int on) {
    if (!anew || !config.wakeUp()) return nothing();
    return new SettingsInOrder<>(List.of(ThreeMCodec.wakeUp()), (question, reply) -> "");
  }

  @Override
  public Round<Frame, Frame> round() {
    return new Round<>() {
      @Override
      public Frame begin() {
        return ThreeMCodec.inventory();
      }

      @Override
      public Listed<Frame> heard(List<Frame> replies) {
        return listed(replies.getLast());
      }
    };
  }

  private Listed<Frame> listed(Frame reply) {
    if (reply.error() == ThreeMCodec.NO_TAG) return noMore(List.of());
    return ThreeMCodec.inventory(reply)
        .map(
            tags ->
                noMore(
                    tags.stream()
                        .map(tag -> new Found(tag.uid(), tag.dsfid(), Optional.empty()))
                        .toList()))
        .orElseGet(() -> new Listed.Refused<>(status(reply)));
  }

  private static Listed<Frame> noMore(List<Found> tags) {
    return new Listed.Tags<>(tags, 0, Optional.empty());
  }

  @Override
  public Optional<String> falseNumber(Bytes uid) {
    return uid.at(0) == 0xE0 ? Optional.empty() : Optional.of("it does not begin with E0");
  }

  @Override
  public Optional<Frame> about(Found tag) {
    return Optional.of(ThreeMCodec.getAfi(tag.uid()));
  }

  @Override
  public About about(Found tag, Frame reply) {
    var afi = ThreeMCodec.register(reply, tag.uid());
    if (afi.isPresent()) {
      return new About.Told(afi, Optional.empty(), OptionalInt.empty(), 0);
    }
    return isRefused(reply) ? About.Told.NOTHING : new About.AskAgain();
  }

  @Override
  public About known(Found tag) {
    return About.Told.NOTHING;
  }

  @Override
  public int blocksAtOnce(int blockSize) {
    return READ_AT_ONCE;
  }

  @Override
  public int mostBlocks() {
    return config.blocks();
  }

  @Override
  public Frame read(Bytes uid, int first, int count) {
    return ThreeMCodec.readBlocks(uid, first, count);
  }

  @Override
  public Memory memory(Bytes uid, List<Frame> replies) {
    var reply = replies.getLast();
    if (reply.error() == ThreeMCodec.NO_SUCH_MEMORY) return new Memory.NotThere();
    return ThreeMCodec.blocks(reply)
        .filter(told -> told.uid().equals(uid))
        .<Memory>map(
            told ->
                new Memory.Blocks(
                    told.count(), told.content().size() / told.count(), told.content()))
        .orElseGet(Memory.Failed::new);
  }

  @Override
  public Optional<WritingWords<Frame, Frame>> writing() {
    return Optional.of(this);
  }

  @Override
  public Frame writeAfi(Bytes uid, int afi) {
    return ThreeMCodec.writeAfi(uid, afi);
  }

  @Override
  public Frame askAfi(Bytes uid) {
    return ThreeMCodec.getAfi(uid);
  }

  @Override
  public OptionalInt afi(Bytes uid, Frame reply) {
    return ThreeMCodec.register(reply, uid);
  }

  @Override
  public boolean isLocked(Frame reply) {
    return reply.error() == ThreeMCodec.LOCKED;
  }

  @Override
  public boolean hasEas(Bytes uid) {
    return config.easOfNxp() && uid.at(1) == NXP;
  }

  @Override
  public Frame setEas(Bytes uid, boolean on) {
    return ThreeMCodec.setEas(uid, on);
  }

  @Override
  public Eas eas(Frame reply) {
    if (reply.error() == ThreeMCodec.OK) return Eas.DONE;
    return isRefused(reply) ? Eas.NOT_SUPPORTED : Eas.FAILED;
  }

  @Override
  public Frame askAlarm(Bytes uid) {
    return ThreeMCodec.checkEas(uid);
  }

  /** Error 06 is EAS off as well as no tag, by the specification. */
  @Override
  public Alarm alarm(Bytes uid, Frame reply) {
    return switch (reply.error()) {
      case ThreeMCodec.OK -> ThreeMCodec.isAbout(reply, uid) ? Alarm.RINGS : Alarm.FAILED;
      case ThreeMCodec.NO_TAG -> Alarm.SILENT;
      default -> isRefused(reply) ? Alarm.NOT_SUPPORTED : Alarm.FAILED;
    };
  }

  @Override
  public Frame writeBlocks(Bytes uid, int first, int blockSize, Bytes content) {
    return ThreeMCodec.writeBlocks(uid, first, content);
  }

  @Override
  public int blocksAtOnce() {
    return WRITTEN_AT_ONCE;
  }

  @Override
  public Frame writeDsfid(Bytes uid, int dsfid) {
    return ThreeMCodec.writeDsfid(uid, dsfid);
  }

  @Override
  public Frame askDsfid(Bytes uid) {
    return ThreeMCodec.getDsfid(uid);
  }

  @Override
  public OptionalInt dsfid(Bytes uid, Frame reply) {
    return ThreeMCodec.register(reply, uid);
  }

  @Override
  public String status(Frame reply) {
    return ThreeMCodec.status(reply);
  }

  @Override
  public Bytes encode(Frame question) {
    return ThreeMFrame.encode(question);
  }

  @Override
  public Parsed<Frame> parse(Bytes received) {
    return ThreeMFrame.parse(received);
  }

  /** The version, whose answer looks like nothing else. */
  @Override
  public Frame fence() {
    return ThreeMCodec.version();
  }

  /** There are no addresses: one reader on a line. */
  @Override
  public boolean isOurs(Frame reply) {
    return true;
  }

  @Override
  public boolean answers(Frame reply, Frame question) {
    return reply.start() == question.start() && reply.command() == question.command();
  }

  @Override
  public boolean goesOn(Frame reply) {
    return false;
  }

  @Override
  public String named(Frame question) {
    return "command %02X".formatted(question.command());
  }

  private static boolean isRefused(Frame reply) {
    return switch (reply.error()) {
      case 0x02, ThreeMCodec.NOT_SUPPORTED, ThreeMCodec.OPTION_NOT_SUPPORTED -> true;
      default -> false;
    };
  }

  private static Settling<Frame, Frame> nothing() {
    return new SettingsInOrder<>(List.of(), (question, reply) -> "");
  }
}
