package org.shuyi.kiosk.hardware;

import java.util.OptionalInt;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.devices.tag.memory.AllianceTag;
import org.shuyi.devices.tag.memory.Contents;
import org.shuyi.devices.tag.memory.Empty;
import org.shuyi.devices.tag.memory.Gen2Contents;
import org.shuyi.devices.tag.memory.Iso28560Part2;
import org.shuyi.devices.tag.memory.Iso28560Part3;
import org.shuyi.devices.tag.memory.Iso28560Part4;
import org.shuyi.devices.tag.memory.Legacy3m;
import org.shuyi.devices.tag.memory.Marks;
import org.shuyi.devices.tag.memory.TagMemory;
import org.shuyi.devices.tag.memory.Unknown;
import org.shuyi.devices.tag.memory.Usage;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Reading;

/** What a tag's bytes mean to a library: an item, something foreign, or nothing read yet. */
final class TagReading {
  private static final int CIRCULATING = 0x10;
  private static final int PATRON_CARD = 8;

  /** A title on a tag is a hint for people; longer ones are cut for screens and records. */
  private static final int LONGEST_TITLE = 80;

  private TagReading() {}

  static Reading of(Seen seen, boolean legacy3m) {
    Content content =
        seen.epc()
            .map(bank -> content(TagMemory.decode(new Gen2Contents(bank, seen.memory()))))
            .or(() -> seen.memory().map(memory -> content(memory, seen, legacy3m)))
            .orElseGet(Content.Unread::new);
    return new Reading(seen.rounds(), content, isReadyToLeave(seen.afi()));
  }

  private static Content content(Bytes memory, Seen seen, boolean legacy3m) {
    var contents =
        new Contents(
            memory, seen.afi(), seen.dsfid(), Contents.of(memory).blockSize(), legacy3m, false);
    return content(TagMemory.decode(contents));
  }

  private static Content content(TagMemory tag) {
    int usage = tag.usage().map(Usage::code).orElse(CIRCULATING);
    if (usage >> 4 == PATRON_CARD) return new Content.Foreign("a patron's card");
    return switch (tag) {
      case Iso28560Part2 part2 -> book(part2, part2.title().orElse(""), usage, part2.intact());
      case Iso28560Part4 part4 -> book(part4, part4.title().orElse(""), usage, part4.intact());
      case AllianceTag alliance -> book(alliance, "", usage, alliance.intact());
      case Iso28560Part3 part3 -> book(part3, "", usage, !part3.doubtful());
      case Legacy3m legacy -> book(legacy, "", usage, legacy.intact());
      case Empty empty -> new Content.Foreign("a blank tag");
      case Unknown unknown -> new Content.Foreign(unknown.why());
    };
  }

  private static Content book(TagMemory tag, String title, int usage, boolean sure) {
    int letters = Math.min(LONGEST_TITLE, title.codePointCount(0, title.length()));
    String shortTitle = title.substring(0, title.offsetByCodePoints(0, letters));
    return tag.itemId()
        .<Content>map(
            id -> new Content.Book(new Item(id, tag.owner().orElse(""), shortTitle, usage), sure))
        .orElseGet(() -> new Content.Foreign("a tag without an item number"));
  }

  private static boolean isReadyToLeave(OptionalInt afi) {
    return afi.isEmpty() || afi.getAsInt() == Marks.ON_LOAN.afi();
  }
}
