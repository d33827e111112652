package org.shuyi.kiosk.kernel.entrance;

import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PatronToken;

/** Whatever happens at the entrance, taken to whom it concerns. */
public final class Doorkeeping {
  private Doorkeeping() {}

  public static void on(EntranceEvent event, Draft draft) {
    switch (event) {
      case EntranceEvent.ContactChanged(EntranceContact contact, boolean active) -> {
        if (Ringing.isGate(contact)) Ringing.changed(contact, active, draft);
        else if (Freeing.isExit(contact)) Freeing.changed(contact, active, draft);
        else Counting.changed(contact, active, draft);
      }
      case EntranceEvent.ContactUnseen(EntranceContact contact) -> {
        if (Ringing.isGate(contact)) Ringing.unseen(contact, draft);
        else if (Freeing.isExit(contact)) Freeing.unseen(contact, draft);
        else Counting.unseen(contact, draft);
      }
      case EntranceEvent.CardHeld(PatronToken patron, Optional<PatronToken> older) ->
          Entering.tapped(patron, older, draft);
      case EntranceEvent.CardUseless useless -> Entering.unusable(draft);
      case EntranceEvent.Opened opened -> Entering.opened(opened, draft);
    }
  }

  public static void restarted(Draft draft) {
    Counting.restarted(draft);
    Entering.restarted(draft);
  }

  public static void timePassed(Draft draft) {
    Counting.timePassed(draft);
    Entering.timePassed(draft);
    Ringing.timePassed(draft);
    Freeing.timePassed(draft);
  }

  public static long wakeAt(Kiosk kiosk) {
    return LongStream.of(
            Counting.wakeAt(kiosk),
            Entering.wakeAt(kiosk),
            Ringing.wakeAt(kiosk),
            Freeing.wakeAt(kiosk))
        .min()
        .getAsLong();
  }

  /** What the centre and staff should know, in plain words. */
  public static Stream<String> troubles(Kiosk kiosk) {
    return Stream.of(
            Freeing.troubles(kiosk),
            Counting.troubles(kiosk),
            Entering.troubles(kiosk),
            Ringing.troubles(kiosk))
        .flatMap(one -> one);
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    Counting.report(kiosk, fittings);
    Entering.report(kiosk, fittings);
    Freeing.report(kiosk, fittings);
  }
}
