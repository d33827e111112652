package org.shuyi.devices.tag.llrp;

import static org.shuyi.devices.tag.llrp.LlrpParameter.u32;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Talk;
import org.shuyi.devices.tag.Gen2Words;
import org.shuyi.devices.tag.SettingsInOrder;
import org.shuyi.devices.tag.llrp.LlrpCodec.Event;
import org.shuyi.devices.tag.llrp.LlrpCodec.Tag;

/**
 * What readers that speak LLRP are asked about Gen2 tags, and what their answers mean. Each round
 * is a ROSpec with a number of its own, so that no late report is another round's.
 */
final class LlrpWords extends Gen2Words<LlrpQuestion, LlrpMessage>
    implements Talk.Stream<LlrpQuestion, LlrpMessage> {
  /** A reader that does not hear from us frees the connection: else it would refuse the next. */
  private static final int KEEPALIVE_MILLIS = 10_000;

  /** How long a tag that was just found is looked for again, to be read. */
  private static final Duration READ_TIME = Duration.ofMillis(100);

  private static final long EVERY_SPEC = 0;

  /** Of the sign of life, which alone has the same number for ever. */
  private static final long FENCE_ID = 1;

  /** In the number of a message whose good answer is not the last word. */
  private static final long GOES_ON = 0x8000_0000L;

  private static final long MOST_NUMBERS = 0x3FFF_FFFF;

  private final LlrpConfig config;
  private long lastId = FENCE_ID;
  private long lastSpec;
  private int antenna = 1;

  LlrpWords(LlrpConfig config) {
    super(config.antennas(), config.answerWithin(), config.words());
    this.config = config;
  }

  @Override
  public Settling<LlrpQuestion, LlrpMessage> settle(List<LlrpMessage> hello) {
    if (hello.getLast().type() == LlrpMessage.EVENT) return new Refusal(hello.getLast());
    var questions = new ArrayList<LlrpQuestion>();
    questions.add(ask(LlrpMessage.GET_CAPABILITIES, LlrpCodec.generalCapabilities()));
    questions.addAll(settings());
    return new SettingsInOrder<>(questions, (question, reply) -> objection(question, reply, 0));
  }

  /** The connection was refused: another client has the reader. */
  private record Refusal(LlrpMessage event) implements Settling<LlrpQuestion, LlrpMessage> {
    @Override
    public Optional<LlrpQuestion> next() {
      return Optional.empty();
    }

    @Override
    public void answered(List<LlrpMessage> replies) {}

    @Override
    public String complaint() {
      return "the reader refuses us: it may have another client";
    }
  }

  /** A reader that was switched off and on has forgotten all of this. */
  @Override
  public Settling<LlrpQuestion, LlrpMessage> prepare(int wanted, boolean anew, int on) {
    antenna = wanted;
    var questions = new ArrayList<LlrpQuestion>();
    if (anew) questions.addAll(settings());
    if (anew || wanted != on) {
      questions.add(ask(LlrpMessage.GET_CONFIG, LlrpCodec.antennaProperties(wanted)));
    }
    return new SettingsInOrder<>(
        questions, (question, reply) -> objection(question, reply, wanted));
  }

  private List<LlrpQuestion> settings() {
    return List.of(
        ask(LlrpMessage.SET_CONFIG, LlrpCodec.settings(KEEPALIVE_MILLIS)),
        ask(LlrpMessage.DELETE_ACCESSSPEC, u32(EVERY_SPEC)));
  }

  private String objection(LlrpQuestion question, LlrpMessage reply, int antenna) {
    int asked = question.messages().getFirst().type();
    if (reply.type() == LlrpMessage.EVENT) return "the reader refuses us";
    if (asked == LlrpMessage.DELETE_ACCESSSPEC) return "";
    if (!LlrpCodec.ok(reply)) return "message %d: %s".formatted(asked, LlrpCodec.status(reply));
    if (asked == LlrpMessage.GET_CONFIG && LlrpCodec.isDisconnected(reply, antenna)) {
      return "the reader says that it is not connected";
    }
    var antennas = LlrpCodec.antennas(reply);
    return antennas.isPresent() && antennas.getAsInt() < config.antennas()
        ? "the reader has %d antennas, expected %d"
            .formatted(antennas.getAsInt(), config.antennas())
        : "";
  }

  @Override
  public Round<LlrpQuestion, LlrpMessage> round() {
    return new Inventory();
  }

  /**
   * Orders one inventory and lets it run to its end. Its tags are reported when its only AISpec
   * ends, which is before the ROSpec does; the end of that is the end of the answer.
   */
  private final class Inventory implements Round<LlrpQuestion, LlrpMessage> {
    private final long spec = nextSpec();
    private Step step = Step.CLEAR;

    private enum Step {
      CLEAR,
      ADD,
      ENABLE,
      RUN
    }

    @Override
    public LlrpQuestion begin() {
      return ask(LlrpMessage.DELETE_ROSPEC, u32(EVERY_SPEC));
    }

    @Override
    public Listed<LlrpQuestion> heard(List<LlrpMessage> replies) {
      var last = replies.getLast();
      boolean ends = step == Step.RUN && last.type() == LlrpMessage.EVENT;
      if (ends) return ran(replies);
      if (step != Step.CLEAR && !LlrpCodec.ok(last)) {
        return new Listed.Refused<>(LlrpCodec.status(last));
      }
      return switch (step) {
        case CLEAR -> next(Step.ADD, ask(LlrpMessage.ADD_ROSPEC, order(spec, config.search())));
        case ADD -> next(Step.ENABLE, ask(LlrpMessage.ENABLE_ROSPEC, u32(spec)));
        case ENABLE ->
            next(
                Step.RUN,
                new LlrpQuestion(List.of(going(LlrpMessage.START_ROSPEC, u32(spec))), spec));
        case RUN -> new Listed.Refused<>("an inventory without an end");
      };
    }

    private Listed<LlrpQuestion> ran(List<LlrpMessage> replies) {
      return switch (LlrpCodec.event(replies.getLast())) {
        case Event.Ended _ -> tags(replies);
        case Event.Preempted _ -> new Listed.Refused<>("another client took the reader");
        case Event.Trouble(String why) -> new Listed.Refused<>(why);
        case Event.Began _, Event.NotConnected _, Event.Other _ ->
            new Listed.Refused<>("an unexpected event");
      };
    }

    private Listed<LlrpQuestion> tags(List<LlrpMessage> replies) {
      var found = new ArrayList<Found>();
      int others = 0;
      for (var report : replies) {
        if (report.type() != LlrpMessage.REPORT) continue;
        var tags = LlrpCodec.tags(report);
        if (tags.isEmpty()) return new Listed.Refused<>("a report that contradicts itself");
        for (Tag tag : tags.get()) {
          if (tag.spec().isEmpty()) return new Listed.Refused<>("a report without its ROSpec");
          if (tag.antenna() == antenna) found.add(found(tag));
          else others++;
        }
      }
      return new Listed.Tags<>(found, others, Optional.empty());
    }

    private Listed<LlrpQuestion> next(Step next, LlrpQuestion question) {
      step = next;
      return new Listed.Tags<>(List.of(), 0, Optional.of(question));
    }
  }

  private static Found found(Tag tag) {
    return new Found(tag.epc(), OptionalInt.empty(), tag.pc().map(pc -> pc.plus(tag.epc())));
  }

  private Bytes order(long spec, Duration time) {
    return LlrpCodec.inventory(spec, antenna, (int) time.toMillis(), config.population());
  }

  /** An inventory in which one tag is read: the whole order in one go. */
  @Override
  public LlrpQuestion read(Bytes epc, int first, int count) {
    long spec = nextSpec();
    return new LlrpQuestion(
        List.of(
            going(LlrpMessage.DELETE_ROSPEC, u32(EVERY_SPEC)),
            going(LlrpMessage.DELETE_ACCESSSPEC, u32(EVERY_SPEC)),
            going(LlrpMessage.ADD_ACCESSSPEC, LlrpCodec.read(spec, epc, first, count)),
            going(LlrpMessage.ENABLE_ACCESSSPEC, LlrpCodec.accessSpec()),
            going(LlrpMessage.ADD_ROSPEC, order(spec, READ_TIME)),
            going(LlrpMessage.ENABLE_ROSPEC, u32(spec)),
            going(LlrpMessage.START_ROSPEC, u32(spec))),
        spec);
  }

  @Override
  public Memory memory(Bytes epc, List<LlrpMessage> replies) {
    return replies.stream()
        .filter(reply -> reply.type() == LlrpMessage.REPORT)
        .flatMap(report -> LlrpCodec.tags(report).stream().flatMap(List::stream))
        .filter(tag -> tag.epc().equals(epc))
        .flatMap(tag -> tag.read().stream())
        .map(LlrpWords::memory)
        .findFirst()
        .orElseGet(Memory.Failed::new);
  }

  private static Memory memory(LlrpCodec.Read read) {
    if (read.isOverrun()) return new Memory.NotThere();
    return read.ok() && !read.words().isEmpty()
        ? new Memory.Blocks(read.words().size() / 2, 2, read.words())
        : new Memory.Failed();
  }

  @Override
  public String status(LlrpMessage reply) {
    return LlrpCodec.status(reply);
  }

  @Override
  public Bytes encode(LlrpQuestion question) {
    return question.encoded();
  }

  @Override
  public Parsed<LlrpMessage> parse(Bytes received) {
    return LlrpMessage.parse(received);
  }

  @Override
  public LlrpQuestion fence() {
    return LlrpQuestion.of(
        new LlrpMessage(LlrpMessage.GET_CAPABILITIES, FENCE_ID, LlrpCodec.shortCapabilities()));
  }

  @Override
  public boolean answers(LlrpMessage reply, LlrpQuestion question) {
    return switch (reply.type()) {
      case LlrpMessage.REPORT -> isOf(question.spec(), LlrpCodec.tags(reply));
      case LlrpMessage.EVENT -> isOf(question.spec(), LlrpCodec.event(reply));
      default -> question.isAnsweredBy(reply);
    };
  }

  /** A report that cannot be understood, or does not say whose it is, spoils the round. */
  private static boolean isOf(long spec, Optional<List<Tag>> report) {
    return spec != 0
        && report
            .map(tags -> tags.stream().allMatch(tag -> tag.spec().orElse(spec) == spec))
            .orElse(true);
  }

  private static boolean isOf(long spec, Event event) {
    return switch (event) {
      case Event.Ended(long ended) -> spec != 0 && ended == spec;
      case Event.Preempted(long preempted) -> spec != 0 && preempted == spec;
      case Event.Trouble _ -> spec != 0;
      case Event.NotConnected _ -> true;
      case Event.Began _, Event.Other _ -> false;
    };
  }

  /** A reader may tell each tag in a report of its own. */
  @Override
  public int mostParts() {
    return 2 * LlrpConfig.MOST_TAGS;
  }

  @Override
  public boolean goesOn(LlrpMessage reply) {
    return switch (reply.type()) {
      case LlrpMessage.REPORT -> true;
      case LlrpMessage.EVENT -> false;
      default -> (reply.id() & GOES_ON) != 0 && (isOfDeletion(reply) || LlrpCodec.ok(reply));
    };
  }

  /** A reader may object to deleting what is not there. */
  private static boolean isOfDeletion(LlrpMessage reply) {
    return reply.type() == LlrpMessage.DELETE_ROSPEC + LlrpMessage.ANSWER
        || reply.type() == LlrpMessage.DELETE_ACCESSSPEC + LlrpMessage.ANSWER;
  }

  @Override
  public Optional<Bytes> acknowledgement(LlrpMessage reply) {
    return reply.type() == LlrpMessage.KEEPALIVE
        ? Optional.of(LlrpMessage.keepaliveAck(reply.id()).encoded())
        : Optional.empty();
  }

  @Override
  public String named(LlrpQuestion question) {
    return "message %d".formatted(question.messages().getLast().type());
  }

  private LlrpQuestion ask(int type, Bytes body) {
    return LlrpQuestion.of(new LlrpMessage(type, nextId(), body));
  }

  private LlrpMessage going(int type, Bytes body) {
    return new LlrpMessage(type, nextId() | GOES_ON, body);
  }

  private long nextId() {
    lastId = lastId == MOST_NUMBERS ? FENCE_ID + 1 : lastId + 1;
    return lastId;
  }

  private long nextSpec() {
    lastSpec = lastSpec % MOST_NUMBERS + 1;
    return lastSpec;
  }
}
