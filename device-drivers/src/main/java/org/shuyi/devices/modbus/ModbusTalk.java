package org.shuyi.devices.modbus;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.modbus.Framing.Answered;

/**
 * One question at a time to one device: what it answers, what is somebody else's, what came too
 * late, and what the adapter only gave back.
 */
final class ModbusTalk {
  /** Rest after an answer, so that a half-duplex line can turn round. */
  private static final long GAP_MILLIS = 5;

  /** An echo comes with the frame's own bytes; later than this it is something else. */
  private static final long ECHO_MILLIS = 100;

  private final ModbusAddress address;
  private final long answerWithinMillis;
  private final Tally tally;
  private @Nullable Request asked;
  private Bytes sent = Bytes.EMPTY;
  private Bytes received = Bytes.EMPTY;
  private int transaction;
  private long askedAt;
  private long restUntil;

  /** Whether the adapter gave our last question for values back. */
  private boolean echoes;

  ModbusTalk(ModbusAddress address, Duration answerWithin, Tally tally) {
    this.address = address;
    this.answerWithinMillis = answerWithin.toMillis();
    this.tally = tally;
  }

  /** The line is new: nothing is awaited. */
  void reset(long now) {
    asked = null;
    sent = Bytes.EMPTY;
    received = Bytes.EMPTY;
    restUntil = now;
  }

  /** Whether nothing is awaited, so that something urgent may be asked. */
  boolean idle() {
    return asked == null;
  }

  /** Whether anything may be asked. */
  boolean free(long now) {
    return asked == null && now >= restUntil;
  }

  /** The frame of a question; what came before it cannot be its answer. */
  Bytes ask(Request request, long now) {
    drop(received.size());
    if (!writesOne(request)) echoes = false;
    asked = request;
    askedAt = now;
    transaction = (transaction + 1) & 0xFFFF;
    sent = address.framing().frame(transaction, address.unit(), request);
    return sent;
  }

  /** Hears bytes; an answer to the question ends it. */
  Optional<Response> hear(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty() && !mayBecomeEcho(now)) {
      if (isEcho(now)) {
        tally.count("echoes");
        echoes = true;
        received = received.from(sent.size());
        sent = Bytes.EMPTY;
        continue;
      }
      switch (address.framing().parse(received, asked == null ? 0 : asked.answerBytes())) {
        case Parsed.Frame<Answered>(Answered answered, int size) -> {
          received = received.from(size);
          Request question = asked;
          if (question != null && isOurs(answered, question)) {
            asked = null;
            restUntil = now + GAP_MILLIS;
            return Optional.of(answered.response());
          }
          tally.count("foreign");
        }
        case Parsed.Noise<Answered>(int size, String why) -> drop(size);
        case Parsed.More<Answered>() -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private boolean isOurs(Answered answered, Request question) {
    return answered.unit() == address.unit()
        && (!address.framing().numbers() || answered.transaction() == transaction)
        && question.isAnsweredBy(answered.response());
  }

  private boolean mayBecomeEcho(long now) {
    int size = received.size();
    return size < sent.size()
        && now <= askedAt + ECHO_MILLIS
        && received.equals(sent.slice(0, size));
  }

  /** A single write is answered by its own bytes: what the last question showed decides. */
  private boolean isEcho(long now) {
    if (sent.isEmpty() || now > askedAt + ECHO_MILLIS || received.size() < sent.size())
      return false;
    if (asked != null && writesOne(asked) && !echoes) return false;
    return received.slice(0, sent.size()).equals(sent);
  }

  private static boolean writesOne(Request request) {
    return request instanceof Request.WriteCoil || request instanceof Request.WriteWord;
  }

  /** Whether the answer is overdue; the question is then given up. */
  boolean overdue(long now) {
    if (asked == null || now < askedAt + answerWithinMillis) return false;
    tally.count("timeouts");
    asked = null;
    restUntil = now + GAP_MILLIS;
    return true;
  }

  /** When the wait or the rest ends; {@link Driver#NEVER} is for whoever asks to say. */
  long wakeAt() {
    return asked == null ? restUntil : askedAt + answerWithinMillis;
  }

  private void drop(int size) {
    tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
