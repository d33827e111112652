package org.shuyi.devices.tag.feig;

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
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrame.Request;

/** What FEIG readers are asked about ISO 15693 tags, and what their answers mean. */
final class FeigWords implements ReaderWords<Request, Reply>, WritingWords<Request, Reply> {
  /** Blocks asked for at once while a tag has not said how large they are. */
  private static final int CAUTIOUS = 8;

  /** Blocks written at once: each takes the chip up to 20 ms, and many know no other way. */
  private static final int WRITTEN_AT_ONCE = 4;

  private final FeigConfig config;
  private final FeigLanguage language;

  FeigWords(FeigConfig config) {
    this.config = config;
    this.language = new FeigLanguage(config.address());
  }

  @Override
  public int antennas() {
    return config.antennas();
  }

  @Override
  public Duration answerWithin() {
    return config.answerWithin();
  }

  @Override
  public Duration poll() {
    return config.poll();
  }

  @Override
  public Set<TagAbility> abilities() {
    var able = EnumSet.of(TagAbility.AFI, TagAbility.CONTENTS, TagAbility.DSFID);
    if (config.easOfNxp()) able.add(TagAbility.EAS);
    able.add(TagAbility.ANTENNAS);
    return Collections.unmodifiableSet(able);
  }

  @Override
  public Request hello() {
    return fence();
  }

  @Override
  public Settling<Request, Reply> settle(List<Reply> hello) {
    return inOrder(List.of(question(FeigCodec.RF_RESET, Bytes.EMPTY)), "RF reset: ");
  }

  @Override
  public Settling<Request, Reply> prepare(int antenna, boolean anew, int on) {
    if (config.antennas() > 1 && (anew || on != antenna)) {
      return inOrder(List.of(question(FeigCodec.RF, Bytes.of(antenna))), "");
    }
    return inOrder(anew ? List.of(question(FeigCodec.RF_RESET, Bytes.EMPTY)) : List.of(), "");
  }

  @Override
  public Round<Request, Reply> round() {
    return new Round<>() {
      @Override
      public Request begin() {
        return iso(FeigCodec.inventory(false));
      }

      @Override
      public Listed<Request> heard(List<Reply> replies) {
        return listed(replies.getLast());
      }
    };
  }

  private Listed<Request> listed(Reply reply) {
    return switch (reply.status()) {
      case FeigCodec.OK, FeigCodec.MORE_DATA -> {
        var inventory = FeigCodec.inventory(reply);
        var tags =
            inventory.tags().stream()
                .map(tag -> new Found(tag.uid(), OptionalInt.of(tag.dsfid()), Optional.empty()))
                .toList();
        boolean more = reply.status() == FeigCodec.MORE_DATA;
        yield new Listed.Tags<>(
            tags,
            inventory.others(),
            more ? Optional.of(iso(FeigCodec.inventory(true))) : Optional.empty());
      }
      case FeigCodec.NO_TAG -> new Listed.Tags<>(List.of(), 0, Optional.empty());
      default -> new Listed.Refused<>(status(reply));
    };
  }

  @Override
  public Optional<String> falseNumber(Bytes uid) {
    return uid.at(0) == 0xE0 ? Optional.empty() : Optional.of("it does not begin with E0");
  }

  @Override
  public Optional<Request> about(Found tag) {
    return Optional.of(iso(FeigCodec.systemInformation(tag.uid())));
  }

  @Override
  public About about(Found tag, Reply reply) {
    var system = FeigCodec.systemInformation(reply).filter(told -> told.uid().equals(tag.uid()));
    if (system.isEmpty()) {
      return reply.status() == FeigCodec.ISO_ERROR ? About.Told.NOTHING : new About.AskAgain();
    }
    var told = system.get();
    var blocks = told.blocks() > 0 ? OptionalInt.of(told.blocks()) : OptionalInt.empty();
    return new About.Told(OptionalInt.of(told.afi()), Optional.empty(), blocks, told.blockSize());
  }

  @Override
  public About known(Found tag) {
    return About.Told.NOTHING;
  }

  @Override
  public int blocksAtOnce(int blockSize) {
    return blockSize == 0 ? CAUTIOUS : Math.max(1, FeigCodec.LONGEST_READ / blockSize);
  }

  @Override
  public int mostBlocks() {
    return config.blocks();
  }

  @Override
  public Request read(Bytes uid, int first, int count) {
    return iso(FeigCodec.readBlocks(uid, first, count));
  }

  @Override
  public Memory memory(Bytes uid, List<Reply> replies) {
    var reply = replies.getLast();
    return FeigCodec.blocks(reply)
        .<Memory>map(
            told ->
                new Memory.Blocks(
                    told.count(), told.blockSize(), ordered(told.content(), told.blockSize())))
        .orElseGet(
            () ->
                reply.status() == FeigCodec.ISO_ERROR
                    ? new Memory.NotThere()
                    : new Memory.Failed());
  }

  @Override
  public Optional<WritingWords<Request, Reply>> writing() {
    return Optional.of(this);
  }

  @Override
  public Request writeAfi(Bytes uid, int afi) {
    return iso(FeigCodec.writeAfi(uid, afi));
  }

  @Override
  public Request askAfi(Bytes uid) {
    return iso(FeigCodec.systemInformation(uid));
  }

  @Override
  public OptionalInt afi(Bytes uid, Reply reply) {
    return FeigCodec.systemInformation(reply)
        .filter(told -> told.uid().equals(uid))
        .map(told -> OptionalInt.of(told.afi()))
        .orElseGet(OptionalInt::empty);
  }

  @Override
  public boolean isLocked(Reply reply) {
    return FeigCodec.isLocked(reply);
  }

  @Override
  public boolean hasEas(Bytes uid) {
    return config.easOfNxp() && uid.at(1) == FeigCodec.NXP;
  }

  @Override
  public Request setEas(Bytes uid, boolean on) {
    return question(FeigCodec.ISO_CUSTOM, FeigCodec.eas(uid, on));
  }

  @Override
  public Eas eas(Reply reply) {
    return switch (reply.status()) {
      case FeigCodec.OK -> Eas.DONE;
      case FeigCodec.UNKNOWN_COMMAND, FeigCodec.ISO_ERROR -> Eas.NOT_SUPPORTED;
      default -> Eas.FAILED;
    };
  }

  @Override
  public Request askAlarm(Bytes uid) {
    return question(FeigCodec.ISO_CUSTOM, FeigCodec.easAlarm(uid));
  }

  @Override
  public Alarm alarm(Bytes uid, Reply reply) {
    return switch (reply.status()) {
      case FeigCodec.OK -> Alarm.RINGS;
      case FeigCodec.NO_TAG -> Alarm.SILENT;
      case FeigCodec.UNKNOWN_COMMAND, FeigCodec.ISO_ERROR -> Alarm.NOT_SUPPORTED;
      default -> Alarm.FAILED;
    };
  }

  @Override
  public Request writeBlocks(Bytes uid, int first, int blockSize, Bytes content) {
    return iso(FeigCodec.writeBlocks(uid, first, blockSize, ordered(content, blockSize)));
  }

  @Override
  public int blocksAtOnce() {
    return WRITTEN_AT_ONCE;
  }

  @Override
  public Request writeDsfid(Bytes uid, int dsfid) {
    return iso(FeigCodec.writeDsfid(uid, dsfid));
  }

  @Override
  public Request askDsfid(Bytes uid) {
    return iso(FeigCodec.systemInformation(uid));
  }

  @Override
  public OptionalInt dsfid(Bytes uid, Reply reply) {
    return FeigCodec.systemInformation(reply)
        .filter(told -> told.uid().equals(uid))
        .map(told -> OptionalInt.of(told.dsfid()))
        .orElseGet(OptionalInt::empty);
  }

  @Override
  public String status(Reply reply) {
    return FeigCodec.status(reply);
  }

  @Override
  public Bytes encode(Request question) {
    return language.encode(question);
  }

  @Override
  public Parsed<Reply> parse(Bytes received) {
    return language.parse(received);
  }

  @Override
  public Request fence() {
    return language.fence();
  }

  @Override
  public boolean isOurs(Reply reply) {
    return language.isOurs(reply);
  }

  @Override
  public boolean answers(Reply reply, Request question) {
    return language.answers(reply, question);
  }

  @Override
  public boolean goesOn(Reply reply) {
    return language.goesOn(reply);
  }

  @Override
  public String named(Request question) {
    return language.named(question);
  }

  /** Some readers hand over a block's bytes last first, and take them so. */
  private Bytes ordered(Bytes content, int blockSize) {
    if (!config.blocksReversed()) return content;
    var turned = Bytes.EMPTY;
    for (int at = 0; at < content.size(); at += blockSize) {
      turned = turned.plus(content.slice(at, at + blockSize).reversed());
    }
    return turned;
  }

  private static Settling<Request, Reply> inOrder(List<Request> questions, String what) {
    return new SettingsInOrder<>(
        questions,
        (question, reply) -> reply.status() == FeigCodec.OK ? "" : what + FeigCodec.status(reply));
  }

  private Request iso(Bytes data) {
    return question(FeigCodec.ISO, data);
  }

  private Request question(int command, Bytes data) {
    return new Request(config.address(), command, data);
  }
}
