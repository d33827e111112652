package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.kiosk.config.Complaint;
import org.shuyi.kiosk.config.Complaints;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.sim.street.Pocket;
import org.shuyi.sim.world.Card;

class StationFileTest {
  private static final Ports PORTS =
      new Ports(8080, 8081, 8090, 8091, 18_830, 18_831, 10_001, 7301);

  @TempDir Path folder;

  @Test
  void theStationReadsItWithoutComplaint() throws IOException {
    for (String name : List.of("demo", "a \"strange\" place with 书")) {
      try (var home = Home.take(folder.resolve(name), false).orElseThrow()) {
        var config = written(home, Secrets.of(home, new SecureRandom()));
        assertThat(config.station().demo()).isTrue();
        assertThat(config.doors()).hasSize(4);
        assertThat(config.pins().orElseThrow().lamps()).containsOnlyKeys("1", "2", "3", "4");
        assertThat(config.devices())
            .containsOnlyKeys(
                "locks", "reader-1", "reader-2", "reader-3", "reader-4", "cards", "scanner");
      }
    }
  }

  @Test
  void bothKindsOfLinesAreUsed() throws IOException {
    try (var home = Home.take(folder.resolve("demo"), false).orElseThrow()) {
      var config = written(home, Secrets.of(home, new SecureRandom()));
      var lines =
          config.devices().values().stream().map(d -> LineAddress.parse(d.line().text())).toList();
      assertThat(lines).filteredOn(LineAddress.Tcp.class::isInstance).hasSize(1);
      assertThat(lines)
          .filteredOn(LineAddress.Serial.class::isInstance)
          .hasSize(6)
          .allMatch(line -> line.describe().startsWith(home.device("").toString()));
    }
  }

  @Test
  void whoeverHasThePasswordMayLogInAndTheCentreIsKnownByItsKey() throws IOException {
    try (var home = Home.take(folder.resolve("demo"), false).orElseThrow()) {
      var secrets = Secrets.of(home, new SecureRandom());
      var config = written(home, secrets);
      assertThat(config.technician().staff()).hasSameSizeAs(secrets.logins());
      for (int i = 0; i < secrets.logins().size(); i++) {
        var person = config.technician().staff().get(i);
        var login = secrets.logins().get(i);
        assertThat(person.name()).isEqualTo(login.name());
        assertThat(person.hash().matches(login.password().toCharArray())).isTrue();
        assertThat(Files.readString(home.stationFile())).doesNotContain(login.password());
      }
      assertThat(Keys.publicKey(Files.readString(config.centre().key())))
          .isEqualTo(secrets.centre().getPublic());
      assertThat(config.cityKeys()).singleElement().matches(key -> Files.exists(key.file()));
    }
  }

  @Test
  void theLibraryKnowsTheCardsByTheirTokens() throws IOException {
    try (var home = Home.take(folder.resolve("demo"), false).orElseThrow()) {
      var tokens = Secrets.of(home, new SecureRandom()).tokens();
      var patrons = Cast.patrons(tokens);
      assertThat(patrons.byToken()).hasSize(4);
      assertThat(patrons.find(tokens.token("iso14443a", "04A26B129C5880"))).isPresent();
      assertThat(patrons.find(tokens.token("iso14443a", Cast.STRANGER.uid().hex()))).isEmpty();
      assertThat(Cast.pocket().cards())
          .extracting(Pocket.Held::card)
          .extracting(Card::random)
          .containsExactly(false, false, false, false, true);
    }
  }

  private static StationConfig written(Home home, Secrets secrets) throws IOException {
    String text =
        StationFile.text(
            Town.STATION, home, PORTS, secrets, new SecureRandom(), StationFile.JOURNAL);
    home.write(home.stationFile(), text);
    return switch (StationConfig.read(home.stationFile(), Wiring::complaints)) {
      case Reading.Read(StationConfig config) -> config;
      case Reading.Refused(List<Complaint> complaints) ->
          throw new AssertionError(Complaints.lines(complaints));
    };
  }
}
