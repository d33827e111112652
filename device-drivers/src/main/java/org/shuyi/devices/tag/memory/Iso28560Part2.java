package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Contents in ISO 28560-2, the rule in China: a chain of elements in the order in which the tag
 * holds them.
 *
 * @param elements all that were read, damaged ones included
 */
public record Iso28560Part2(List<Element> elements, List<Note> notes) implements TagMemory {
  public Iso28560Part2 {
    elements = List.copyOf(elements);
    notes = List.copyOf(notes);
  }

  /** The text of an element that is there and whole; of doubled ones the first. */
  public Optional<String> value(Oid oid) {
    return find(oid).filter(Element::whole).map(Element::text);
  }

  @Override
  public Optional<String> itemId() {
    return value(Oid.PRIMARY_ITEM_ID);
  }

  @Override
  public Optional<String> owner() {
    return value(Oid.OWNER);
  }

  @Override
  public Optional<Parts> parts() {
    return value(Oid.SET_INFORMATION).flatMap(Parts::ofDigits);
  }

  @Override
  public Optional<Usage> usage() {
    return value(Oid.TYPE_OF_USAGE).map(hex -> new Usage(Integer.parseInt(hex, 16)));
  }

  public Optional<String> title() {
    return value(Oid.TITLE);
  }

  /**
   * The content parameter against the elements that are there; the only check that the model has.
   */
  public Optional<Check> contentCheck() {
    return find(Oid.CONTENT_PARAMETER)
        .map(
            element ->
                new Check("content parameter", element.text(), ContentParameter.text(present())));
  }

  static Iso28560Part2 of(Chain.Reading reading) {
    var plain = new Iso28560Part2(reading.elements(), reading.notes());
    boolean complete = reading.brokenAt() < 0;
    var wrong = plain.contentCheck().filter(check -> complete && !check.ok());
    return wrong.map(plain::withStaleContentParameter).orElse(plain);
  }

  private Iso28560Part2 withStaleContentParameter(Check check) {
    int offset = find(Oid.CONTENT_PARAMETER).orElseThrow().offset();
    var more = new ArrayList<>(notes);
    more.add(
        Note.remark(
            offset, "content parameter for OIDs " + check.found(), "OIDs " + check.expected()));
    return new Iso28560Part2(elements, more);
  }

  private Optional<Element> find(Oid oid) {
    for (Element element : elements) {
      if (element.oid() == oid.number()) return Optional.of(element);
    }
    return Optional.empty();
  }

  private SortedSet<Integer> present() {
    var oids = new TreeSet<Integer>();
    for (Element element : elements) oids.add(element.oid());
    return ContentParameter.named(oids);
  }
}
