package org.shuyi.sim.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.centre.Told;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Signer;
import org.shuyi.kiosk.trust.Verifier;
import org.shuyi.provisioning.Main;

/** The staff's command line against a real broker and a station that answers. */
class CtlTest {
  private static final Address US = new Address("demo", "cabinet-1");

  @TempDir Path folder;

  private EmbeddedBroker broker;
  private Desk desk;
  private Station station;

  private record Said(int exit, String out, String err) {}

  private Said kiosk(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Said(exit, out.toString(), err.toString());
  }

  private Said ctl(String... words) {
    var all = new ArrayList<>(List.of("ctl"));
    all.addAll(List.of(words));
    all.addAll(List.of("--profile", folder.resolve("ctl.properties").toString()));
    return kiosk(all.toArray(new String[0]));
  }

  @BeforeEach
  void begin() throws Exception {
    broker = EmbeddedBroker.start();
    Said made = kiosk("enrol", "keys", "--out", folder.toString(), "--keyid", "li-ming-1");
    assertThat(made.exit()).isZero();
    Files.writeString(
        folder.resolve("ctl.properties"),
        "broker = %s%norganisation = demo%nkey = li-ming-1.key%nkeyid = li-ming-1%n"
            .formatted(broker.uri()));
    KeyPair centre = Keys.generate(new SecureRandom());
    var keys = new TreeMap<String, Verifier>();
    keys.put("centre-1", new Verifier("centre-1", centre.getPublic()));
    desk =
        new Desk(broker.uri(), Optional.empty(), US, new Signer("centre-1", centre.getPrivate()));
    assertThat(desk.connect()).isTrue();
    station = new Station(broker.uri(), Optional.empty(), US, keys);
    station.tell(new Told.Ruled(policy()));
    station.tell(new Told.Reported(status(41)));
    var event = station.events.take();
    while (!event.equals(new CentreEvent.LinkChanged(true))) event = station.events.take();
  }

  @AfterEach
  void end() {
    station.close();
    desk.close();
    broker.close();
  }

  private Policy policy() throws Exception {
    Policy untold = Policy.untold();
    String pem = Files.readString(folder.resolve("li-ming-1.pub"));
    var staff = new TreeMap<String, Policy.StaffKey>();
    staff.put(
        "li-ming-1",
        new Policy.StaffKey(
            "li.ming", Keys.base64(Keys.publicKey(pem)), new TreeSet<>(List.of("supervisor"))));
    return new Policy(1, 30, untold.freshFor(), untold.offline(), untold.blocked(), staff, true);
  }

  private static Status status(long sequence) {
    var doors = new TreeMap<String, String>();
    doors.put("3", "shut");
    var sequences = new TreeMap<String, Long>();
    sequences.put("li-ming-1", sequence);
    return new Status(
        1,
        "in-service",
        "",
        false,
        doors,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        0,
        1,
        sequences,
        0,
        0,
        0);
  }

  @Test
  void aCommandIsFollowedFromAcceptedToDone() {
    Said said = ctl("send", "cabinet-1", "unlock", "3", "--reason", "locked out");
    assertThat(said.exit()).as(said.toString()).isZero();
    List<String> lines = said.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).contains("number 42");
    assertThat(lines.subList(1, 3)).isEqualTo(List.of("accepted", "done: door 3 opened"));
    Said again = ctl("send", "cabinet-1", "unlock", "3", "--reason", "again");
    assertThat(again.out()).contains("number 43");
  }

  @Test
  void aRefusalIsExplainedAndIsNotSuccess() {
    Said said = ctl("send", "cabinet-1", "inventory", "--json");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out())
        .contains("\"stage\":\"accepted\"", "\"stage\":\"refused\"", "\"detail\":\"not this\"");
  }

  @Test
  void aStrangersKeyGetsNoAnswerAndIsToldWhy() {
    kiosk("enrol", "keys", "--out", folder.toString(), "--keyid", "mallory");
    Said said =
        ctl(
            "send",
            "cabinet-1",
            "unlock",
            "3",
            "--wait",
            "1",
            "--keyid",
            "mallory",
            "--key",
            folder.resolve("mallory.key").toString());
    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.err()).contains("did not answer", "mallory");
  }

  @Test
  void statusShowsEveryStation() {
    Said said = ctl("status");
    assertThat(said.exit()).as(said.toString()).isZero();
    assertThat(said.out()).contains("demo/cabinet-1  online", "in-service", "3 shut");
    assertThat(ctl("status", "cabinet-9").exit()).isEqualTo(3);
    assertThat(ctl("status", "cabinet-1", "--json").out())
        .contains("\"serving\":\"in-service\"", "\"state\":\"online\"");
  }

  @Test
  void watchPrintsWhatIsSaid() {
    Said said = ctl("watch", "--wait", "1");
    assertThat(said.exit()).isZero();
    assertThat(said.out()).contains("demo/cabinet-1  state   online");
  }

  @Test
  void wrongQuestionsAreExplained() {
    assertThat(ctl("send", "cabinet-1", "explode").err()).contains("no action 'explode'");
    assertThat(ctl("send", "cabinet-1", "unlock").err()).contains("needs a door");
    assertThat(ctl("send", "cabinet-1", "unlock", "3", "--override").err()).contains("--reason");
    assertThat(ctl("send", "Cabinet 1", "restart").err()).contains("expected 1 to 32 of a-z");
    assertThat(ctl("send", "cabinet-1", "restart", "--wait", "0").exit()).isEqualTo(2);
    assertThat(ctl("send").exit()).isEqualTo(2);
  }

  @Test
  void aBrokerThatIsNotThereIsNamedWithWhatToDo() {
    Said said = ctl("status", "--broker", "tcp://127.0.0.1:9");
    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.err()).contains("tcp://127.0.0.1:9", "./kiosk demo");
  }

  @Test
  void aKeyIsNeverOverwritten() {
    Said said = kiosk("enrol", "keys", "--out", folder.toString(), "--keyid", "li-ming-1");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("never overwritten");
  }
}
