package org.shuyi.kiosk.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.kernel.CameraEvent;
import org.shuyi.kiosk.kernel.CameraEvent.PictureFailed;
import org.shuyi.kiosk.kernel.CameraEvent.PictureSealed;
import org.shuyi.kiosk.kernel.CameraEvent.PicturesSeen;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.trust.Seal;

/** A real program, real files, and a seal that only the centre opens. */
class ProgramCameraTest {
  private static final String STATION = "gz/cabinet-1";

  @TempDir Path temp;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private KeyPair centre;
  private PictureFolder folder;
  private ProgramCamera camera;

  @BeforeEach
  void begin() throws GeneralSecurityException {
    centre = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    folder = new PictureFolder(temp.resolve("pictures"), STATION, centre.getPublic());
    camera = new ProgramCamera(temp.resolve("picture"), folder, events::add);
  }

  @AfterEach
  void end() {
    camera.close();
  }

  private void program(String shell) throws IOException {
    Path program = temp.resolve("picture");
    Files.writeString(program, "#!/bin/sh\n" + shell + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private CameraEvent next() throws InterruptedException {
    Event event = events.poll(30, TimeUnit.SECONDS);
    assertThat(event).isInstanceOf(CameraEvent.class);
    return (CameraEvent) event;
  }

  @Test
  void aPictureLiesSealedOnTheDiskAndTheCentreAloneOpensIt() throws Exception {
    program("printf '\\377\\330 a face \\377\\331'");
    camera.take(7);
    assertThat(next()).isInstanceOf(PictureSealed.class);
    byte[] sealed = Files.readAllBytes(folder.file(7));
    assertThat(new String(sealed, ISO_8859_1)).doesNotContain("a face");
    byte[] opened =
        Seal.open(
            centre.getPrivate(),
            PictureFolder.purpose(),
            PictureFolder.attached(STATION, 7),
            sealed);
    assertThat(new String(opened, ISO_8859_1)).contains("a face");
    assertThat(Files.getPosixFilePermissions(folder.file(7)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(temp.resolve("pictures"))) {
      assertThat(files).as("nothing else lies there").hasSize(1);
    }
  }

  @Test
  void whatIsNoPictureIsToldAndNothingIsKept() throws Exception {
    for (String shell : List.of("echo no camera", "exit 1", "head -c 3000000 /dev/zero")) {
      program(shell);
      camera.take(1);
      assertThat(next()).isEqualTo(new PictureFailed(1, "the program wrote no JPEG"));
    }
    Files.delete(temp.resolve("picture"));
    camera.take(2);
    assertThat(next()).isEqualTo(new PictureFailed(2, "the program cannot be started"));
    camera.erase(new TreeSet<>());
    assertThat(next()).isEqualTo(new PicturesSeen(new TreeSet<>()));
  }

  @Test
  void aProgramThatNeverEndsIsKilledWithAllThatItStarted() throws Exception {
    program("sleep 1000");
    camera.take(1);
    assertThat(next()).isInstanceOf(PictureFailed.class);
    program("printf '\\377\\330 abc \\377\\331'");
    camera.take(2);
    assertThat(next()).isInstanceOf(PictureSealed.class);
  }

  @Test
  void aChildThatHoldsTheOutputKeepsNobodyWaitingAndIsKilled() throws Exception {
    Path child = temp.resolve("child");
    program("sleep 1000 &\necho $! > " + child + "\nprintf '\\377\\330 abc \\377\\331'\nsleep 0.5");
    for (long picture = 1; picture <= 2; picture++) {
      camera.take(picture);
      assertThat(next()).isInstanceOf(PictureSealed.class);
      long pid = Long.parseLong(Files.readString(child).strip());
      var left = ProcessHandle.of(pid);
      if (left.isPresent()) left.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aPictureIsNeverWrittenOverAnother() throws Exception {
    program("printf '\\377\\330 abc \\377\\331'");
    camera.take(1);
    assertThat(next()).isInstanceOf(PictureSealed.class);
    byte[] first = Files.readAllBytes(folder.file(1));
    camera.take(1);
    assertThat(next()).isEqualTo(new PictureFailed(1, "another picture of this number is there"));
    assertThat(Files.readAllBytes(folder.file(1))).isEqualTo(first);
  }

  @Test
  void whatIsNamedIsErasedAndStrangersFilesAreLeftAlone() throws Exception {
    program("printf '\\377\\330 abc \\377\\331'");
    for (long picture = 1; picture <= 3; picture++) {
      camera.take(picture);
      assertThat(next()).isInstanceOf(PictureSealed.class);
    }
    Files.writeString(temp.resolve("pictures/picture-9.half"), "a power cut's");
    Files.writeString(temp.resolve("pictures/notes.txt"), "somebody's");
    camera.erase(new TreeSet<>(List.of(1L, 3L, 8L)));
    assertThat(next()).isEqualTo(new PicturesSeen(new TreeSet<>(List.of(2L))));
    try (var files = Files.list(temp.resolve("pictures"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("picture-2.sealed", "notes.txt");
    }
  }
}
