package org.shuyi.kiosk.kernel.entrance;

import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Kiosk;

/** Whatever happens at the entrance, taken to whom it concerns. */
public final class Doorkeeping {
  private Doorkeeping() {}

  public static void on(EntranceEvent event, Draft draft) {
    switch (event) {
      case EntranceEvent.ContactChanged(EntranceContact contact, boolean active) ->
          Counting.changed(contact, active, draft);
      case EntranceEvent.ContactUnseen(EntranceContact contact) -> Counting.unseen(contact, draft);
    }
  }

  public static void restarted(Draft draft) {
    Counting.restarted(draft);
  }

  public static void timePassed(Draft draft) {
    Counting.timePassed(draft);
  }

  public static long wakeAt(Kiosk kiosk) {
    return LongStream.of(Counting.wakeAt(kiosk)).min().getAsLong();
  }

  /** What the centre and staff should know, in plain words. */
  public static Stream<String> troubles(Kiosk kiosk) {
    return Counting.troubles(kiosk);
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    Counting.report(kiosk, fittings);
  }
}
