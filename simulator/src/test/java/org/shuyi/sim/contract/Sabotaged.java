package org.shuyi.sim.contract;

import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;

/** A good driver with a planted bug between it and the station. */
record Sabotaged<C, N>(
    Driver<C, N> good, UnaryOperator<List<Bytes>> wire, UnaryOperator<List<N>> says)
    implements Driver<C, N> {

  /** A driver that writes other frames than it should. */
  static <C, N> Driver<C, N> writing(Driver<C, N> good, UnaryOperator<List<Bytes>> wire) {
    return new Sabotaged<>(good, wire, said -> said);
  }

  /** A driver that tells other things than it should. */
  static <C, N> Driver<C, N> telling(Driver<C, N> good, UnaryOperator<List<N>> says) {
    return new Sabotaged<>(good, written -> written, says);
  }

  @Override
  public Answer<N> on(Told<C> told, long nowMillis) {
    var answer = good.on(told, nowMillis);
    return new Answer<>(wire.apply(answer.write()), says.apply(answer.notices()), answer.anew());
  }

  @Override
  public long wakeAt() {
    return good.wakeAt();
  }

  @Override
  public Health health() {
    return good.health();
  }

  @Override
  public SortedMap<String, Long> counters() {
    return good.counters();
  }
}
