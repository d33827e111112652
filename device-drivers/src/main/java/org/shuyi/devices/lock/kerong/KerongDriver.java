package org.shuyi.devices.lock.kerong;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.lock.BoardFrame;
import org.shuyi.devices.lock.BoardWire;
import org.shuyi.devices.lock.PolledBoard;
import org.shuyi.devices.lock.kerong.KerongCodec.KerongFrame;

/**
 * One KERONG board on a line. A CU16 does not answer an unlock, so that the next state is its sign
 * of life; a CU48 does.
 */
public final class KerongDriver extends PolledBoard {
  public KerongDriver(KerongConfig config) {
    super(
        "board " + config.board(),
        config.cu48() ? new Cu48Wire(config.board()) : new Wire(config.board()),
        config.common());
  }

  private record Wire(int board) implements BoardWire {
    @Override
    public List<Question> questions() {
      return List.of(new Question(KerongCodec.state(board), ALL));
    }

    @Override
    public Bytes open(int channel) {
      return KerongCodec.unlock(board, channel);
    }

    @Override
    public Optional<Duration> openAnswerWithin() {
      return Optional.empty();
    }

    @Override
    public Parsed<BoardFrame> parse(Bytes received, int opened) {
      return switch (KerongCodec.parse(received)) {
        case Parsed.Frame<KerongFrame>(KerongFrame frame, int size) ->
            new Parsed.Frame<>(understood(frame), size);
        case Parsed.Noise<KerongFrame>(int size, String why) -> new Parsed.Noise<>(size, why);
        case Parsed.More<KerongFrame>() -> new Parsed.More<>();
      };
    }

    private BoardFrame understood(KerongFrame frame) {
      return switch (frame) {
        case KerongFrame.Request(int address, int command) ->
            new BoardFrame.Foreign("a request to address " + address);
        case KerongFrame.Reply(int address, int command, int locks, int infrared)
            when address >> 4 == board && command == KerongCodec.REPLY ->
            BoardFrame.State.ofAll(locks).seeing(infrared);
        case KerongFrame.Reply(int address, int command, int locks, int infrared) ->
            new BoardFrame.Foreign("a reply of address " + address);
      };
    }
  }
}
