package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Effect.PrintReceipt;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.ui.Texts;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;

/**
 * Reads every slip of paper: what stands on it is one receipt, printed once, behind what may hang
 * there of one that was interrupted; and each line is in the records of its own visit.
 */
final class PaperJudge {
  private static final Texts TEXTS = Texts.bundled();
  private static final List<String> LANGUAGES = List.of("zh-CN", "en");
  private static final List<String> KINDS = List.of("loaned", "returned", "unclear");

  private static final long NONE = -1;

  /** Between what became of a book and its title. */
  private static final String GAP = "  ";

  private final VirtualTown town;
  private final Privacy privacy;
  private final Tally tally;
  private final Set<String> words = new HashSet<>();
  private final TreeMap<Long, List<String>> open = new TreeMap<>();
  private int pieces;

  PaperJudge(VirtualTown town, Privacy privacy, Tally tally) {
    this.town = town;
    this.privacy = privacy;
    this.tally = tally;
    for (String language : LANGUAGES) for (String kind : KINDS) words.add(word(language, kind));
  }

  private static String word(String language, String kind) {
    return TEXTS.say(language, Phrase.of("kind." + kind)).text();
  }

  /** A receipt is handed to the printer: it is of the visit that it was meant for. */
  void acts(PrintReceipt receipt, Kiosk kiosk) {
    long visit =
        kiosk
            .fittings()
            .receipts()
            .slip()
            .filter(slip -> slip.job() == receipt.job())
            .orElseThrow(() -> new Violation(Promise.PRIVACY, "nobody's receipt: " + receipt))
            .visit();
    var titles = new ArrayList<String>();
    for (Screen.Line line : receipt.lines()) {
      if (!line.kind().equals("unclear") && !privacy.isRecorded(visit, line)) {
        throw new Violation(
            Promise.PRIVACY, "%s goes to the printer for visit %d".formatted(line, visit));
      }
      titles.add(word(receipt.language(), line.kind()) + GAP + line.title());
    }
    open.put(receipt.job(), titles);
  }

  void turned() {
    if (town.paper().pieces() == pieces) return;
    var slips = town.paper().slips(pieces);
    pieces = town.paper().pieces();
    slips.forEach(this::read);
  }

  /** What ended in the middle may hang there until another receipt cuts both off. */
  private void read(List<String> slip) {
    var titles = slip.stream().filter(this::isTitle).toList();
    if (titles.isEmpty()) return;
    tally.count("slips read");
    while (!titles.isEmpty()) {
      var left = titles;
      long job =
          open.keySet().stream()
              .max(Comparator.comparingInt(one -> begun(openLines(one), left)))
              .orElse(NONE);
      int printed = begun(openLines(job), titles);
      if (printed == 0) {
        throw new Violation(
            Promise.PRIVACY,
            "a slip is no receipt that was printed now: %s of %s".formatted(slip, open));
      }
      open.remove(job);
      titles = titles.subList(printed, titles.size());
    }
  }

  private List<String> openLines(long job) {
    return open.getOrDefault(job, List.of());
  }

  private boolean isTitle(String line) {
    int gap = line.indexOf(GAP);
    return gap > 0 && words.contains(line.substring(0, gap));
  }

  /** How many of the titles are the beginning of this receipt; the last may be torn off. */
  private static int begun(List<String> receipt, List<String> titles) {
    int same = 0;
    int both = Math.min(receipt.size(), titles.size());
    while (same < both && receipt.get(same).equals(titles.get(same))) same++;
    if (same < both && receipt.get(same).startsWith(titles.get(same))) same++;
    return same;
  }
}
