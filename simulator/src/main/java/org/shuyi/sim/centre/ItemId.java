package org.shuyi.sim.centre;

/**
 * An item in the union catalogue.
 *
 * @param owner the owning library's ISIL, or empty where the tag is silent
 * @param barcode the primary item identifier, unique for its owner
 */
public record ItemId(String owner, String barcode) implements Comparable<ItemId> {
  @Override
  public int compareTo(ItemId other) {
    int first = barcode.compareTo(other.barcode);
    return first != 0 ? first : owner.compareTo(other.owner);
  }

  @Override
  public String toString() {
    return owner.isEmpty() ? barcode : barcode + " of " + owner;
  }
}
