package org.shuyi.devices.tag.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;

/**
 * An extension block of 28560-3, after the basic block.
 *
 * @param offset of its first byte, counted in reading order
 * @param id 1 library, 2 acquisition, 3 library supplement, 4 title, 5 ILL
 * @param payload the bytes after its head of four
 * @param whole whether the xor of the whole block is 0
 */
public record Extension(int offset, int id, Bytes payload, boolean whole) {
  private static final int LIBRARY = 1;

  /** The block's name in words. */
  public String name() {
    return switch (id) {
      case LIBRARY -> "library";
      case 2 -> "acquisition";
      case 3 -> "library supplement";
      case 4 -> "title";
      case 5 -> "inter-library loan";
      default -> "not known";
    };
  }

  /**
   * In a library block, for sorters: 0 undefined, 1 book, 2 CD or DVD, 3 tape, 4 other, 5 with
   * care, 6 very small.
   */
  public OptionalInt mediaFormat() {
    return id == LIBRARY && !payload.isEmpty()
        ? OptionalInt.of(payload.at(0))
        : OptionalInt.empty();
  }

  /**
   * The texts of the block, which are separated by 00; empty ones keep their place, those at the
   * end do not.
   */
  public List<String> fields() {
    var fields = new ArrayList<String>();
    int start = mediaFormat().isPresent() ? 1 : 0;
    for (int i = start; i <= payload.size(); i++) {
      if (i == payload.size() || payload.at(i) == 0) {
        fields.add(Utf8.decode(payload.slice(start, i)).text());
        start = i + 1;
      }
    }
    while (!fields.isEmpty() && fields.getLast().isEmpty()) fields.removeLast();
    return fields;
  }
}
