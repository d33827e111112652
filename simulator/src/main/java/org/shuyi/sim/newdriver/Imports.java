package org.shuyi.sim.newdriver;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The imports of a source, in the formatter's order. */
final class Imports {
  private static final String IMPORT = "import ";
  private static final String STATIC = "import static ";

  private Imports() {}

  /** The source with these names imported too, and its plain imports in order. */
  static String in(String source, List<String> more) {
    var names = new TreeSet<String>();
    more.forEach(name -> names.add(IMPORT + name + ";"));
    var lines = source.lines().toList();
    lines.stream().filter(Imports::isPlain).forEach(names::add);
    if (names.isEmpty()) return source;
    int first = (int) lines.stream().takeWhile(line -> !isPlain(line)).count();
    return source
        .lines()
        .limit(first)
        .collect(Collectors.joining("\n", "", "\n"))
        .concat(String.join("\n", names) + "\n")
        .concat(
            source
                .lines()
                .skip(first)
                .filter(line -> !isPlain(line))
                .collect(Collectors.joining("\n", "", "\n")));
  }

  private static boolean isPlain(String line) {
    return line.startsWith(IMPORT) && !line.startsWith(STATIC);
  }
}
