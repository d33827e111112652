package org.shuyi.sim.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder with the stories: {@code scenarios/X.txt}, and the transcripts expected of them. */
public record Library(Path folder) {
  /** The one in this folder of sources. */
  public static Library of(Path sources) {
    return new Library(sources.resolve("scenarios"));
  }

  /** The names of all stories, in order. */
  public List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".txt"))
          .map(name -> name.substring(0, name.length() - ".txt".length()))
          .sorted()
          .toList();
    }
  }

  /** The file of a story, by its name or by its path. */
  public Path file(String name) {
    return name.endsWith(".txt") ? Path.of(name) : folder.resolve(name + ".txt");
  }

  /** Writes the README's sentences anew, between its two marks. */
  void rewriteSentences() throws IOException {
    Path readme = folder.resolve("README.md");
    String text = Files.readString(readme);
    int from = text.indexOf('\n', text.indexOf("<!-- sentences")) + 1;
    int to = text.indexOf("<!-- end of sentences");
    if (from == 0 || to < from) throw new IOException(readme + " has lost its marks");
    Files.writeString(
        readme, text.substring(0, from) + Grammar.markdown() + "\n" + text.substring(to));
  }

  /** What is said of a name that no story has. */
  public String unknown(String name) throws IOException {
    String guess = Near.to(name, names()).map(near -> "; did you mean " + near + "?").orElse("");
    return "there is no story " + name + guess;
  }

  Path expected(String name) {
    return folder.resolve("expected").resolve(name + ".txt");
  }
}
