package org.shuyi.sim.world;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The world at one moment, for a page that draws it.
 *
 * @param hands who holds what, in the order in which the books came into the world
 */
public record Scene(
    long atMillis,
    List<DoorView> doors,
    List<ShelfView> shelves,
    Map<Person, List<Book>> hands,
    @Nullable Card card,
    boolean mains,
    boolean network,
    boolean panelOpen,
    boolean fire,
    List<String> unplugged) {

  /**
   * A door: whether it stands open, would open at its handle, or cannot because its bolt is jammed,
   * and whether the lamp over it is lit.
   */
  public record DoorView(int number, boolean open, boolean released, boolean jammed, boolean lit) {}

  /** A shelf and what lies on it. */
  public record ShelfView(Shelf shelf, List<Book> books) {}
}
