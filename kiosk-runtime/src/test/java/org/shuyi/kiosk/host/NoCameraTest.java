package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.kernel.CameraEvent.PicturesSeen;
import org.shuyi.kiosk.kernel.Event;

/** A camera that was taken out of the configuration leaves no picture behind. */
class NoCameraTest {
  @TempDir private Path folder;
  private final List<Event> told = new ArrayList<>();

  @Test
  void whatIsNamedIsErasedAndTheRestIsToldOf() throws IOException {
    for (int number = 1; number <= 3; number++) {
      Files.write(folder.resolve("picture-" + number + ".sealed"), new byte[] {1});
    }
    Files.write(folder.resolve("picture-4.half"), new byte[] {1});
    Path other = Files.write(folder.resolve("journal.db"), new byte[] {1});
    new NoCamera(folder, told::add).erase(new TreeSet<>(List.of(1L, 3L)));
    assertThat(told).containsExactly(new PicturesSeen(new TreeSet<>(List.of(2L))));
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(folder.resolve("picture-2.sealed"), other);
    }
  }

  @Test
  void whereNoFolderIsThereIsNothing() {
    new NoCamera(folder.resolve("none"), told::add).erase(new TreeSet<>(List.of(2L)));
    assertThat(told).containsExactly(new PicturesSeen(new TreeSet<>()));
  }
}
