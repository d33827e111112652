package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.kiosk.config.SupplyConfig.AtBoard;
import org.shuyi.kiosk.config.SupplyConfig.AtPin;

/** Reads how the bolts of a lock board are fed: by one relay, which feeds no other board's. */
final class SupplyReader {
  static final String KEY = "supply";

  private static final String EXPECTED =
      "a table such as {pin: 7} or {device: relays, channel: 8}, or none";

  private final CabinetReader cabinet;
  private final Duration longest;

  /**
   * @param cabinet whose devices are all read, though not yet how they are fed
   * @param longest the longest time a bolt may be held
   */
  SupplyReader(CabinetReader cabinet, Duration longest) {
    this.cabinet = cabinet;
    this.longest = longest;
  }

  /** Empty where nothing is said of it, or it was complained of. */
  Optional<SupplyConfig> read(DeviceConfig board) {
    NodeSettings settings = board.settings();
    if (!settings.has(KEY)) return Optional.empty();
    if (settings.hasTable(KEY)) return settings.section(KEY).flatMap(at -> relay(board, at));
    Optional<Value> word = settings.written(KEY, EXPECTED);
    if (word.isPresent() && !word.get().text().equals("none"))
      settings.complain(word.get().isNot(EXPECTED));
    return word.map(none -> new SupplyConfig.None());
  }

  private Optional<SupplyConfig> relay(DeviceConfig board, NodeSettings at) {
    if (!at.has("pin")) return ofBoard(board, at);
    if (at.has("device"))
      at.complain(
          Complaint.clash(
              at.placeOf("device"), at.path("device"), "its relay is at a pin", "either of them"));
    OptionalInt pin = at.number("pin", 0, PinsReader.LAST_PIN);
    OptionalInt off =
        at.has("off") ? at.number("off", 0, PinsReader.LAST_PIN) : OptionalInt.empty();
    if (pin.isEmpty()) return Optional.empty();
    var place = new Value(board.name(), at.path("pin"), at.placeOf("pin"));
    return Optional.of(new AtPin(place, pin.getAsInt(), off, longest));
  }

  private Optional<SupplyConfig> ofBoard(DeviceConfig board, NodeSettings at) {
    Optional<CabinetReader.End> end =
        cabinet.end("the supply of " + board.name(), at, "lock", "channel");
    OptionalInt off = at.has("off") ? at.number("off", 1, 64) : OptionalInt.empty();
    DeviceConfig other = end.map(e -> cabinet.devices().get(e.device())).orElse(null);
    if (end.isEmpty() || other == null) return Optional.empty();
    var name = new Value(other.name(), at.path("device"), at.placeOf("device"));
    if (other.name().equals(board.name()))
      at.complain(name.isNot("another board: none feeds itself"));
    else if (other.settings().hasTable(KEY))
      at.complain(name.isNot("a board whose own bolts are fed by no relay"));
    return Optional.of(new AtBoard(name, other, end.get().number(), off, longest));
  }
}
