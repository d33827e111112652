package org.shuyi.kiosk.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.journal.Archive;
import org.shuyi.kiosk.journal.QuarantinedFile;
import org.shuyi.kiosk.journal.TailLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk journal}: what lies in a journal's file, whatever became of it. */
@Command(
    name = "journal",
    header = "What lies in a journal's file, and in those that were put aside.",
    description = {
      "Reads pages and nothing else: nothing is written or locked, so a station may"
          + " run meanwhile, and a file that no data base opens any more is read as far"
          + " as its chain proves it. Patrons stand in it under their pseudonyms."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list | export")
final class JournalCommand implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw refused("missing: list or export");
  }

  @Command(
      name = "list",
      header = "The journal and what was put aside: when, why, what is left.",
      description = "Exit code: 0 listed, 2 there is no such journal.",
      footer = {"", "Example:", "  ./kiosk journal list /var/lib/shuyi/journal.db"},
      mixinStandardHelpOptions = true)
  int list(
      @Parameters(paramLabel = "FILE", description = "the journal in use") Path file,
      @Option(names = "--json", description = "one line of JSON a file") boolean json)
      throws IOException {
    List<QuarantinedFile> aside = Archive.beside(file);
    if (!Files.exists(file) && aside.isEmpty()) throw refused(file + ": there is no such journal");
    if (Files.exists(file)) tell(file, "", "", json);
    for (QuarantinedFile one : aside) tell(one.file(), one.at(), one.reason(), json);
    return 0;
  }

  @Command(
      name = "export",
      header = "The records of one file, a line of JSON each, oldest first.",
      description = {
        "A record is written only where its hash and that of the record before it prove it.",
        "What is lost stands between them by number.",
        "Exit code: 0 all are there, 1 some are missing, 2 there is no such file."
      },
      footer = {
        "",
        "Example:",
        "  ./kiosk journal export journal.db.damaged-20260302T030201Z --kind loaned --kind returned"
      },
      mixinStandardHelpOptions = true)
  int export(
      @Parameters(paramLabel = "FILE", description = "in use, or put aside") Path file,
      @Option(
              names = "--after",
              paramLabel = "N",
              defaultValue = "0",
              description = "records behind this one only")
          long after,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              description = "such as loaned; may be given several times")
          @Nullable List<String> kinds)
      throws IOException {
    if (!Files.exists(file)) throw refused(file + ": there is no such file");
    if (after < 0) throw refused("--after: " + after + ", expected 0 or more");
    var wanted = new TreeSet<>(kinds == null ? List.of() : kinds);
    var lines = new Lines(out(), wanted);
    Archive.of(file).read(after, lines);
    out().flush();
    return lines.whole ? 0 : 1;
  }

  private void tell(Path file, String at, String reason, boolean json) throws IOException {
    Archive archive = Archive.of(file);
    var count = new Count();
    archive.read(0, count);
    if (json) {
      ObjectNode line = JSON.createObjectNode();
      line.put("file", file.toString()).put("inUse", at.isEmpty() && reason.isEmpty());
      line.put("putAsideAt", at).put("reason", reason).put("damage", archive.damage());
      line.put("owner", archive.owner()).put("epoch", archive.epoch());
      line.put("records", count.records).put("first", count.first).put("last", count.last);
      var missing = line.putArray("missing");
      count.missing.forEach(missing::add);
      out().println(line);
    } else {
      String name = String.valueOf(file.getFileName());
      out().println(name + (reason.isEmpty() ? "  in use" : "  put aside " + at + ": " + reason));
      out()
          .println("    of %s, epoch %s".formatted(known(archive.owner()), known(archive.epoch())));
      out()
          .println(
              "    %d records proven, %d to %d".formatted(count.records, count.first, count.last));
      if (!archive.damage().isEmpty()) out().println("    " + archive.damage());
      count.missing.forEach(words -> out().println("    missing: " + words));
    }
    out().flush();
  }

  private static String known(String text) {
    return text.isEmpty() ? "?" : text;
  }

  private static String words(long from, OptionalLong through) {
    return through.isPresent() ? from + " to " + through.getAsLong() : "from " + from + " on";
  }

  /** How many there are. */
  private static final class Count implements Archive.Taker {
    private final List<String> missing = new ArrayList<>();
    private long records;
    private long first;
    private long last;

    @Override
    public void record(TailLine line, String hash) {
      if (records++ == 0) first = line.seq();
      last = line.seq();
    }

    @Override
    public void missing(long from, OptionalLong through) {
      missing.add(words(from, through));
    }
  }

  /** Each as a line. */
  private static final class Lines implements Archive.Taker {
    private final PrintWriter out;
    private final Set<String> kinds;
    private boolean whole = true;

    Lines(PrintWriter out, Set<String> kinds) {
      this.out = out;
      this.kinds = kinds;
    }

    @Override
    public void record(TailLine line, String hash) {
      if (!kinds.isEmpty() && !kinds.contains(line.kind())) return;
      ObjectNode json = JSON.createObjectNode();
      json.put("seq", line.seq()).put("time", line.time().toString());
      json.put("clockTrusted", line.clockTrusted()).put("kind", line.kind());
      out.println(json.put("text", line.text()).put("hash", hash));
    }

    @Override
    public void missing(long from, OptionalLong through) {
      whole = false;
      ObjectNode json = JSON.createObjectNode().put("missingFrom", from);
      through.ifPresent(last -> json.put("missingThrough", last));
      out.println(json);
    }
  }

  private PrintWriter out() {
    if (spec == null) throw new IllegalStateException("picocli gives the spec");
    return spec.commandLine().getOut();
  }

  private ParameterException refused(String why) {
    if (spec == null) throw new IllegalStateException("picocli gives the spec");
    return new ParameterException(spec.commandLine(), why);
  }
}
