package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.command.Answer;

/**
 * The diagrams in README.md are drawn from the code: every transition that a door, a visit, a
 * command and an emergency make in random histories, and no other. {@code ./kiosk test
 * -Dtest=StateDiagramTest -Dshuyi.rewrite=true} draws them anew; whoever does so reads what
 * changed.
 */
class StateDiagramTest {
  private static final String FROM = "<!-- drawn by StateDiagramTest: begin -->\n";
  private static final String TO = "<!-- drawn by StateDiagramTest: end -->";

  /** Fifty have seen every transition but one, and some four hundred that one too. */
  private static final int HISTORIES = 450;

  private static final int EVENTS = 250;

  private final Edges doors = new Edges();
  private final Edges visits = new Edges();
  private final Edges commands = new Edges();
  private final Edges emergencies = new Edges();
  private final Edges powers = new Edges();
  private final Edges returns = new Edges();

  /** Which states follow which. */
  private static final class Edges {
    private final SortedMap<String, SortedSet<String>> next = new TreeMap<>();

    void saw(String from, String to) {
      if (!from.equals(to)) next.computeIfAbsent(from, f -> new TreeSet<>()).add(to);
    }

    String mermaid(String title) {
      var text = new StringBuilder("\n" + title + "\n\n```mermaid\nstateDiagram-v2\n");
      next.forEach(
          (from, all) -> all.forEach(to -> text.append("  %s --> %s\n".formatted(from, to))));
      return text + "```\n";
    }
  }

  @Test
  void theReadmesDiagramsAreWhatTheKernelDoes() throws IOException {
    for (int seed = 0; seed < HISTORIES; seed++) {
      live(new Random(seed));
      takeBack(new Random(seed));
    }
    Path readme = Path.of("README.md").toAbsolutePath();
    String text = Files.readString(readme);
    int from = text.indexOf(FROM);
    int to = text.indexOf(TO);
    assertThat(from).as("README.md has the place for them").isNotNegative().isLessThan(to);
    String drawn = text.substring(0, from + FROM.length()) + diagrams() + text.substring(to);
    if (Boolean.getBoolean("shuyi.rewrite")) Files.writeString(readme, drawn);
    assertThat(Files.readString(readme)).isEqualTo(drawn);
  }

  private String diagrams() {
    return doors.mermaid("A door (`DoorState`); after a restart nobody knows, so each is `Unseen`:")
        + visits.mermaid("A visit (`Visit`):")
        + commands.mermaid("A command (`Answer.Stage`), as its sender hears of it:")
        + emergencies.mermaid("An emergency (`Emergency`):")
        + powers.mermaid("The power (`Power`):")
        + returns.mermaid(
            "A return (`Stage`); `Stopped` goes on wherever the sensors say that it stands:")
        + "\n";
  }

  private void live(Random random) {
    Kiosk kiosk = Kiosk.fresh(Tale.plan(), new Outbox(1, 0));
    var stages = new TreeMap<String, String>();
    long ticks = 0;
    for (int i = 0; i < EVENTS; i++) {
      if (kiosk.wakeAt() > ticks) ticks += Histories.pause(random);
      Event event = Histories.next(random, kiosk, ticks);
      Step step =
          kiosk.on(event, new Now(ticks, Instant.ofEpochMilli(ticks), Now.ClockTrust.SYNCHRONISED));
      look(kiosk, step.next());
      for (Effect effect : step.effects()) {
        if (effect instanceof Effect.Say(Answer answer)) {
          String now = answer.stage().name().toLowerCase(Locale.ROOT);
          String before = stages.put(answer.command(), now);
          commands.saw(before == null ? "[*]" : before, now);
        }
      }
      kiosk = step.next();
    }
  }

  private void takeBack(Random random) {
    Kiosk kiosk = Kiosk.fresh(ReturnTale.plan(), new Outbox(1, 0));
    var histories = new ReturnHistories(random);
    long ticks = 0;
    for (int i = 0; i < EVENTS; i++) {
      if (kiosk.wakeAt() > ticks) ticks += Histories.pause(random);
      var now = new Now(ticks, Instant.ofEpochMilli(ticks), Now.ClockTrust.SYNCHRONISED);
      Kiosk next = kiosk.on(histories.next(kiosk, ticks), now).next();
      returns.saw(name(kiosk.fittings().intake().stage()), name(next.fittings().intake().stage()));
      kiosk = next;
    }
  }

  private void look(Kiosk before, Kiosk after) {
    before
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              var then = after.shelf().doors().get(id);
              if (then != null) doors.saw(name(door.state()), name(then.state()));
            });
    emergencies.saw(word(before), word(after));
    powers.saw(name(before.fittings().power()), name(after.fittings().power()));
    visits.saw(name(before.visits().now()), name(after.visits().now()));
  }

  private static String word(Kiosk kiosk) {
    return kiosk.station().emergency().name().toLowerCase(Locale.ROOT);
  }

  private static String name(Object state) {
    return state.getClass().getSimpleName();
  }
}
