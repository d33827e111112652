package org.shuyi.devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ways in which a wire hands over a run of bytes, and the ways in which it spoils them. */
public final class Chunks {
  private Chunks() {}

  /** Whole, byte by byte, and cut once at every place. */
  public static Stream<List<Bytes>> of(Bytes bytes) {
    var single = IntStream.range(0, bytes.size()).mapToObj(i -> bytes.slice(i, i + 1)).toList();
    var cut =
        IntStream.range(1, bytes.size()).mapToObj(i -> List.of(bytes.slice(0, i), bytes.from(i)));
    return Stream.concat(Stream.of(List.of(bytes), single), cut);
  }

  /** The same bytes with a few of them changed, lost or doubled, or others altogether. */
  public static Bytes spoiled(Bytes bytes, Random random) {
    var out = new ArrayList<Integer>();
    for (int i = 0; i < bytes.size(); i++) {
      switch (random.nextInt(12)) {
        case 0 -> out.add(random.nextInt(256));
        case 1 -> {}
        case 2 -> {
          out.add(bytes.at(i));
          out.add(bytes.at(i));
        }
        case 3 -> out.add(bytes.at(i) ^ 1 << random.nextInt(8));
        default -> out.add(bytes.at(i));
      }
    }
    return Bytes.of(out.stream().mapToInt(Integer::intValue).toArray());
  }
}
