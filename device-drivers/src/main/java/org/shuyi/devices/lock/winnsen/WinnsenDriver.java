package org.shuyi.devices.lock.winnsen;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.lock.BoardFrame;
import org.shuyi.devices.lock.BoardWire;
import org.shuyi.devices.lock.PolledBoard;
import org.shuyi.devices.lock.winnsen.WinnsenCodec.WinnsenFrame;

/**
 * One Winnsen board on a line. It answers an open when it knows how it went; without a checksum
 * only a frame that names our station and what was asked is an answer.
 */
public final class WinnsenDriver extends PolledBoard {
  /** The pudo kiosk waits for 2 to 3 s. */
  private static final Duration OPEN_ANSWER_WITHIN = Duration.ofSeconds(3);

  public WinnsenDriver(WinnsenConfig config) {
    super("board " + config.board(), new Wire(config), config.common());
  }

  private record Wire(WinnsenConfig config) implements BoardWire {
    @Override
    public List<Question> questions() {
      int locks = config.common().channels();
      if (config.oneByOne()) return IntStream.rangeClosed(1, locks).mapToObj(this::about).toList();
      var poll = new WinnsenFrame.Poll(config.board(), (1 << locks) - 1);
      return List.of(new Question(WinnsenCodec.encode(poll), ALL));
    }

    private Question about(int lock) {
      var ask = new WinnsenFrame.Ask(config.board(), lock);
      return new Question(WinnsenCodec.encode(ask), bit(lock));
    }

    @Override
    public Bytes open(int channel) {
      return WinnsenCodec.encode(new WinnsenFrame.Open(config.board(), channel));
    }

    @Override
    public Optional<Duration> openAnswerWithin() {
      return Optional.of(OPEN_ANSWER_WITHIN);
    }

    @Override
    public Parsed<BoardFrame> parse(Bytes received, int opened) {
      return switch (WinnsenCodec.parse(received)) {
        case Parsed.Frame<WinnsenFrame>(WinnsenFrame frame, int size) ->
            new Parsed.Frame<>(understood(frame), size);
        case Parsed.Noise<WinnsenFrame>(int size, String why) -> new Parsed.Noise<>(size, why);
        case Parsed.More<WinnsenFrame>() -> new Parsed.More<>();
      };
    }

    private BoardFrame understood(WinnsenFrame frame) {
      return switch (frame) {
        case WinnsenFrame.Opened(int station, int lock, int status) when ours(station) ->
            opened(lock, status);
        case WinnsenFrame.States(int station, int locks) when ours(station) && !config.oneByOne() ->
            BoardFrame.State.ofAll(locks);
        case WinnsenFrame.State(int station, int lock, int status)
            when ours(station) && config.oneByOne() ->
            new BoardFrame.State(
                status == WinnsenCodec.DONE ? bit(lock) : 0,
                status == WinnsenCodec.REFUSED ? bit(lock) : 0,
                bit(lock));
        case WinnsenFrame.Open _, WinnsenFrame.Poll _, WinnsenFrame.Ask _ ->
            new BoardFrame.Foreign("a question of somebody else");
        case WinnsenFrame.Opened _, WinnsenFrame.States _, WinnsenFrame.State _ ->
            new BoardFrame.Foreign("another station's answer, or of a form not asked for");
      };
    }

    private static BoardFrame opened(int lock, int status) {
      return switch (status) {
        case WinnsenCodec.DONE -> new BoardFrame.Opened(lock, "the board answered 01, opened");
        case WinnsenCodec.FAILED -> new BoardFrame.NotOpened(lock, "the board answered 00, failed");
        default -> new BoardFrame.NotOpened(lock, "the board answered 02, it cools down");
      };
    }

    private boolean ours(int station) {
      return station == config.board();
    }

    private static long bit(int lock) {
      return 1L << (lock - 1);
    }
  }
}
