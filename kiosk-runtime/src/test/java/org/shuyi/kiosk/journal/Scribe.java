package org.shuyi.kiosk.journal;

import static org.shuyi.kiosk.journal.Cabinets.WALL;
import static org.shuyi.kiosk.journal.Cabinets.busy;
import static org.shuyi.kiosk.journal.Cabinets.loaded;
import static org.shuyi.kiosk.journal.Cabinets.plan;
import static org.shuyi.kiosk.journal.Cabinets.random;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.kiosk.kernel.Kiosk;

/**
 * A program of its own that writes into a journal until it cannot, and says the number of each
 * record when it is acknowledged: what the machine does to a program, it does to this one.
 */
final class Scribe {
  private Scribe() {}

  /** {@code write FILE} or {@code handles FILE}. */
  public static void main(String[] words) throws IOException {
    Path file = Path.of(words[1]);
    try {
      if (words[0].equals("handles")) withoutHandles(file);
      else write(file);
    } catch (JournalFailed failed) {
      say("FAILED " + failed.why() + " " + failed.getMessage());
      System.exit(3);
    }
  }

  private static void write(Path file) {
    try (Journal journal = Journal.open(file, "demo/cabinet-1", random(1), WALL)) {
      journal.begin();
      Kiosk kiosk = loaded(journal, plan(4));
      say("OPEN");
      for (int i = 0; i < 5_000; i++) {
        kiosk = busy(journal, kiosk, 1, i);
        say("" + journal.lastSeq());
      }
    }
  }

  private static void withoutHandles(Path file) throws IOException {
    Journal.open(file, random(1), WALL).close();
    try {
      Journal.open(file.resolve("nowhere"), random(1), WALL).close();
    } catch (JournalFailed meanwhile) {
      // Loads the classes that a program with no handle left cannot load any more.
    }
    List<FileInputStream> all = new ArrayList<>();
    try {
      while (all.size() < 100_000) all.add(new FileInputStream("/dev/null"));
    } catch (IOException none) {
      say("HANDLES " + (all.size() > 10));
    }
    try {
      Journal.open(file, random(1), WALL).close();
      say("OPENED");
    } catch (JournalFailed failed) {
      say("REFUSED " + failed.why());
    }
    for (FileInputStream each : all) each.close();
    Journal.open(file, random(1), WALL).close();
    say("OPENED");
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
