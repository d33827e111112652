package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path folder;

  @Test
  void aFreshHomeIsEmptiedAtItsNextStart() throws IOException {
    try (var home = take(false)) {
      home.write(home.key("old.key"), "secret");
      Files.createSymbolicLink(home.device("locks"), folder);
    }
    try (var home = take(false)) {
      assertThat(home.key("old.key")).doesNotExist();
      assertThat(home.device("locks")).doesNotExist();
      assertThat(folder).exists();
    }
  }

  @Test
  void aKeptHomeHasTheSameKeysAgain() throws IOException {
    Secrets first;
    try (var home = take(false)) {
      first = Secrets.of(home, new SecureRandom());
    }
    try (var home = take(true)) {
      var again = Secrets.of(home, new SecureRandom());
      assertThat(again.cityKey()).isEqualTo(first.cityKey());
      assertThat(again.logins()).isEqualTo(first.logins());
      assertThat(again.centre().getPublic()).isEqualTo(first.centre().getPublic());
    }
    try (var home = take(false)) {
      var fresh = Secrets.of(home, new SecureRandom());
      assertThat(fresh.cityKey()).isNotEqualTo(first.cityKey());
      assertThat(fresh.logins()).isNotEqualTo(first.logins());
    }
  }

  @Test
  void oneDemoAtATimeHasIt() throws IOException {
    var first = take(false);
    assertThat(Home.take(place(), false)).isEmpty();
    first.close();
    var second = take(false);
    second.close();
  }

  @Test
  void aFolderThatNoDemoMadeIsNotEmptied() throws IOException {
    Files.createDirectories(place());
    Files.writeString(place().resolve("thesis.txt"), "three years");
    assertThatThrownBy(() -> Home.take(place(), false)).hasMessageContaining("no demo made");
    assertThat(place().resolve("thesis.txt")).exists();
  }

  @Test
  void onlyItsOwnerMayRead() throws IOException {
    try (var home = take(false)) {
      home.write(home.key("lin.key"), "secret");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.key("lin.key"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aStationWhoseTownWasKilledIsEndedByTheNext() throws Exception {
    var station = new ProcessBuilder("cat").start();
    try (var home = take(false)) {
      Leftover.note(home.runs(), station.toHandle());
    }
    take(true).close();
    assertThat(station.waitFor()).isEqualTo(137);
  }

  @Test
  void aStrangerWithTheSameNumberIsLeftAlone() throws Exception {
    var stranger = new ProcessBuilder("cat").start();
    try (var home = take(false)) {
      Files.writeString(home.runs(), stranger.pid() + " 2001-01-01T00:00:00Z");
    }
    take(false).close();
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroy();
  }

  private Path place() {
    return folder.resolve("demo");
  }

  private Home take(boolean keep) throws IOException {
    return Home.take(place(), keep).orElseThrow();
  }
}
