package org.shuyi.provisioning;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.shuyi.kiosk.centre.wire.StatusMessage;

/** A status as lines for a person. */
final class StatusText {
  private StatusText() {}

  static List<String> lines(StatusMessage status) {
    var lines = new ArrayList<String>();
    String why = status.reason().isEmpty() ? "" : ": " + status.reason();
    lines.add(status.serving() + why + (status.busy() ? ", somebody is there" : ""));
    if (!status.doors().isEmpty()) lines.add("doors    " + doors(status));
    List<String> ill = ill(status.devices());
    if (!ill.isEmpty()) lines.add("devices  " + String.join(", ", ill));
    if (status.suspects() > 0) lines.add("suspect  " + status.suspects() + " items");
    lines.add(
        "since the first start: %d visits, %d loans, %d returns; policy %d"
            .formatted(status.visits(), status.loans(), status.returns(), status.policyVersion()));
    return lines;
  }

  private static String doors(StatusMessage status) {
    return status.doors().entrySet().stream()
        .map(
            door -> {
              Long items = status.items().get(door.getKey());
              String count = items == null ? "" : " (" + items + ")";
              return door.getKey() + " " + door.getValue() + count;
            })
        .collect(Collectors.joining(", "));
  }

  private static List<String> ill(SortedMap<String, String> devices) {
    return devices.entrySet().stream()
        .filter(device -> !device.getValue().equals("ready"))
        .map(device -> device.getKey() + " " + device.getValue())
        .toList();
  }
}
