package org.shuyi.devices.tag.thingmagic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.tag.Gen2Words;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Reply;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Request;

/** What ThingMagic's modules are asked about Gen2 tags, and what their answers mean. */
final class ThingMagicWords extends Gen2Words<Request, Reply> {
  /** How long a tag that was just found is looked for again, to be read. */
  private static final int READ_MILLIS = 100;

  private final ThingMagicConfig config;

  ThingMagicWords(ThingMagicConfig config) {
    super(config.antennas(), config.answerWithin(), config.words());
    this.config = config;
  }

  @Override
  public Settling<Request, Reply> settle(List<Reply> hello) {
    return new Order(settings());
  }

  /** A module forgets all of this without power, and then finds nothing at all. */
  @Override
  public Settling<Request, Reply> prepare(int antenna, boolean anew, int on) {
    var questions = new ArrayList<Request>();
    if (anew) questions.addAll(settings());
    if (anew || antenna != on) {
      questions.add(new Request(ThingMagicCodec.ANTENNA, ThingMagicCodec.antenna(antenna)));
    }
    return new Order(questions);
  }

  private List<Request> settings() {
    var settings = new ArrayList<Request>();
    settings.add(new Request(ThingMagicCodec.REGION, Bytes.of(config.region())));
    settings.add(new Request(ThingMagicCodec.PROTOCOL, ThingMagicCodec.gen2()));
    if (config.centiDbm() > 0) {
      settings.add(
          new Request(ThingMagicCodec.READ_POWER, ThingMagicCodec.power(config.centiDbm())));
    }
    return settings;
  }

  /** Settings one after another; a module that knows none of them has yet to boot its firmware. */
  private static final class Order implements Settling<Request, Reply> {
    private final ArrayDeque<Request> questions;
    private boolean booted;
    private String complaint = "";

    Order(List<Request> questions) {
      this.questions = new ArrayDeque<>(questions);
    }

    @Override
    public Optional<Request> next() {
      return Optional.ofNullable(questions.peek());
    }

    @Override
    public void answered(List<Reply> replies) {
      int status = replies.getLast().status();
      if (status == ThingMagicCodec.NOT_BOOTED && !booted) {
        booted = true;
        questions.addFirst(new Request(ThingMagicCodec.BOOT, Bytes.EMPTY));
        return;
      }
      var asked = questions.remove();
      boolean runsAlready =
          asked.command() == ThingMagicCodec.BOOT && status == ThingMagicCodec.NOT_BOOTED;
      if (status != ThingMagicCodec.OK && !runsAlready && complaint.isEmpty()) {
        complaint =
            "command %02X: %s"
                .formatted(asked.command(), ThingMagicCodec.status(replies.getLast()));
      }
    }

    @Override
    public String complaint() {
      return complaint;
    }
  }

  @Override
  public Round<Request, Reply> round() {
    return new Search();
  }

  /** Clears the module's buffer, searches, and fetches what the buffer holds. */
  private final class Search implements Round<Request, Reply> {
    private Request asked = new Request(ThingMagicCodec.CLEAR_BUFFER, Bytes.EMPTY);
    private int left;

    @Override
    public Request begin() {
      return asked;
    }

    @Override
    public Listed<Request> heard(List<Reply> replies) {
      var reply = replies.getLast();
      return switch (asked.command()) {
        case ThingMagicCodec.CLEAR_BUFFER -> cleared(reply);
        case ThingMagicCodec.SEARCH -> searched(reply);
        default -> fetched(reply);
      };
    }

    private Listed<Request> cleared(Reply reply) {
      if (reply.status() != ThingMagicCodec.OK) return refused(reply);
      int millis = (int) config.search().toMillis();
      return next(List.of(), ThingMagicCodec.SEARCH, ThingMagicCodec.search(millis));
    }

    private Listed<Request> searched(Reply reply) {
      var found = ThingMagicCodec.found(reply);
      if (found.isEmpty()) return refused(reply);
      left = found.getAsInt();
      return more(List.of());
    }

    private Listed<Request> fetched(Reply reply) {
      var tags = ThingMagicCodec.tags(reply);
      if (tags.isEmpty() || tags.get().isEmpty()) return refused(reply);
      left -= tags.get().size();
      return more(
          tags.get().stream()
              .map(
                  tag ->
                      new Found(
                          tag.epc(), OptionalInt.empty(), Optional.of(tag.pc().plus(tag.epc()))))
              .toList());
    }

    private Listed<Request> more(List<Found> tags) {
      return left > 0
          ? next(tags, ThingMagicCodec.BUFFER, ThingMagicCodec.buffer())
          : new Listed.Tags<>(tags, 0, Optional.empty());
    }

    private Listed<Request> next(List<Found> tags, int command, Bytes data) {
      asked = new Request(command, data);
      return new Listed.Tags<>(tags, 0, Optional.of(asked));
    }

    private Listed<Request> refused(Reply reply) {
      return new Listed.Refused<>(ThingMagicCodec.status(reply));
    }
  }

  @Override
  public Request read(Bytes epc, int first, int count) {
    return new Request(
        ThingMagicCodec.READ,
        ThingMagicCodec.read(epc, ThingMagicCodec.USER_BANK, first, count, READ_MILLIS));
  }

  @Override
  public Memory memory(Bytes epc, List<Reply> replies) {
    var reply = replies.getLast();
    if (ThingMagicCodec.isOverrun(reply)) return new Memory.NotThere();
    return ThingMagicCodec.words(reply)
        .<Memory>map(words -> new Memory.Blocks(words.size() / 2, 2, words))
        .orElseGet(Memory.Failed::new);
  }

  @Override
  public String status(Reply reply) {
    return ThingMagicCodec.status(reply);
  }

  @Override
  public Bytes encode(Request question) {
    return ThingMagicFrame.encode(question);
  }

  @Override
  public Parsed<Reply> parse(Bytes received) {
    return ThingMagicFrame.parse(received);
  }

  /** The version, whose answer looks like nothing else. */
  @Override
  public Request fence() {
    return new Request(ThingMagicCodec.VERSION, Bytes.EMPTY);
  }

  @Override
  public boolean answers(Reply reply, Request question) {
    return reply.command() == question.command();
  }

  @Override
  public boolean goesOn(Reply reply) {
    return false;
  }

  @Override
  public String named(Request question) {
    return "command %02X".formatted(question.command());
  }
}
