package org.shuyi.sim.crash;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * Everything of a station that is saved, as one hash; maps of a station are sorted, so it is always
 * the same. Parts that were seen before are known by what they are equal to: a run has few.
 */
final class Prints {
  private final Map<Object, String> known = new HashMap<>();

  Octets of(Kiosk kiosk) {
    List<Object> parts =
        List.of(
            kiosk.station(),
            kiosk.visits(),
            kiosk.shelf(),
            kiosk.custody(),
            kiosk.known(),
            kiosk.policy(),
            kiosk.commands(),
            kiosk.figures(),
            kiosk.fittings().kept());
    return hash(
        parts.stream()
            .map(part -> known.computeIfAbsent(part, one -> hash(one.toString()).hex()))
            .collect(Collectors.joining("\n")));
  }

  private static Octets hash(String text) {
    return Chain.START.then(text.getBytes(StandardCharsets.UTF_8)).hash();
  }
}
