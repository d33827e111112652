package org.shuyi.kiosk.kernel.entrance;

import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceFact;

/**
 * Contacts that cannot be believed. Each is recorded once, until it can be again: a wire that is
 * cut is heard anew at each start, and is no news then.
 */
final class Believing {
  static final String STUCK = "stuck";
  static final String SILENT = "silent";
  static final String UNSEEN = "unseen";

  private Believing() {}

  /** Why it was told that this contact cannot be believed; empty where that was never told. */
  static String told(EntranceContact contact, Draft draft) {
    return entrance(draft).doubted().getOrDefault(contact.word(), "");
  }

  /** Its wire was cut before this life of the program, and it has not been whole since. */
  static boolean isStillCut(EntranceContact contact, Draft draft) {
    return told(contact, draft).equals(STUCK) && !contacts(draft).isActive(contact);
  }

  /** It is open as it was before the program started: nothing happened there. */
  static void isStillOpen(EntranceContact contact, Draft draft) {
    contacts(contacts(draft).activeSince(contact, draft.ticks()).failing(contact, STUCK), draft);
  }

  /** Answers whether that is news. */
  static boolean fail(EntranceContact contact, String why, Draft draft) {
    contacts(contacts(draft).failing(contact, why), draft);
    return tell(contact, why, draft);
  }

  /** The same of what no level says, but what passed. */
  static boolean tell(EntranceContact contact, String why, Draft draft) {
    if (!told(contact, draft).isEmpty()) return false;
    become(entrance(draft).doubting(contact.word(), why), draft);
    draft.record(new EntranceFact.CounterFailed(contact.word(), why));
    return true;
  }

  /** Answers whether that is news. */
  static boolean well(EntranceContact contact, Draft draft) {
    contacts(contacts(draft).well(contact), draft);
    if (told(contact, draft).isEmpty()) return false;
    become(entrance(draft).believing(contact.word()), draft);
    draft.record(new EntranceFact.CounterWell(contact.word()));
    return true;
  }

  private static Contacts contacts(Draft draft) {
    return draft.kiosk().devices().contacts();
  }

  private static void contacts(Contacts next, Draft draft) {
    draft.devices(draft.kiosk().devices().seeing(next));
  }

  private static Entrance entrance(Draft draft) {
    return draft.kiosk().fittings().entrance();
  }

  private static void become(Entrance next, Draft draft) {
    draft.fittings(draft.kiosk().fittings().with(next));
  }
}
