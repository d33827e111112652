package org.shuyi.kiosk.kernel.intake;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.policy.SortRule;

/**
 * Into which bin: by the centre's word, else by its rule as last heard, else by that of the
 * configuration; what none has a place for, and what a bin has no room for, is an exception.
 */
final class Choosing {
  private Choosing() {}

  /**
   * @param by as {@code SortMeant} says it
   */
  record Choice(int bin, String by) {}

  static Optional<Choice> byCentre(int bin, IntakePlan plan, Kiosk kiosk) {
    return withRoom(new Choice(bin, "centre"), plan, kiosk);
  }

  static Optional<Choice> byRule(Item item, IntakePlan plan, Kiosk kiosk) {
    List<SortRule> told = kiosk.policy().sorting();
    OptionalInt bin = SortRule.bin(told.isEmpty() ? plan.rules() : told, item);
    return bin.isPresent()
        ? withRoom(new Choice(bin.getAsInt(), "rule"), plan, kiosk)
        : withRoom(new Choice(plan.exception(), "exception"), plan, kiosk);
  }

  static Optional<Choice> aside(String by, IntakePlan plan, Kiosk kiosk) {
    return withRoom(new Choice(plan.exception(), by), plan, kiosk);
  }

  private static Optional<Choice> withRoom(Choice choice, IntakePlan plan, Kiosk kiosk) {
    Optional<IntakeScene> scene = SlotHealth.scene(kiosk);
    if (scene.isEmpty()) return Optional.empty();
    if (plan.bins().containsKey(choice.bin()) && scene.get().takes(choice.bin())) {
      return Optional.of(choice);
    }
    return scene.get().takes(plan.exception())
        ? Optional.of(new Choice(plan.exception(), "no-room"))
        : Optional.empty();
  }
}
