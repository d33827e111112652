package org.shuyi.devices.lock.wjl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.lock.BoardFrame;
import org.shuyi.devices.lock.BoardWire;
import org.shuyi.devices.lock.PolledBoard;
import org.shuyi.devices.lock.wjl.WjlCodec.WjlFrame;

/**
 * One 8A/80 board on a line. It answers an open about a second later; until then nothing else is
 * asked, since an answer to one lock and the state of all can look alike.
 */
public final class WjlDriver extends PolledBoard {
  /** dp2 waits for 2 s. */
  private static final Duration OPEN_ANSWER_WITHIN = Duration.ofSeconds(2);

  public WjlDriver(WjlConfig config) {
    super("board " + config.board(), new Wire(config.board()), config.common());
  }

  private record Wire(int board) implements BoardWire {
    @Override
    public List<Question> questions() {
      return List.of(new Question(WjlCodec.queryAll(board), ALL));
    }

    @Override
    public Bytes open(int channel) {
      return WjlCodec.open(board, channel);
    }

    @Override
    public Optional<Duration> openAnswerWithin() {
      return Optional.of(OPEN_ANSWER_WITHIN);
    }

    /**
     * Awaiting a state only eight bytes will do; awaiting an open's answer, a late state may come.
     */
    @Override
    public Parsed<BoardFrame> parse(Bytes received, int opened) {
      if (opened == 0) return understood(WjlCodec.parse(received, WjlCodec.LONG), opened);
      var answer = WjlCodec.parse(received, WjlCodec.SHORT);
      boolean mayBeState = answer instanceof Parsed.Noise && received.at(0) == WjlCodec.HEAD;
      return understood(mayBeState ? WjlCodec.parse(received, WjlCodec.LONG) : answer, opened);
    }

    private Parsed<BoardFrame> understood(Parsed<WjlFrame> parsed, int opened) {
      return switch (parsed) {
        case Parsed.Frame<WjlFrame>(WjlFrame frame, int size) ->
            new Parsed.Frame<>(understood(frame, opened), size);
        case Parsed.Noise<WjlFrame>(int size, String why) -> new Parsed.Noise<>(size, why);
        case Parsed.More<WjlFrame>() -> new Parsed.More<>();
      };
    }

    private BoardFrame understood(WjlFrame frame, int opened) {
      return switch (frame) {
        case WjlFrame.State(int from, long bits) when from == board -> BoardFrame.State.ofAll(bits);
        case WjlFrame.Single(int from, int lock, int said)
            when from == board && lock == opened && said != WjlCodec.ADDRESS ->
            new BoardFrame.Opened(
                lock, "the board answered %02X, whose meaning is disputed".formatted(said));
        case WjlFrame.State(int from, long bits) ->
            new BoardFrame.Foreign("a state of board " + from);
        case WjlFrame.Single(int from, int lock, int said) ->
            new BoardFrame.Foreign("an answer of board %d, lock %d".formatted(from, lock));
      };
    }
  }
}
