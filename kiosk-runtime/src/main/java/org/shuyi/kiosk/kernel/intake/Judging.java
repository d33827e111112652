package org.shuyi.kiosk.kernel.intake;

import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.intake.Choosing.Choice;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;

/** What was read in the tunnel: an item for a bin, or something that goes back. */
final class Judging {
  private Judging() {}

  /** Exactly one tag, whose content was read more than once, is an item; all else goes back. */
  static void judge(SortedMap<TagId, Reading> tags, Opener opener, Draft draft) {
    if (tags.size() != 1) {
      Conveying.handBack(opener, tags.isEmpty() ? "no-tag" : "two-tags", draft);
      return;
    }
    TagId tag = tags.firstKey();
    Reading reading = Objects.requireNonNull(tags.get(tag), tag.hex());
    switch (reading.content()) {
      case Content.Book(Item item, boolean sure) when sure && reading.rounds() > 1 ->
          ask(opener, tag, item, draft);
      case Content.Book unsure -> Conveying.handBack(opener, "unreadable", draft);
      case Content.Unread unread -> Conveying.handBack(opener, "unreadable", draft);
      case Content.Foreign foreign -> Conveying.handBack(opener, Deciding.FOREIGN, draft);
    }
  }

  private static void ask(Opener opener, TagId tag, Item item, Draft draft) {
    if (Securing.asksSystem(draft)) {
      Securing.ask(opener, tag, item, draft);
      return;
    }
    boolean online = draft.kiosk().devices().online();
    Intake intake = online ? draft.intake().asking() : draft.intake();
    var patience = draft.plan().askPatience();
    long until = draft.ticks() + patience.toMillis();
    var asking = new Stage.Asking(opener, tag, item, intake.asks(), until);
    draft.intake(intake.in(asking));
    if (online) draft.want(new Effect.AskItem(intake.asks(), item, patience));
    else sortByRule(asking, draft);
  }

  static void sortByRule(Stage.Asking asking, Draft draft) {
    sort(asking, Choosing.byRule(asking.item(), Intaking.plan(draft), draft.kiosk()), draft);
  }

  /** Not among the others, whatever the rule says. */
  static void sortAside(Stage.Asking asking, String by, Draft draft) {
    sort(asking, Choosing.aside(by, Intaking.plan(draft), draft.kiosk()), draft);
  }

  /** Nobody has said anything in time. */
  static void unheard(Stage.Asking asking, Draft draft) {
    if (Securing.asksSystem(draft)) Securing.unasked(asking, draft);
    else sortByRule(asking, draft);
  }

  private static void sort(Stage.Asking asking, Optional<Choice> choice, Draft draft) {
    if (choice.isEmpty()) {
      Conveying.handBack(asking.opener(), "no-room", draft);
      return;
    }
    Conveying.sort(
        new Held(
            asking.opener(),
            asking.tag(),
            asking.item(),
            choice.get().bin(),
            choice.get().by(),
            Held.countsOf(SlotHealth.scene(draft.kiosk()))),
        draft);
  }

  /** The centre's word on an item; one that nobody waits for any more is not obeyed. */
  static void answered(long ask, ItemVerdict verdict, Draft draft) {
    if (Securing.asksSystem(draft)) return;
    if (!(draft.intake().stage() instanceof Stage.Asking asking) || asking.ask() != ask) return;
    switch (verdict) {
      case ItemVerdict.IntoBin(int bin) ->
          sort(asking, Choosing.byCentre(bin, Intaking.plan(draft), draft.kiosk()), draft);
      case ItemVerdict.ByRule byRule -> sortByRule(asking, draft);
      case ItemVerdict.NotTaken(String why) ->
          Conveying.handBack(asking.opener(), "not-ours", draft);
    }
  }
}
