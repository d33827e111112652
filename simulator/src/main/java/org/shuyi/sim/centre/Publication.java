package org.shuyi.sim.centre;

import java.time.Duration;
import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * A message that the centre wants published at QoS 1.
 *
 * @param expiry after which the broker need not deliver it any more
 */
public record Publication(
    String topic, Bytes payload, boolean retained, Optional<Duration> expiry) {
  static Publication once(String topic, byte[] payload) {
    return new Publication(topic, Bytes.copyOf(payload), false, Optional.empty());
  }

  static Publication within(Duration expiry, String topic, byte[] payload) {
    return new Publication(topic, Bytes.copyOf(payload), false, Optional.of(expiry));
  }

  static Publication kept(String topic, byte[] payload) {
    return new Publication(topic, Bytes.copyOf(payload), true, Optional.empty());
  }
}
