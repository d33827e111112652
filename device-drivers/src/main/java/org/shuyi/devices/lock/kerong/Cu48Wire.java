package org.shuyi.devices.lock.kerong;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.lock.BoardFrame;
import org.shuyi.devices.lock.BoardWire;
import org.shuyi.devices.lock.kerong.Cu48Codec.Cu48Frame;

/** How a CU48 is asked and understood: it answers an unlock with 75 or 00. */
record Cu48Wire(int board) implements BoardWire {
  /** No source says how long it takes; the other boards of this kind take a second. */
  private static final Duration OPEN_ANSWER_WITHIN = Duration.ofSeconds(2);

  @Override
  public List<Question> questions() {
    var state = new Cu48Frame.Request(board, 0, Cu48Codec.STATE);
    return List.of(new Question(Cu48Codec.encode(state), ALL));
  }

  @Override
  public Bytes open(int channel) {
    return Cu48Codec.encode(new Cu48Frame.Request(board, channel - 1, Cu48Codec.OPEN));
  }

  @Override
  public Optional<Duration> openAnswerWithin() {
    return Optional.of(OPEN_ANSWER_WITHIN);
  }

  @Override
  public Parsed<BoardFrame> parse(Bytes received, int opened) {
    return switch (Cu48Codec.parse(received)) {
      case Parsed.Frame<Cu48Frame>(Cu48Frame frame, int size) ->
          new Parsed.Frame<>(understood(frame), size);
      case Parsed.Noise<Cu48Frame>(int size, String why) -> new Parsed.Noise<>(size, why);
      case Parsed.More<Cu48Frame>() -> new Parsed.More<>();
    };
  }

  private BoardFrame understood(Cu48Frame frame) {
    return switch (frame) {
      case Cu48Frame.States(int from, long locks) when from == board ->
          BoardFrame.State.ofAll(locks);
      case Cu48Frame.Opened(int from, int lock, int status) when from == board ->
          status == Cu48Codec.DONE
              ? new BoardFrame.Opened(lock + 1, "the board answered 75, done")
              : new BoardFrame.NotOpened(lock + 1, "the board answered 00, failed");
      case Cu48Frame.States(int from, long locks) ->
          new BoardFrame.Foreign("a state of board " + from);
      case Cu48Frame.Opened(int from, int lock, int status) ->
          new BoardFrame.Foreign("an answer of board " + from);
      case Cu48Frame.Request(int to, int lock, int command) ->
          new BoardFrame.Foreign("a request to board " + to);
    };
  }
}
