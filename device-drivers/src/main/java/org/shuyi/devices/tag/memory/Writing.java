package org.shuyi.devices.tag.memory;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shuyi.devices.Bytes;

/** What became of elements that were to be laid out for a tag. */
public sealed interface Writing {
  /**
   * They fit.
   *
   * @param blocks the chain in whole blocks, from block 0
   * @param elements as they stand there, the content parameter included
   * @param lock the blocks to be locked after writing and reading back
   */
  record Written(TagSize size, Bytes blocks, List<Element> elements, SortedSet<Integer> lock)
      implements Writing {
    public Written {
      elements = List.copyOf(elements);
      lock = Collections.unmodifiableSortedSet(new TreeSet<>(lock));
    }

    /**
     * The whole user memory: what follows the chain is to be cleared, or old elements would be read
     * on.
     */
    public Bytes memory() {
      return blocks.plus(new int[size.bytes() - blocks.size()]);
    }

    /** One letter a block of the chain, {@code l} for those to be locked: {@code ll....lll}. */
    public String lockMap() {
      return IntStream.range(0, blocks.size() / size.blockSize())
          .mapToObj(block -> lock.contains(block) ? "l" : ".")
          .collect(Collectors.joining());
    }
  }

  /** They cannot be written, and nothing was laid out. */
  record Refused(String why) implements Writing {}
}
