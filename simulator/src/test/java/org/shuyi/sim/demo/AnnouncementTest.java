package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementTest {
  private static final Ports PORTS =
      new Ports(8080, 8082, 8090, 8091, 18_830, 18_831, 10_001, 7301);

  @TempDir Path folder;

  @Test
  void itNamesEveryPageEveryLoginAndWhereToLook() throws IOException {
    try (var home = Home.take(folder.resolve("target").resolve("demo"), false).orElseThrow()) {
      var secrets = Secrets.of(home, new SecureRandom());
      String words = Announcement.words(home, PORTS, secrets, true, folder.toAbsolutePath());
      assertThat(words)
          .contains("http://localhost:8080/", "http://localhost:8082/")
          .contains("http://localhost:8090/", "http://localhost:8091/")
          .contains("./kiosk ctl status --profile target/demo/ctl.properties")
          .contains("target/demo/station.log", "target/demo/town.log")
          .contains("Ctrl-C ends everything.");
      secrets.logins().forEach(login -> assertThat(words).contains(login.password()));
      assertThat(words.lines()).allMatch(line -> line.length() <= 100);
    }
  }

  @Test
  void aTownAloneHasNoTouchScreen() throws IOException {
    try (var home = Home.take(folder.resolve("demo"), false).orElseThrow()) {
      var secrets = Secrets.of(home, new SecureRandom());
      String words = Announcement.words(home, PORTS, secrets, false, folder);
      assertThat(words).doesNotContain("touch screen", "technician", "station.log");
    }
  }

  @Test
  void programsReadTheSame() throws IOException {
    try (var home = Home.take(folder.resolve("demo"), false).orElseThrow()) {
      var json = Announcement.json(home, PORTS, Secrets.of(home, new SecureRandom()), true);
      assertThat(json.path("touch").asText()).isEqualTo("http://localhost:8080/");
      assertThat(json.path("broker").asText()).isEqualTo("tcp://127.0.0.1:18830");
      assertThat(json.path("logins").size()).isEqualTo(2);
      assertThat(json.path("profile").asText()).isEqualTo(home.profile().toString());
    }
  }
}
