package org.shuyi.kiosk.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.kiosk.hardware.PinWiring.Relay;
import org.shuyi.kiosk.hardware.PinWiring.UvRelay;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.UvEvent;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.PatronTokens;

/** The interlock of the ultraviolet lamp, judged by its pin: off in the call that tells of it. */
class UvLampTest {
  private static final DeviceId LOCKS = new DeviceId("locks");
  private static final int UV = 26;
  private static final int FIRE = 22;
  private static final int TAMPER = 27;
  private static final int TILT = 23;
  private static final Effect.Shine SHINE = new Effect.Shine(Duration.ofMinutes(15));

  private final PaperPins board = new PaperPins();
  private final List<Event> events = new ArrayList<>();
  private final Hardware hardware = hardware();
  private final Consumer<LockNotice> notices = hardware.lockBoard(LOCKS, command -> {});

  private Hardware hardware() {
    var doors = new TreeMap<DoorId, DoorWiring>();
    for (int door = 1; door <= 3; door++) {
      doors.put(new DoorId("" + door), new DoorWiring(LOCKS, door, new DeviceId("reader"), door));
    }
    var key = new CityKey(1, new byte[32]);
    return new Hardware(doors, new PatronTokens(List.of(key)), false, events::add);
  }

  @BeforeEach
  void wire() {
    hardware.pins(
        board,
        new PinWiring(
            new TreeMap<>(),
            OptionalInt.of(TAMPER),
            OptionalInt.of(FIRE),
            new TreeMap<>(Map.of(Guard.TILT, TILT)),
            new TreeMap<>(),
            Optional.of(
                new UvRelay(
                    new Relay(UV, Duration.ofSeconds(902)),
                    new TreeSet<>(List.of(new DoorId("1"), new DoorId("2")))))),
        health -> {});
  }

  private boolean burns() {
    return board.on.contains(UV);
  }

  private UvLampTest shut() {
    notices.accept(
        new LockNotice.Sensed(
            new TreeMap<>(Map.of(1, Contact.CLOSED, 2, Contact.CLOSED, 3, Contact.CLOSED))));
    return this;
  }

  private UvLampTest burning() {
    shut();
    hardware.shine(SHINE, Duration.ZERO);
    assertThat(burns()).isTrue();
    events.clear();
    return this;
  }

  @Test
  void itBurnsOnlyWhileEveryDoorBeforeItWasSeenShut() {
    hardware.shine(SHINE, Duration.ZERO);
    assertThat(burns()).isFalse();
    assertThat(events).containsExactly(new UvEvent.LampOut("door 1 is not seen shut"));
    notices.accept(new LockNotice.Changed(1, Contact.CLOSED));
    hardware.shine(SHINE, Duration.ZERO);
    assertThat(burns()).isFalse();
    burning();
    hardware.darken();
    assertThat(burns()).isFalse();
    assertThat(events).as("the kernel knows").isEmpty();
  }

  @Test
  void whateverOpensOrIsNotSeenPutsItOutInTheSameCallBeforeTheKernelHears() {
    Map<String, Consumer<UvLampTest>> ways = new TreeMap<>();
    ways.put("door", t -> t.notices.accept(new LockNotice.Changed(1, Contact.OPEN)));
    ways.put("unseen", t -> t.notices.accept(new LockNotice.Changed(2, Contact.UNKNOWN)));
    ways.put("sensed", t -> t.notices.accept(new LockNotice.Sensed(new TreeMap<>())));
    ways.put("board", t -> t.hardware.healthOf(LOCKS).accept(new Health.Lost("pulled")));
    ways.put("fire", t -> t.board.say(FIRE, Level.HIGH));
    ways.put("fire unseen", t -> t.board.say(FIRE, Level.UNKNOWN));
    ways.put("panel", t -> t.board.say(TAMPER, Level.HIGH));
    ways.put("tilt", t -> t.board.say(TILT, Level.HIGH));
    ways.put("pins", t -> t.hardware.healthOf(Hardware.PINS).accept(new Health.Lost("chip")));
    ways.put(
        "unlock",
        t ->
            t.hardware.unlock(
                new Effect.Unlock(new DoorId("1"), Duration.ofMillis(500)), Duration.ZERO));
    ways.forEach(
        (what, way) -> {
          var test = new UvLampTest();
          test.wire();
          test.burning();
          way.accept(test);
          assertThat(test.burns()).as(what).isFalse();
          assertThat(test.events).as(what).hasAtLeastOneElementOfType(UvEvent.LampOut.class);
          assertThat(test.events.getFirst()).as(what).isInstanceOf(UvEvent.LampOut.class);
        });
  }

  @Test
  void aDoorThatItDoesNotShineBehindMayOpen() {
    burning();
    notices.accept(new LockNotice.Changed(3, Contact.OPEN));
    assertThat(burns()).isTrue();
  }

  @Test
  void whatWasDecidedLongAgoDoesNotBurn() {
    shut();
    hardware.shine(SHINE, Duration.ofSeconds(2));
    assertThat(burns()).isFalse();
    assertThat(events).contains(new UvEvent.LampOut("it was decided 2000 ms ago"));
  }

  @Test
  void thePinItselfHoldsItsLongestTime() {
    assertThat(board.longest).contains(Duration.ofSeconds(902));
  }

  /** Any notices in any order: never on with a door or a contact that is open or not seen. */
  @Test
  void inAnyOrderOfNoticesItNeverBurnsBeforeWhatIsNotSeenShut() {
    int burnt = 0;
    for (int seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var test = new UvLampTest();
      test.wire();
      var open = new TreeSet<>(List.of("1", "2"));
      for (int i = 0; i < 200; i++) {
        test.any(random, open);
        assertThat(test.burns() && !open.isEmpty())
            .as("seed %d, step %d: %s", seed, i, open)
            .isFalse();
        if (test.burns()) burnt++;
      }
    }
    assertThat(burnt).as("and it does burn").isGreaterThan(1_000);
  }

  private void any(Random random, Set<String> open) {
    int door = 1 + random.nextInt(3);
    Contact contact =
        random.nextInt(4) > 0
            ? Contact.CLOSED
            : List.of(Contact.values()).get(random.nextInt(Contact.values().length));
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> {
        notices.accept(new LockNotice.Changed(door, contact));
        note(open, "" + door, contact == Contact.CLOSED);
      }
      case 3 -> {
        int pin = List.of(FIRE, TAMPER, TILT).get(random.nextInt(3));
        Level level =
            random.nextInt(3) > 0 ? Level.LOW : random.nextBoolean() ? Level.HIGH : Level.UNKNOWN;
        board.say(pin, level);
        note(open, "pin " + pin, level == Level.LOW);
      }
      case 4 -> {
        if (random.nextInt(4) > 0) return;
        hardware.healthOf(LOCKS).accept(new Health.Lost("chance"));
        open.addAll(List.of("1", "2"));
      }
      default -> hardware.shine(SHINE, Duration.ZERO);
    }
  }

  private static void note(Set<String> open, String what, boolean shut) {
    if (shut) open.remove(what);
    else if (!what.equals("3")) open.add(what);
  }
}
