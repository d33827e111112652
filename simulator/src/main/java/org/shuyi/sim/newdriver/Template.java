package org.shuyi.sim.newdriver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with {@code @words@} to be filled in, in the resources beside this class. */
record Template(String name, String text) {
  private static final Pattern WORD = Pattern.compile("@([A-Za-z]+)@");

  /**
   * A line that holds one word and nothing else, so that nothing remains of it when it is empty.
   */
  private static final Pattern LINE = Pattern.compile("(?m)^@([A-Za-z]+)@\n");

  /** The template of this name, where the port has one of its own that one. */
  static Template of(Port port, String name) throws IOException {
    var own = read(port.kind() + "/" + name + ".template");
    return new Template(name, own.isPresent() ? own.get() : part(name + ".template"));
  }

  /** Some lines of a file. */
  static String part(String name) throws IOException {
    return read(name).orElseThrow(() -> new IllegalStateException("no template " + name));
  }

  /** The file with the words filled in. */
  String filled(Map<String, String> words) {
    String lines = LINE.matcher(text).replaceAll(found -> quoted(ended(word(found, words))));
    return WORD.matcher(lines).replaceAll(found -> quoted(word(found, words)));
  }

  private String word(MatchResult found, Map<String, String> words) {
    String word = words.get(found.group(1));
    if (word == null) throw new IllegalStateException(name + ": nothing for " + found.group());
    return word;
  }

  private static String ended(String word) {
    return word.isEmpty() || word.endsWith("\n") ? word : word + "\n";
  }

  private static String quoted(String word) {
    return Matcher.quoteReplacement(word);
  }

  private static Optional<String> read(String name) throws IOException {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
    }
  }
}
