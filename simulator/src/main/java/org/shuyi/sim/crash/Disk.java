package org.shuyi.sim.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk that promises what POSIX does and nothing more: what was flushed stays; of everything else
 * any part may stay or not, in any order, and a file has its name for sure only when its folder was
 * flushed.
 */
final class Disk {
  /** More than this, and nobody counts the states. */
  private static final int COUNTABLE = 20;

  private final SortedMap<String, Integer> durableNames = new TreeMap<>();
  private final List<Op.Naming> pendingNames = new ArrayList<>();
  private final Map<Integer, DiskFile> files = new TreeMap<>();

  /** The next thing the program did. */
  void apply(Op op) {
    switch (op) {
      case Op.Created created -> {
        files.put(created.file(), new DiskFile(Image.EMPTY));
        pendingNames.add(created);
      }
      case Op.Removed removed -> pendingNames.add(removed);
      case Op.Change change -> file(change.file()).change(change);
      case Op.Flushed(int file) -> file(file).flush();
      case Op.FolderFlushed() -> {
        rename(durableNames, pendingNames);
        pendingNames.clear();
      }
      case Op.Said said -> {}
      case Op.Failed failed -> failed(failed);
    }
  }

  private void failed(Op.Failed failed) {
    durableNames.clear();
    pendingNames.clear();
    int number = failed.files();
    for (Map.Entry<String, Image> file : failed.left().files().entrySet()) {
      durableNames.put(file.getKey(), number);
      files.put(number, new DiskFile(file.getValue()));
      number++;
    }
  }

  /** How many different states there may be now, up to {@code most}. */
  int possible(int most) {
    int open = pendingNames.size();
    for (int file : reachable()) open += file(file).pieces();
    return open > COUNTABLE ? most : Math.min(most, 1 << open);
  }

  /** Only what is durable is left. */
  CrashState least() {
    return state(durableNames, Fate.NOTHING);
  }

  /** Everything is left, as if the program alone had been killed. */
  CrashState most() {
    return state(namesNow(), Fate.EVERYTHING);
  }

  /** Something in between. */
  CrashState any(SplittableRandom random) {
    var names = new TreeMap<>(durableNames);
    if (random.nextBoolean()) {
      // A file system with a log of its own: names change in order, up to somewhere.
      keepSome(names, pendingNames, random);
    } else {
      // One without: each name by itself.
      for (String name : new TreeSet<>(pendingNames.stream().map(Op.Naming::name).toList())) {
        keepSome(
            names,
            pendingNames.stream().filter(change -> change.name().equals(name)).toList(),
            random);
      }
    }
    return state(names, new Fate.Chance(random, leftovers(random)));
  }

  private static void keepSome(
      SortedMap<String, Integer> names, List<Op.Naming> changes, SplittableRandom random) {
    rename(names, changes.subList(0, random.nextInt(changes.size() + 1)));
  }

  private static void rename(SortedMap<String, Integer> names, List<Op.Naming> changes) {
    for (Op.Naming change : changes) {
      switch (change) {
        case Op.Created(String name, int file) -> names.put(name, file);
        case Op.Removed(String name) -> names.remove(name);
      }
    }
  }

  private SortedMap<String, Integer> namesNow() {
    var names = new TreeMap<>(durableNames);
    rename(names, pendingNames);
    return names;
  }

  /** Files that may have a name after a power cut now. */
  private Set<Integer> reachable() {
    var all = new TreeSet<>(durableNames.values());
    for (Op.Naming change : pendingNames) {
      if (change instanceof Op.Created created) all.add(created.file());
    }
    return all;
  }

  private CrashState state(SortedMap<String, Integer> names, Fate fate) {
    var contents = new TreeMap<String, Image>();
    names.forEach((name, file) -> contents.put(name, file(file).after(fate)));
    return new CrashState(contents);
  }

  /** What lies in blocks that a file got and did not write: nothing, noise, or somebody's past. */
  private Image leftovers(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> Image.ZEROS;
      case 1 -> Image.noise(random);
      default -> {
        var all = List.copyOf(files.values());
        yield all.isEmpty() ? Image.ZEROS : all.get(random.nextInt(all.size())).durable();
      }
    };
  }

  private DiskFile file(int number) {
    DiskFile file = files.get(number);
    if (file == null) throw new IllegalStateException("no file " + number);
    return file;
  }
}
