package org.shuyi.devices.tag.uhfreader18;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.tag.Gen2Words;
import org.shuyi.devices.tag.TagAbility;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Reply;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Request;

/** What readers of the UHFReader18 family are asked about Gen2 tags, and what they answer. */
final class UhfWords extends Gen2Words<Request, Reply> {
  private final UhfConfig config;

  UhfWords(UhfConfig config) {
    super(1, config.answerWithin(), config.words());
    this.config = config;
  }

  /** It has one antenna. */
  @Override
  public Set<TagAbility> abilities() {
    return Set.of();
  }

  @Override
  public Settling<Request, Reply> settle(List<Reply> hello) {
    var told = UhfCodec.scanTime(hello.getLast());
    boolean right = told.isPresent() && told.get() == config.scanTimeInTenths();
    var settling = new WorkMode();
    if (!right) {
      var tenths = Bytes.of(config.scanTimeInTenths());
      settling.questions.add(question(UhfCodec.SCAN_TIME, tenths));
    }
    return settling;
  }

  @Override
  public Settling<Request, Reply> prepare(int antenna, boolean anew, int on) {
    return new WorkMode();
  }

  /**
   * Sees that the reader speaks only when it is asked. Its settings are in an EEPROM, which wears
   * out, so they are written only where they are not right.
   */
  private final class WorkMode implements Settling<Request, Reply> {
    private final ArrayDeque<Request> questions = new ArrayDeque<>();
    private String complaint = "";

    WorkMode() {
      questions.add(question(UhfCodec.GET_WORK_MODE, Bytes.EMPTY));
    }

    @Override
    public Optional<Request> next() {
      return Optional.ofNullable(questions.peek());
    }

    @Override
    public void answered(List<Reply> replies) {
      var asked = questions.remove();
      var reply = replies.getLast();
      if (reply.status() != UhfCodec.OK) {
        if (complaint.isEmpty()) {
          complaint = "command %02X: %s".formatted(asked.command(), UhfCodec.status(reply));
        }
      } else if (asked.command() == UhfCodec.GET_WORK_MODE
          && !UhfCodec.answersOnly(reply).orElse(true)) {
        questions.add(question(UhfCodec.SET_WORK_MODE, UhfCodec.answerMode()));
      }
    }

    @Override
    public String complaint() {
      return complaint;
    }
  }

  @Override
  public Round<Request, Reply> round() {
    return new Round<>() {
      @Override
      public Request begin() {
        return question(UhfCodec.INVENTORY, Bytes.EMPTY);
      }

      @Override
      public Listed<Request> heard(List<Reply> replies) {
        return listed(replies);
      }
    };
  }

  /** An inventory that the reader gave up is none: what it did not reach is not gone. */
  private static Listed<Request> listed(List<Reply> replies) {
    var tags = new ArrayList<Found>();
    for (Reply reply : replies) {
      switch (reply.status()) {
        case UhfCodec.OK, UhfCodec.INVENTORY_DONE, UhfCodec.MORE_DATA -> {
          var epcs = UhfCodec.epcs(reply);
          if (epcs.isEmpty()) return new Listed.Refused<>("a list that contradicts itself");
          for (Bytes epc : epcs.get()) {
            tags.add(new Found(epc, OptionalInt.empty(), Optional.empty()));
          }
        }
        case UhfCodec.NO_TAG -> {}
        default -> {
          return new Listed.Refused<>(UhfCodec.status(reply));
        }
      }
    }
    return new Listed.Tags<>(tags, 0, Optional.empty());
  }

  @Override
  public Optional<String> falseNumber(Bytes epc) {
    boolean words = !epc.isEmpty() && epc.size() % 2 == 0;
    return words && epc.size() / 2 < 15
        ? Optional.empty()
        : Optional.of("%d bytes, expected 1 to 14 words".formatted(epc.size()));
  }

  /** Reads the PC word and the EPC again, which is also the proof that it is this tag. */
  @Override
  public Optional<Request> about(Found tag) {
    int words = 1 + tag.uid().size() / 2;
    return Optional.of(
        question(
            UhfCodec.READ, UhfCodec.read(tag.uid(), UhfCodec.EPC_BANK, UhfCodec.PC_WORD, words)));
  }

  @Override
  public About about(Found tag, Reply reply) {
    var bank = reply.data();
    boolean whole = reply.status() == UhfCodec.OK && bank.size() == 2 + tag.uid().size();
    if (!whole || !bank.from(2).equals(tag.uid()) || !isLong(bank)) return new About.AskAgain();
    return told(Optional.of(bank), hasUserMemory(bank));
  }

  @Override
  public About known(Found tag) {
    return About.Told.NOTHING;
  }

  @Override
  public Request read(Bytes epc, int first, int count) {
    return question(UhfCodec.READ, UhfCodec.read(epc, UhfCodec.USER_BANK, first, count));
  }

  @Override
  public Memory memory(Bytes epc, List<Reply> replies) {
    var reply = replies.getLast();
    if (UhfCodec.isOverrun(reply)) return new Memory.NotThere();
    var data = reply.data();
    boolean words = reply.status() == UhfCodec.OK && !data.isEmpty() && data.size() % 2 == 0;
    return words ? new Memory.Blocks(data.size() / 2, 2, data) : new Memory.Failed();
  }

  @Override
  public String status(Reply reply) {
    return UhfCodec.status(reply);
  }

  @Override
  public Bytes encode(Request question) {
    return UhfFrame.encode(question);
  }

  @Override
  public Parsed<Reply> parse(Bytes received) {
    return UhfFrame.parse(received);
  }

  @Override
  public Request fence() {
    return question(UhfCodec.INFORMATION, Bytes.EMPTY);
  }

  @Override
  public boolean isOurs(Reply reply) {
    return config.address() == UhfFrame.ANY || reply.address() == config.address();
  }

  @Override
  public boolean answers(Reply reply, Request question) {
    return reply.command() == question.command();
  }

  /** An inventory that fills more than one frame comes in several, without being asked for. */
  @Override
  public boolean goesOn(Reply reply) {
    return reply.command() == UhfCodec.INVENTORY && reply.status() == UhfCodec.MORE_DATA;
  }

  @Override
  public String named(Request question) {
    return "command %02X".formatted(question.command());
  }

  private Request question(int command, Bytes data) {
    return new Request(config.address(), command, data);
  }
}
