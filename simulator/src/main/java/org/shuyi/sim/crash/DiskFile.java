package org.shuyi.sim.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One file on a {@link Disk}: what is durable of it, and what was done to it since. */
final class DiskFile {
  /** A disk writes these whole or not at all. */
  static final int SECTOR = 512;

  private final List<Op.Change> pending = new ArrayList<>();
  private Image durable;

  DiskFile(Image durable) {
    this.durable = durable;
  }

  void change(Op.Change change) {
    pending.add(change);
  }

  void flush() {
    durable = after(Fate.EVERYTHING);
    pending.clear();
  }

  Image durable() {
    return durable;
  }

  /** How many parts may survive or not. */
  int pieces() {
    return pending.stream().mapToInt(DiskFile::pieces).sum();
  }

  private static int pieces(Op.Change change) {
    return switch (change) {
      case Op.Wrote wrote ->
          wrote.image().length() == 0
              ? 0
              : (wrote.end() - 1) / SECTOR - wrote.offset() / SECTOR + 1;
      case Op.Resized resized -> 1;
    };
  }

  /** The file as a power cut now may leave it. */
  Image after(Fate fate) {
    if (pending.isEmpty()) return durable;
    var survive = new boolean[pieces()];
    return switch (fate) {
      case Fate.All(boolean survives) -> {
        if (!survives) yield durable;
        Arrays.fill(survive, true);
        yield new Rest(Image.ZEROS).of(survive).image();
      }
      case Fate.Chance chance -> {
        int length = chance.length(lengths());
        Rest rest = new Rest(chance.leftovers()).of(chance.survivors(survive.length));
        if (length >= 0) rest.resize(length);
        yield rest.image();
      }
    };
  }

  /** Every length that the file had since it was flushed, in order. */
  private int[] lengths() {
    var lengths = new int[pending.size() + 1];
    lengths[0] = durable.length();
    for (int i = 0; i < pending.size(); i++) {
      lengths[i + 1] =
          switch (pending.get(i)) {
            case Op.Wrote wrote -> Math.max(lengths[i], wrote.end());
            case Op.Resized(int file, int length) -> length;
          };
    }
    return lengths;
  }

  /** What is left of the file, piece by piece. */
  private final class Rest {
    private final Image leftovers;
    private final byte[] bytes;
    private int length;

    Rest(Image leftovers) {
      this.leftovers = leftovers;
      bytes = durable.copy(Arrays.stream(lengths()).max().orElse(0));
      length = durable.length();
    }

    /** Takes over the pieces that survive. */
    Rest of(boolean[] survive) {
      int piece = 0;
      for (Op.Change change : pending) {
        switch (change) {
          case Op.Wrote wrote -> {
            for (int from = wrote.offset(); from < wrote.end(); piece++) {
              int to = Math.min(wrote.end(), (from / SECTOR + 1) * SECTOR);
              if (survive[piece]) write(wrote, from, to);
              from = to;
            }
          }
          case Op.Resized(int file, int to) -> {
            if (survive[piece++]) resize(to);
          }
        }
      }
      return this;
    }

    private void write(Op.Wrote wrote, int from, int to) {
      if (from > length) resize(from);
      wrote.image().write(from - wrote.offset(), to - wrote.offset(), bytes, from);
      length = Math.max(length, to);
    }

    void resize(int to) {
      if (to > length) leftovers.fill(bytes, length, to, length);
      length = to;
    }

    Image image() {
      return new Image(bytes, length);
    }
  }
}
