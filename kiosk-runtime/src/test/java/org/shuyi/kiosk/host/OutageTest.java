package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.Acknowledged;
import org.shuyi.kiosk.journal.Disk;
import org.shuyi.kiosk.journal.Journal;

/** While the disk fails a station says so, and another start is worth trying when it works. */
class OutageTest {
  private final List<String> said = new ArrayList<>();
  private boolean works;
  private boolean readable = true;

  private final Outage outage =
      new Outage(
          Journal.inMemory(Disk.SOUND, new Random(1), Instant.EPOCH),
          new Outage.Storage() {
            @Override
            public void sample() throws IOException {
              if (!works) throw new IOException("disk full");
            }

            @Override
            public String breachOf(Acknowledged promise) throws IOException {
              if (!readable) throw new IOException("EIO");
              return "";
            }
          },
          "en",
          Optional::empty,
          (why, screen, status) ->
              said.add(screen.name() + ": " + why + ", " + status.devices().get("journal")));

  @Test
  void whoeverLooksIsToldThatNobodyIsServedAndWhy() {
    outage.begins("the journal failed");
    assertThat(said)
        .containsExactly("out-of-service: the journal failed, lost: the journal failed");
  }

  @Test
  void itLastsAsLongAsTheDiskCanNeitherBeWrittenNorRead() {
    assertThat(outage.isOver()).isFalse();
    works = true;
    readable = false;
    assertThat(outage.isOver()).isFalse();
    assertThat(said).hasSize(2).last().asString().contains("EIO");
    readable = true;
    assertThat(outage.isOver()).isTrue();
    assertThat(said).hasSize(2);
  }
}
