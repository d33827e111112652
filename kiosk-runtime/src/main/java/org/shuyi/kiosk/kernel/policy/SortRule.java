package org.shuyi.kiosk.kernel.policy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.kiosk.kernel.Item;

/**
 * One line of the rule by which returned items are sorted; the first line that fits decides.
 *
 * @param prefix the beginning of the item's number, or empty for any
 * @param usage the type of usage on the tag, 0 to 255, or -1 for any
 * @param owner the owner's ISIL, or empty for any
 * @param bin from 1
 */
public record SortRule(String prefix, int usage, String owner, int bin) {
  public static final int ANY_USAGE = -1;

  /** A library has some dozens of branches and kinds of stock. */
  public static final int MOST = 500;

  boolean fits(Item item) {
    return item.barcode().startsWith(prefix)
        && (usage == ANY_USAGE || usage == item.usage())
        && (owner.isEmpty() || owner.equals(item.owner()));
  }

  /** The bin of the first line that fits. */
  public static OptionalInt bin(List<SortRule> rules, Item item) {
    Optional<SortRule> first = rules.stream().filter(rule -> rule.fits(item)).findFirst();
    return first.map(rule -> OptionalInt.of(rule.bin())).orElseGet(OptionalInt::empty);
  }
}
