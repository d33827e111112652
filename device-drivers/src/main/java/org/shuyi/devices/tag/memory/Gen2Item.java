package org.shuyi.devices.tag.memory;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.Bytes;

/**
 * What an item's UHF tag is to carry by ISO/TS 28560-4.
 *
 * @param afi in the PC word
 * @param uii the unique item identifier: the item id, with the owner and a dot before it if wanted
 * @param values further elements for the user bank; the item id and the content parameter are not
 *     given
 */
public record Gen2Item(Afi afi, String uii, SortedMap<Oid, String> values) {
  private static final int LONGEST_EPC = 62;

  public Gen2Item {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Why it cannot be written; empty if it can. */
  public Optional<String> refusal() {
    if (uii.isEmpty()) return Optional.of("the UII is empty");
    var foreign = Urn40.foreign(uii);
    if (foreign.isPresent()) return Optional.of("the UII holds " + foreign.get());
    int size = Urn40.encode(uii).size();
    if (size > LONGEST_EPC) {
      return Optional.of(
          "the UII takes %d bytes, expected at most %d".formatted(size, LONGEST_EPC));
    }
    if (values.containsKey(Oid.PRIMARY_ITEM_ID)) {
      return Optional.of("the item id stands in the UII and not in the user bank");
    }
    return values.entrySet().stream()
        .flatMap(entry -> ElementText.refusal(entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }

  /** The PC word and the EPC; only where there is no {@link #refusal}. */
  public Bytes bank() {
    var epc = filled(Urn40.encode(uii));
    return PcWord.iso(epc.size(), !values.isEmpty(), afi.code()).bytes().plus(epc);
  }

  /** The user bank in whole words: DSFID, content parameter, elements; empty without any. */
  public Bytes user() {
    if (values.isEmpty()) return Bytes.EMPTY;
    return filled(Bytes.of(Dsfid.ISO_28560_2.code()).plus(Layout.unlocked(values)));
  }

  private static Bytes filled(Bytes bytes) {
    return bytes.size() % 2 == 0 ? bytes : bytes.plus(0);
  }
}
