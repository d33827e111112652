package org.shuyi.sim.scenario;

import java.time.Duration;
import java.util.List;
import org.shuyi.sim.scenario.Company.Actor;
import org.shuyi.sim.world.Book;

/** What stands in the slots of a sentence, in their order. */
record Words(Company company, List<String> filled) {
  String text(int slot) {
    return filled.get(slot);
  }

  int number(int slot) {
    return Integer.parseInt(filled.get(slot));
  }

  Actor actor(int slot) {
    return company.actor(filled.get(slot));
  }

  Book book(int slot) {
    return company.book(filled.get(slot)).orElseThrow();
  }

  Duration time(int slot) {
    var parts = filled.get(slot).split(" ", 2);
    long number = Long.parseLong(parts[0]);
    return switch (parts[1]) {
      case "ms" -> Duration.ofMillis(number);
      case "min" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  int times(int slot) {
    return switch (filled.get(slot)) {
      case "never" -> 0;
      case "once" -> 1;
      case "twice" -> 2;
      default -> Integer.parseInt(filled.get(slot).split(" ", 2)[0]);
    };
  }
}
