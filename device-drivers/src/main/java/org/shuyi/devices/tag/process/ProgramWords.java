package org.shuyi.devices.tag.process;

import java.time.Duration;
import java.util.ArrayList;
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

/** What a program beside a closed SDK is asked, and what its answers mean. */
final class ProgramWords implements ReaderWords<Question, Reply>, WritingWords<Question, Reply> {
  /** SDKs read as many blocks as the caller likes; a line has room for 256 of 8 bytes. */
  private static final int READ_AT_ONCE = 64;

  /** Each block takes the chip up to 20 ms. */
  private static final int WRITTEN_AT_ONCE = 4;

  private static final int NXP = 0x04;
  private static final int UID_BYTES = 8;

  private final ProgramConfig config;

  ProgramWords(ProgramConfig config) {
    this.config = config;
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
  public Set<TagAbility> abilities() {
    var able = EnumSet.of(TagAbility.DSFID);
    if (config.writes()) {
      able.addAll(EnumSet.of(TagAbility.AFI, TagAbility.EAS, TagAbility.CONTENTS));
    }
    if (config.antennas() > 1) able.add(TagAbility.ANTENNAS);
    return Collections.unmodifiableSet(able);
  }

  @Override
  public Question hello() {
    return new Question.Ping();
  }

  @Override
  public Settling<Question, Reply> settle(List<Reply> hello) {
    return settings(List.of(new Question.Hello()));
  }

  /** A program that lost its reader since, and found it again, may have lost the antenna too. */
  @Override
  public Settling<Question, Reply> prepare(int antenna, boolean anew, int on) {
    var questions = new ArrayList<Question>();
    if (anew) questions.add(new Question.Hello());
    if (anew || antenna != on) questions.add(new Question.Antenna(antenna));
    return settings(questions);
  }

  private Settling<Question, Reply> settings(List<Question> questions) {
    return new SettingsInOrder<>(questions, this::objection);
  }

  private String objection(Question question, Reply reply) {
    if (reply.failed()) return status(reply);
    return question instanceof Question.Hello ? objection(reply) : "";
  }

  private String objection(Reply hello) {
    int version = hello.number("version", 0, 65_535, 0);
    if (version != ProgramCodec.VERSION) {
      return "the program speaks version %d, expected %d".formatted(version, ProgramCodec.VERSION);
    }
    int antennas = hello.number("antennas", 1, 16, 1);
    if (antennas < config.antennas()) {
      return "the program has %d antennas, expected %d".formatted(antennas, config.antennas());
    }
    boolean lacks = config.writes() && !hello.texts("can").contains("write");
    return lacks ? "the program cannot write, expected \"writes: false\"" : "";
  }

  @Override
  public Round<Question, Reply> round() {
    return new Round<>() {
      @Override
      public Question begin() {
        return new Question.Inventory();
      }

      @Override
      public Listed<Question> heard(List<Reply> replies) {
        return listed(replies);
      }
    };
  }

  /** A list of which a line is missing is none: its tags would seem to be gone. */
  private static Listed<Question> listed(List<Reply> replies) {
    var tags = new ArrayList<Found>();
    int part = -1;
    for (Reply reply : replies) {
      if (reply.failed()) return new Listed.Refused<>(said(reply));
      int number = reply.number("part", 0, 65_535, 0);
      if (number == part) continue;
      if (number != ++part) return new Listed.Refused<>("part %d is missing".formatted(part));
      var told = reply.parts("tags");
      if (told.isEmpty()) return new Listed.Refused<>("a list without tags");
      for (Reply tag : told.get()) {
        var uid = tag.bytes("uid");
        if (uid.isEmpty()) return new Listed.Refused<>("a tag without its number");
        tags.add(new Found(uid.get(), tag.number("dsfid", 0, 255), Optional.empty()));
      }
    }
    return replies.getLast().flag("more")
        ? new Listed.Refused<>("a list that does not end")
        : new Listed.Tags<>(tags, 0, Optional.empty());
  }

  @Override
  public Optional<String> falseNumber(Bytes uid) {
    return uid.size() == UID_BYTES && uid.at(0) == 0xE0
        ? Optional.empty()
        : Optional.of("expected 8 bytes, E0 first");
  }

  @Override
  public Optional<Question> about(Found tag) {
    return Optional.of(new Question.AboutTag(tag.uid()));
  }

  @Override
  public About about(Found tag, Reply reply) {
    if (reply.failed()) return new About.AskAgain();
    return new About.Told(
        reply.number("afi", 0, 255),
        Optional.empty(),
        reply.number("blocks", 0, 256),
        reply.number("blockSize", 1, 32, 0));
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
  public Question read(Bytes uid, int first, int count) {
    return new Question.ReadBlocks(uid, first, count);
  }

  @Override
  public Memory memory(Bytes uid, List<Reply> replies) {
    var reply = replies.getLast();
    if (reply.error().equals("no-block")) return new Memory.NotThere();
    int size = reply.number("blockSize", 1, 32, 0);
    var content = reply.bytes("content").orElse(Bytes.EMPTY);
    boolean whole = size > 0 && !content.isEmpty() && content.size() % size == 0;
    return whole && !reply.failed()
        ? new Memory.Blocks(content.size() / size, size, content)
        : new Memory.Failed();
  }

  @Override
  public Optional<WritingWords<Question, Reply>> writing() {
    return config.writes() ? Optional.of(this) : Optional.empty();
  }

  @Override
  public Question writeAfi(Bytes uid, int afi) {
    return new Question.WriteAfi(uid, afi);
  }

  @Override
  public Question askAfi(Bytes uid) {
    return new Question.AskAfi(uid);
  }

  @Override
  public OptionalInt afi(Bytes uid, Reply reply) {
    return reply.failed() ? OptionalInt.empty() : reply.number("afi", 0, 255);
  }

  @Override
  public boolean isLocked(Reply reply) {
    return reply.error().equals("locked");
  }

  @Override
  public boolean hasEas(Bytes uid) {
    return uid.at(1) == NXP;
  }

  @Override
  public Question setEas(Bytes uid, boolean on) {
    return new Question.SetEas(uid, on);
  }

  @Override
  public Eas eas(Reply reply) {
    if (!reply.failed()) return Eas.DONE;
    return reply.error().equals("cannot") ? Eas.NOT_SUPPORTED : Eas.FAILED;
  }

  @Override
  public Question askAlarm(Bytes uid) {
    return new Question.AskAlarm(uid);
  }

  @Override
  public Alarm alarm(Bytes uid, Reply reply) {
    if (reply.failed()) {
      return switch (reply.error()) {
        case "no-tag" -> Alarm.SILENT;
        case "cannot" -> Alarm.NOT_SUPPORTED;
        default -> Alarm.FAILED;
      };
    }
    return reply.flag("rings") ? Alarm.RINGS : Alarm.SILENT;
  }

  @Override
  public Question writeBlocks(Bytes uid, int first, int blockSize, Bytes content) {
    return new Question.WriteBlocks(uid, first, blockSize, content);
  }

  @Override
  public int blocksAtOnce() {
    return WRITTEN_AT_ONCE;
  }

  @Override
  public Question writeDsfid(Bytes uid, int dsfid) {
    return new Question.WriteDsfid(uid, dsfid);
  }

  @Override
  public Question askDsfid(Bytes uid) {
    return new Question.AskDsfid(uid);
  }

  @Override
  public OptionalInt dsfid(Bytes uid, Reply reply) {
    return reply.failed() ? OptionalInt.empty() : reply.number("dsfid", 0, 255);
  }

  @Override
  public String status(Reply reply) {
    return said(reply);
  }

  private static String said(Reply reply) {
    return reply.failed() ? (reply.error() + " " + reply.text("detail")).strip() : "ok";
  }

  @Override
  public Bytes encode(Question question) {
    return ProgramCodec.encode(question);
  }

  @Override
  public Parsed<Reply> parse(Bytes received) {
    return ProgramCodec.parse(received);
  }

  @Override
  public Question fence() {
    return new Question.Ping();
  }

  /** The program's and not what its SDK prints. */
  @Override
  public boolean isOurs(Reply reply) {
    return !reply.to().isEmpty();
  }

  @Override
  public boolean answers(Reply reply, Question question) {
    return question.isAnsweredBy(reply);
  }

  @Override
  public boolean goesOn(Reply reply) {
    return reply.to().equals("inventory") && reply.flag("more");
  }

  @Override
  public String named(Question question) {
    return "\"" + question.ask() + "\"";
  }
}
