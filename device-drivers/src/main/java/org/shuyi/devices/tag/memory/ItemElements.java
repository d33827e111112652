package org.shuyi.devices.tag.memory;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The elements that an item's tag is to carry in ISO 28560-2.
 *
 * @param values a text for each element; two hex digits for OID 5, 19 and 20; the content parameter
 *     is not given, it follows from the others
 * @param locked elements whose blocks shall be locked after writing; none in most Chinese libraries
 */
public record ItemElements(SortedMap<Oid, String> values, SortedSet<Oid> locked) {
  public ItemElements {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    locked = Collections.unmodifiableSortedSet(new TreeSet<>(locked));
  }

  public static ItemElements of(String primaryItemId) {
    return new ItemElements(new TreeMap<>(), new TreeSet<>())
        .with(Oid.PRIMARY_ITEM_ID, primaryItemId);
  }

  public ItemElements with(Oid oid, String text) {
    var more = new TreeMap<>(values);
    more.put(oid, text);
    return new ItemElements(more, locked);
  }

  public ItemElements with(Parts parts) {
    return with(Oid.SET_INFORMATION, parts.digits());
  }

  public ItemElements with(Usage usage) {
    return with(Oid.TYPE_OF_USAGE, Hex.of(usage.code()));
  }

  public ItemElements lock(Oid oid) {
    var more = new TreeSet<>(locked);
    more.add(oid);
    return new ItemElements(values, more);
  }

  /** Lays the elements out for a tag, each in its shortest form, or says why that cannot be. */
  public Writing write(TagSize size) {
    return refusal().<Writing>map(Writing.Refused::new).orElseGet(() -> Layout.of(this, size));
  }

  private Optional<String> refusal() {
    if (!values.containsKey(Oid.PRIMARY_ITEM_ID))
      return Optional.of("OID 1 (primary item id) is missing");
    var absent = locked.stream().filter(oid -> !values.containsKey(oid)).findFirst();
    if (absent.isPresent()) {
      return absent.map(oid -> Oid.named(oid.number()) + " is to be locked, but is not given");
    }
    return values.entrySet().stream()
        .flatMap(entry -> ElementText.refusal(entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }
}
