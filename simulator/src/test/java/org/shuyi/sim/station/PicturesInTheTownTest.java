package org.shuyi.sim.station;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.host.Camera;
import org.shuyi.kiosk.host.PictureFolder;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.trust.Seal;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.World;

/** A whole station with a camera, in virtual time; its folder and its seal are the real ones. */
class PicturesInTheTownTest {
  private static final String STATION = VirtualTown.ORGANISATION + "/" + VirtualTown.STATION;

  @TempDir Path folder;
  private KeyPair centre;
  private VirtualTown town;
  private int lives;

  /** What the lens has seen, one picture after the other. */
  private final List<String> seen = new ArrayList<>();

  /** How long the program takes until the picture lies on the disk, and then until it is told. */
  private long exposes;

  private long tells;

  /** A camera, whose program goes with the power. */
  private final class Lens implements Camera {
    private final PictureFolder pictures = new PictureFolder(folder, STATION, centre.getPublic());
    private final Consumer<Event> events;
    private final int life = ++lives;

    Lens(Consumer<Event> events) {
      this.events = events;
    }

    @Override
    public void take(long picture) {
      seen.add("picture " + picture);
      byte[] jpeg = ("\u00ff\u00d8 picture " + picture).getBytes(ISO_8859_1);
      after(
          exposes,
          () -> {
            Event put = pictures.put(picture, jpeg);
            after(tells, () -> events.accept(put));
          });
    }

    private void after(long millis, Runnable what) {
      if (millis == 0) what.run();
      else
        town.time()
            .after(
                millis,
                () -> {
                  if (life == lives) what.run();
                });
    }

    @Override
    public void erase(SortedSet<Long> named) {
      pictures.erase(named).ifPresent(events);
    }
  }

  @BeforeEach
  void begin() throws GeneralSecurityException {
    centre = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    town =
        new VirtualTown(
            new VirtualTown.Plan(
                1,
                Cabinet.usual(Cabinet.Board.KERONG).with(Extra.AIR),
                10_000,
                CourierSettings.desk(),
                Instant.parse("2026-11-22T02:00:00Z")),
            Rules.usual(new TreeMap<>()),
            Patrons.none(),
            "command-");
    town.station().camera(Lens::new);
    town.station().powerOn();
    after(30);
  }

  private World world() {
    return town.world();
  }

  @Test
  void aForcedDoorAndATamperingAreOnePictureEachThatTheCentreAloneCanOpen() throws Exception {
    world().openWithKey(2);
    after(5);
    world().closeDoor(2);
    world().panel(true);
    after(30);
    assertThat(seen).containsExactly("picture 1", "picture 2");
    assertThat(records("picture-meant"))
        .containsExactly("picture=1 event=\"door-forced 2\"", "picture=2 event=tamper");
    assertThat(records("picture-kept")).hasSize(2);
    byte[] sealed = Files.readAllBytes(folder.resolve("picture-1.sealed"));
    assertThat(new String(sealed, ISO_8859_1)).doesNotContain("picture");
    byte[] opened =
        Seal.open(
            centre.getPrivate(),
            PictureFolder.purpose(),
            PictureFolder.attached(STATION, 1),
            sealed);
    assertThat(new String(opened, ISO_8859_1)).endsWith("picture 1");
    assertThat(town.station().screen().orElseThrow().notices())
        .extracting(Screen.Phrase::key)
        .contains("notice.camera");
  }

  @Test
  void nothingIsTakenOfStaff() throws IOException {
    town.station().tell(new ServiceEvent.ServiceBegan("lin", "new antenna", 30));
    after(1);
    world().panel(true);
    world().contact("tilt", true);
    after(60);
    assertThat(seen).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void itIsErasedAfterItsDaysAlsoWhereThePowerWasCutMeanwhile() throws IOException {
    world().contact("tilt", true);
    after(5);
    world().contact("tilt", false);
    after(120);
    assertThat(files()).containsExactly("picture-1.sealed");
    for (int day = 1; day < 14; day++) {
      after(86_400);
      if (day % 4 == 0) {
        town.station().powerCut();
        town.station().powerOn();
        after(60);
      }
    }
    assertThat(files()).containsExactly("picture-1.sealed");
    after(86_400);
    assertThat(files()).isEmpty();
    assertThat(records("picture-erased")).containsExactly("picture=1 why=\"its time is over\"");
  }

  @Test
  void whatTheLastLifeLeftHalfWrittenIsGoneWithTheNextStart() throws IOException {
    world().panel(true);
    after(30);
    town.station().powerCut();
    Files.writeString(folder.resolve("picture-77.sealed"), "nobody meant it");
    Files.writeString(folder.resolve("picture-78.half"), "half");
    town.station().powerOn();
    after(30);
    assertThat(files()).contains("picture-1.sealed");
    assertThat(files()).doesNotContain("picture-77.sealed", "picture-78.half");
    assertThat(records("picture-found")).containsExactly("picture=77");
    assertThat(records("picture-erased"))
        .containsExactly("picture=77 why=\"nothing is recorded of it\"");
  }

  /** The picture lies on the disk after 1 s, and the station hears of it after 1.5 s. */
  @Test
  void aPowerCutBetweenMeantAndKeptLeavesNoClaimWithoutAPictureAndNoPictureWithoutARecord()
      throws Exception {
    exposes = 1_000;
    tells = 500;
    int onTheDisk = 0;
    int kept = 0;
    for (int picture = 1; picture <= 8; picture++) {
      int before = records("picture-kept").size();
      world().contact("tilt", true);
      town.time().run(town.time().now() + 250L * picture);
      assertThat(records("picture-meant")).as("it was meant").hasSize(picture);
      if (files().contains("picture-" + picture + ".sealed")) onTheDisk++;
      lives++;
      town.station().powerCut();
      after(10);
      world().contact("tilt", false);
      town.station().powerOn();
      after(120);
      var claimed = new TreeSet<String>();
      for (String line : records("picture-kept"))
        claimed.add(line.replaceAll("picture=(\\d+).* sha256=(\\w+).*", "picture-$1.sealed $2"));
      var there = new TreeSet<String>();
      for (String name : files()) there.add(name + " " + sha256(name));
      assertThat(there).as("cut after %d ms", 250 * picture).isEqualTo(claimed);
      int ended = claimed.size() + records("picture-not-taken").size();
      assertThat(ended).as("each becomes one thing").isEqualTo(picture);
      kept += records("picture-kept").size() - before;
    }
    assertThat(kept).as("some were told in time").isBetween(1, 5);
    assertThat(onTheDisk).as("some lay there untold").isGreaterThan(kept);
    assertThat(records("picture-found")).hasSize(onTheDisk - kept);
    assertThat(records("picture-erased")).hasSize(onTheDisk - kept);
  }

  private String sha256(String name) throws Exception {
    byte[] sealed = Files.readAllBytes(folder.resolve(name));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sealed));
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> records(String kind) {
    return town.journal().tail(500).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
