package org.shuyi.devices.lock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;

/** How one maker's board is asked and understood: all that differs between makers. */
public interface BoardWire {
  /** Every channel, as a mask. */
  long ALL = -1L;

  /**
   * A question for the state of some channels.
   *
   * @param channels bit 0 is channel 1; {@link #ALL} where one answer tells them all
   */
  record Question(Bytes frame, long channels) {}

  /** The questions that together ask for the state of every lock, in order; usually one. */
  List<Question> questions();

  /** The command that pulls one bolt; {@code channel} from 1. */
  Bytes open(int channel);

  /**
   * How long the answer to {@link #open} may take, if this board answers it at all; nothing else is
   * sent meanwhile.
   */
  Optional<Duration> openAnswerWithin();

  /**
   * Reads the front of what was received.
   *
   * @param opened the channel whose open awaits its answer, or 0 when a state is awaited
   */
  Parsed<BoardFrame> parse(Bytes received, int opened);
}
