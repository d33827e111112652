package org.shuyi.sim.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.centre.Publication;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.ReferenceCentre.Staff;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.station.VirtualTown;

/** The centre's staff, and those who would like to be: commands, new rules, and a lost disk. */
final class Office {
  private static final long MINUTE = 60_000;

  /** Longer than any command is good for. */
  private static final long TOO_LATE = 3 * MINUTE;

  /** Larger than any message may be. */
  private static final int MUCH = 70_000;

  private static final int FLOOD = 100;

  private final VirtualTown town;
  private final Swarm swarm;
  private final Cast cast;
  private final RulesWatch rules;
  private final Set<String> ordered;
  private final AppliedWatch applied;
  private final Chance chance;
  private final Tally tally;
  private final Trace trace;
  private final List<List<Publication>> sent = new ArrayList<>();
  private ReferenceCentre.@Nullable Backup backup;
  private boolean calm;

  /**
   * @param ordered hears of the ids of real orders
   * @param applied looks at the centre before its disk is lost
   */
  Office(
      VirtualTown town,
      Swarm swarm,
      Cast cast,
      RulesWatch rules,
      Set<String> ordered,
      AppliedWatch applied,
      long seed,
      Tally tally,
      Trace trace) {
    this.town = town;
    this.swarm = swarm;
    this.cast = cast;
    this.rules = rules;
    this.ordered = ordered;
    this.applied = applied;
    this.chance = new Chance(seed);
    this.tally = tally;
    this.trace = trace;
    comes(Trouble.COMMAND, this::once);
    comes(Trouble.COMMAND_DOUBLED, this::twice);
    comes(Trouble.COMMAND_REPLAYED, this::replay);
    comes(Trouble.COMMAND_EXPIRED, this::late);
    comes(Trouble.COMMAND_FORGED, this::forge);
    comes(Trouble.COMMAND_POISONED, this::poison);
    comes(Trouble.COMMAND_FLOOD, this::flood);
    comes(Trouble.COMMAND_RETAINED, this::retain);
    comes(Trouble.CENTRE_RESTORED, this::loseDisk);
    comes(Trouble.RULES_CHANGED, this::changeRules);
  }

  /**
   * @param act says whether it happened
   */
  private void comes(Trouble trouble, BooleanSupplier act) {
    if (!swarm.has(trouble)) return;
    town.time()
        .after(
            chance.around(swarm.meanMillis(trouble)),
            () -> {
              if (!calm) {
                tally.count("troubles");
                trace.line(town.time().now(), () -> "office " + trouble);
                if (act.getAsBoolean()) tally.count(trouble.counted());
              }
              comes(trouble, act);
            });
  }

  private List<Publication> order(Staff staff) {
    var actions =
        List.of(
            "unlock",
            "unlock",
            "lock",
            "release",
            "out-of-service",
            "in-service",
            "in-service",
            "inventory",
            "restart");
    String action = chance.of(actions);
    var publications = order(action, staff);
    // What shuts patrons out is taken back after a while.
    if (action.equals("lock") || action.equals("out-of-service")) {
      town.time().after(chance.around(5 * MINUTE), this::takeBack);
    }
    return publications;
  }

  /** Patrons are served again, at every door. */
  void takeBack() {
    town.send(order("in-service", Cast.OPERATOR));
    for (int door = 1; door <= VirtualTown.DOORS; door++) {
      town.send(order("release", door, Cast.SUPERVISOR));
    }
  }

  private List<Publication> order(String action, Staff staff) {
    return order(action, chance.between(1, VirtualTown.DOORS), staff);
  }

  private List<Publication> order(String action, int door, Staff staff) {
    var parameters = new TreeMap<String, String>();
    switch (action) {
      case "lock", "release", "unlock" -> parameters.put("door", Integer.toString(door));
      case "out-of-service" -> parameters.put("text", "closed for now");
      default -> {}
    }
    tally.count("commands sent");
    var publications =
        town.centre()
            .order(
                VirtualTown.address(),
                action,
                parameters,
                "soak",
                chance.percent(20),
                List.of(staff),
                town.now());
    sent.add(publications);
    boolean real = staff.equals(Cast.SUPERVISOR) || staff.equals(Cast.OPERATOR);
    if (real) ordered.add(town.centre().orders(VirtualTown.address()).getLast().id());
    return publications;
  }

  private boolean once() {
    town.send(order(Cast.SUPERVISOR));
    return true;
  }

  private boolean twice() {
    var publications = order(chance.percent(80) ? Cast.SUPERVISOR : Cast.OPERATOR);
    town.send(publications);
    town.time().after(chance.between(0, 20_000), () -> town.send(publications));
    return true;
  }

  private boolean replay() {
    if (sent.isEmpty()) return false;
    town.send(chance.of(sent));
    return true;
  }

  private boolean late() {
    var publications = order(Cast.SUPERVISOR);
    town.time().after(TOO_LATE, () -> town.send(publications));
    return true;
  }

  private boolean forge() {
    town.send(order(chance.percent(50) ? Cast.FORGER : Cast.STRANGER));
    return true;
  }

  /** What stands on the topic of commands and is none: noise, too much, and nearly one. */
  private boolean poison() {
    Publication real = order("inventory", Cast.OPERATOR).getFirst();
    byte[] payload =
        switch (chance.between(0, 3)) {
          case 0 -> noise(chance.between(0, 300));
          case 1 -> noise(MUCH);
          case 2 -> Arrays.copyOf(real.payload().toArray(), real.payload().size() / 2);
          default -> "{\"payloadType\":[[[[[[]]]]]],\"signatures\":-1}".getBytes(UTF_8);
        };
    town.send(List.of(with(real, Bytes.copyOf(payload), false)));
    return true;
  }

  private byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    chance.random().nextBytes(noise);
    return noise;
  }

  /** Everything that was ever ordered, again and again, in one second. */
  private boolean flood() {
    for (int i = 0; i < FLOOD; i++) {
      if (!sent.isEmpty()) town.send(chance.of(sent));
    }
    return !sent.isEmpty();
  }

  /** A command that the broker keeps, and gives to the station whenever it connects. */
  private boolean retain() {
    Publication real = order(Cast.SUPERVISOR).getFirst();
    town.send(List.of(with(real, real.payload(), true)));
    return true;
  }

  private static Publication with(Publication real, Bytes payload, boolean retained) {
    return new Publication(real.topic(), payload, retained, real.expiry());
  }

  /** The disk of an hour ago is all that is left. */
  private boolean loseDisk() {
    if (backup != null && chance.percent(50)) {
      tally.count("centre restored");
      applied.look();
      town.broker().centre(town.centre().restored(backup));
      backup = null;
      return true;
    }
    backup = town.centre().backup();
    return false;
  }

  private boolean changeRules() {
    var blocked = new TreeSet<String>();
    for (Cast.Neighbour one : cast.neighbours()) if (chance.oneIn(8)) blocked.add(one.token());
    var old = town.centre().rules();
    var next =
        new Rules(
            old.version() + 1,
            chance.between(7, 60),
            Duration.ofSeconds(chance.between(1, 600)),
            chance.between(0, 4),
            chance.percent(40),
            blocked,
            old.keys(),
            old.onePersonUnlocks());
    rules.signed(next);
    town.send(town.centre().adopt(next));
    return true;
  }

  void begin() {
    calm = false;
  }

  /** Nobody orders anything new. */
  void goHome() {
    calm = true;
  }

  void count() {
    town.send(order("inventory", Cast.OPERATOR));
  }
}
