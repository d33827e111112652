package org.shuyi.kiosk.host;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Status;

/**
 * What a station shows and says while nothing can be made durable, so that the kernel may not be
 * asked: nobody is served, and whoever looks is told.
 */
public final class OutOfOrder {
  /** The disk among the devices, as status and pages name it. */
  public static final String JOURNAL = "journal";

  private OutOfOrder() {}

  public static Screen screen(String language) {
    return screen(language, "out-of-service.hint");
  }

  /** What is shown while the program waits for the mains. */
  public static Screen dark(String language) {
    return screen(language, "out-of-service.power");
  }

  private static Screen screen(String language, String hint) {
    return new Screen(
        "out-of-service",
        language,
        Screen.Phrase.of("out-of-service.title"),
        Screen.Phrase.of(hint),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty());
  }

  /** The status that was last true, but for what is wrong now. */
  public static Status status(Optional<Status> last, String why) {
    Status before =
        last.orElseGet(
            () ->
                new Status(
                    0,
                    "",
                    "",
                    false,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    0,
                    0,
                    new TreeMap<>(),
                    0,
                    0,
                    0));
    var devices = new TreeMap<>(before.devices());
    devices.put(JOURNAL, "lost: " + why);
    return new Status(
        before.boot(),
        "out-of-service",
        why,
        before.busy(),
        before.doors(),
        before.items(),
        devices,
        before.fittings(),
        before.suspects(),
        before.policyVersion(),
        before.sequences(),
        before.visits(),
        before.loans(),
        before.returns());
  }
}
