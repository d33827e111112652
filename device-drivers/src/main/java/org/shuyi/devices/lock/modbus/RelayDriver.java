package org.shuyi.devices.lock.modbus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.lock.BoardFrame;
import org.shuyi.devices.lock.DroppingWire;
import org.shuyi.devices.lock.PolledBoard;
import org.shuyi.devices.modbus.Framing.Answered;
import org.shuyi.devices.modbus.Request;
import org.shuyi.devices.modbus.Response;

/**
 * One relay board. Only boards that end a pulse by themselves are driven: where the host had to
 * switch a coil off again, a line that breaks in between would leave the bolt pulled. All the same
 * each coil is switched off when its pulse is over, and looked at, so that a relay that sticks lets
 * go or is told of.
 */
public final class RelayDriver extends PolledBoard {
  /** A coil is written at once; what comes later is lost. */
  private static final Duration OPEN_ANSWER_WITHIN = Duration.ofSeconds(1);

  public RelayDriver(RelayConfig config) {
    super("unit " + config.address().unit(), new Wire(config), config.common());
  }

  /** Remembers the last question, since an answer on TCP names it and one on RTU must fit it. */
  private static final class Wire implements DroppingWire {
    private final RelayConfig config;
    private Request asked;
    private int transaction;

    private Wire(RelayConfig config) {
      this.config = config;
      this.asked = RelayCodec.states(config);
    }

    @Override
    public List<Question> questions() {
      return List.of(new Question(frame(RelayCodec.states(config)), ALL));
    }

    @Override
    public Bytes open(int channel) {
      return frame(RelayCodec.pull(config, channel));
    }

    @Override
    public Bytes drop(int channel) {
      return frame(RelayCodec.drop(config, channel));
    }

    @Override
    public Bytes whetherHeld(int channel) {
      return frame(RelayCodec.held(config, channel));
    }

    private Bytes frame(Request request) {
      asked = request;
      transaction = transaction + 1 & 0xFFFF;
      return config.address().framing().frame(transaction, config.address().unit(), request);
    }

    @Override
    public Optional<Duration> openAnswerWithin() {
      return Optional.of(OPEN_ANSWER_WITHIN);
    }

    @Override
    public Parsed<BoardFrame> parse(Bytes received, int opened) {
      int most = (config.common().channels() + 7) / 8;
      return switch (config.address().framing().parse(received, most)) {
        case Parsed.Frame<Answered>(Answered answered, int size) ->
            new Parsed.Frame<>(understood(answered, opened), size);
        case Parsed.Noise<Answered>(int size, String why) -> new Parsed.Noise<>(size, why);
        case Parsed.More<Answered>() -> new Parsed.More<>();
      };
    }

    private BoardFrame understood(Answered answered, int opened) {
      if (answered.unit() != config.address().unit()) {
        return new BoardFrame.Foreign("an answer of unit " + answered.unit());
      }
      boolean late = config.address().framing().numbers() && answered.transaction() != transaction;
      if (late || !asked.isAnsweredBy(answered.response())) {
        return new BoardFrame.Foreign("an answer to another question");
      }
      return switch (answered.response()) {
        case Response.Read(int function, Bytes bytes)
            when asked instanceof Request.ReadBits(boolean coils, int first, int count) && coils ->
            held(new Response.Read(function, bytes).bit(0));
        case Response.Read read -> BoardFrame.State.ofAll(bits(read));
        case Response.Wrote(int function, int address, int value) when value == 0 ->
            new BoardFrame.Dropped();
        case Response.Refused refused when opened == 0 && asked instanceof Request.WriteCoil ->
            new BoardFrame.Held(true, refused.words());
        // It obeyed the drop; what it does not tell is not held against it.
        case Response.Refused refused
            when asked instanceof Request.ReadBits(boolean coils, int first, int count) && coils ->
            new BoardFrame.Held(false, refused.words());
        case Response.Wrote wrote -> new BoardFrame.Opened(opened, "the board wrote the coil");
        case Response.Refused refused when opened > 0 ->
            new BoardFrame.NotOpened(opened, refused.words());
        case Response.Refused refused -> new BoardFrame.Foreign(refused.words());
      };
    }

    private static BoardFrame held(boolean held) {
      return new BoardFrame.Held(held, held ? "its coil is on" : "its coil is off");
    }

    private long bits(Response.Read read) {
      long bits = 0;
      for (int i = 0; i < config.common().channels(); i++) {
        if (read.bit(i)) bits |= 1L << i;
      }
      return bits;
    }
  }
}
