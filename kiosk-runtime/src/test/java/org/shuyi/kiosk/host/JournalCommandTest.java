package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.TimeEvent;
import picocli.CommandLine;

/** What a technician reads at three in the morning, without the data base. */
class JournalCommandTest {
  private static final Instant NIGHT = Instant.parse("2026-03-02T03:00:00Z");
  private static final int LINKS = 40;

  @TempDir private Path folder;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static final class Idle implements Hands {
    @Override
    public void act(Effect effect, Now decided) {}

    @Override
    public void turned(Kiosk kiosk, long committed) {}
  }

  /** Records: journal-began, started, and one for each time that the line went or came. */
  @BeforeEach
  void write() {
    file = folder.resolve("journal.db");
    try (Journal journal = open(1)) {
      journal.begin();
      var saved = (SavedState.Loaded) journal.load(Plan.cabinet(new TreeMap<>()));
      var turn = new Turn(saved.kiosk(), journal, new Idle());
      turn.tell(new TimeEvent.Restarted(1, "first start"), at(0));
      for (int i = 1; i <= LINKS; i++) {
        turn.tell(new CentreEvent.LinkChanged(i % 2 == 1), at(i));
        turn.flush(at(i));
      }
    }
  }

  private Journal open(int seed) {
    return Journal.open(file, "demo/cabinet-1", new Random(seed), NIGHT);
  }

  private static Now at(int seconds) {
    return new Now(1_000L * seconds, NIGHT.plusSeconds(seconds), Now.ClockTrust.SYNCHRONISED);
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    return new CommandLine(new JournalCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private List<JsonNode> lines() throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (String line : out.toString().lines().toList())
      lines.add(new ObjectMapper().readTree(line));
    return lines;
  }

  /** Somewhere in the middle of the newest record but one. */
  private void damage() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("link-became", text.length() / 2);
    assertThat(at).isPositive();
    bytes[at + 4] ^= 0x20;
    Files.write(file, bytes);
  }

  @Test
  void aSoundJournalIsExportedALineARecordEachWithItsHash() throws Exception {
    byte[] before = Files.readAllBytes(file);
    assertThat(run("export", file.toString())).isZero();
    var lines = lines();
    assertThat(lines).extracting(line -> line.path("seq").asInt()).startsWith(1, 2, 3);
    assertThat(lines.getFirst().path("kind").asText()).isEqualTo("journal-began");
    assertThat(lines.getLast().path("kind").asText()).isEqualTo("link-became");
    assertThat(lines.getLast().path("time").asText()).isEqualTo("2026-03-02T03:00:40Z");
    assertThat(lines.getLast().path("clockTrusted").asBoolean()).isTrue();
    assertThat(lines).allMatch(line -> line.path("hash").asText().matches("[0-9a-f]{64}"));
    assertThat(Files.readAllBytes(file)).as("read only").isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("journal.db", "journal.db.lock");
    }
  }

  @Test
  void kindsAndABeginningAreChosen() throws Exception {
    assertThat(run("export", "--kind", "started", file.toString())).isZero();
    assertThat(lines()).hasSize(1);
    assertThat(run("export", "--after", "30", "--kind", "link-became", file.toString())).isZero();
    assertThat(lines()).allMatch(line -> line.path("seq").asInt() > 30).isNotEmpty();
  }

  @Test
  void aFileThatWasPutAsideIsListedWithItsReasonAndReadAsFarAsItsChainProvesIt() throws Exception {
    damage();
    open(2).close();
    assertThat(run("list", file.toString())).isZero();
    assertThat(out.toString())
        .contains("journal.db  in use", "of demo/cabinet-1", "put aside 2026-03-02T03:00:00Z: ");

    assertThat(run("list", "--json", file.toString())).isZero();
    var aside = lines().getLast();
    assertThat(lines().getFirst().path("inUse").asBoolean()).isTrue();
    assertThat(aside.path("inUse").asBoolean()).isFalse();
    assertThat(aside.path("reason").asText()).isNotBlank();
    assertThat(aside.path("missing")).hasSize(1);

    byte[] before = Files.readAllBytes(Path.of(aside.path("file").asText()));
    assertThat(run("export", aside.path("file").asText())).isEqualTo(1);
    assertThat(lines()).anyMatch(line -> line.has("missingFrom"));
    assertThat(lines()).hasSizeGreaterThan(LINKS / 2);
    assertThat(Files.readAllBytes(Path.of(aside.path("file").asText()))).isEqualTo(before);
  }

  @Test
  void theJournalOfAStationThatRunsIsReadBesideIt() throws Exception {
    try (Journal journal = open(3)) {
      journal.begin();
      assertThat(run("export", file.toString())).isZero();
      assertThat(lines()).hasSizeGreaterThan(LINKS);
      assertThat(run("list", file.toString())).isZero();
    }
  }

  @Test
  void whatIsNoJournalIsSaid() throws Exception {
    assertThat(run("export", folder.resolve("nothing.db").toString())).isEqualTo(2);
    assertThat(run("list", folder.resolve("nothing.db").toString())).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    Path noise = Files.write(folder.resolve("noise.db"), new byte[5_000]);
    assertThat(run("export", noise.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("missingFrom");
  }
}
