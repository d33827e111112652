package org.shuyi.kiosk.ui;

import org.shuyi.kiosk.kernel.Status;

/** A status as Prometheus reads it (text exposition format 0.0.4). */
final class Metrics {
  private Metrics() {}

  static String text(Status status) {
    var text = new StringBuilder();
    one(text, "shuyi_in_service", "gauge", status.serving().equals("in-service") ? 1 : 0);
    one(text, "shuyi_busy", "gauge", status.busy() ? 1 : 0);
    one(text, "shuyi_suspects", "gauge", status.suspects());
    one(text, "shuyi_policy_version", "gauge", status.policyVersion());
    one(text, "shuyi_boots_total", "counter", status.boot());
    one(text, "shuyi_visits_total", "counter", status.visits());
    one(text, "shuyi_loans_total", "counter", status.loans());
    one(text, "shuyi_returns_total", "counter", status.returns());
    type(text, "shuyi_door_items", "gauge");
    status.items().forEach((door, n) -> labelled(text, "shuyi_door_items", "door", door, n));
    type(text, "shuyi_door_shut", "gauge");
    status
        .doors()
        .forEach(
            (d, is) -> labelled(text, "shuyi_door_shut", "door", d, is.endsWith("shut") ? 1 : 0));
    type(text, "shuyi_device_ready", "gauge");
    status
        .devices()
        .forEach(
            (d, is) ->
                labelled(text, "shuyi_device_ready", "device", d, is.equals("ready") ? 1 : 0));
    return text.toString();
  }

  private static void one(StringBuilder text, String name, String type, long value) {
    type(text, name, type);
    text.append(name).append(' ').append(value).append('\n');
  }

  private static void type(StringBuilder text, String name, String type) {
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void labelled(
      StringBuilder text, String name, String label, String of, long value) {
    String escaped = of.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    text.append(name).append('{').append(label).append("=\"").append(escaped).append("\"} ");
    text.append(value).append('\n');
  }
}
