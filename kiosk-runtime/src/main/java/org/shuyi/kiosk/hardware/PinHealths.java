package org.shuyi.kiosk.hardware;

import java.util.TreeMap;
import java.util.function.Consumer;
import org.shuyi.devices.Health;

/**
 * How the things at the pins are, each by itself: what is wrong with one hides nothing of another,
 * and is not hidden by it. The board as a whole is lost only where its own edge says so.
 */
final class PinHealths {
  private final Consumer<Health> healths;

  /** By what it is, such as {@code the fan}. */
  private final TreeMap<String, String> troubles = new TreeMap<>();

  PinHealths(Consumer<Health> healths) {
    this.healths = healths;
  }

  /** An input is seen. */
  synchronized void well(String what) {
    troubles.remove(what);
    tell();
  }

  /** An output did as it was told, which is news only where it had not. */
  synchronized void obeyed(String what) {
    if (troubles.remove(what) != null) tell();
  }

  synchronized void unseen(String what) {
    failed(what, what + " is not seen");
  }

  /**
   * @param trouble in plain words
   */
  synchronized void failed(String what, String trouble) {
    troubles.put(what, trouble);
    tell();
  }

  private void tell() {
    healths.accept(
        troubles.isEmpty()
            ? new Health.Ready()
            : new Health.Degraded(String.join("; ", troubles.values())));
  }
}
