package org.shuyi.sim.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.voice.VoiceCommand;
import org.shuyi.devices.voice.VoiceCommand.Say;
import org.shuyi.devices.voice.VoiceCommand.Sentence;
import org.shuyi.devices.voice.VoiceNotice;
import org.shuyi.devices.voice.VoiceNotice.NotSaid;
import org.shuyi.devices.voice.VoiceNotice.Said;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Loudspeaker;

/** What every driver of a voice promises. */
abstract class VoiceContract extends PortContract<VoiceCommand, VoiceNotice> {
  private static final int LONGEST = 60_000;

  /** A voice with this loudspeaker. */
  abstract Peer peer(Loudspeaker loudspeaker, long seed);

  /**
   * One that hears nothing while it speaks, for half a minute a sentence; the usual one where a
   * voice can always be broken off.
   */
  Peer stubborn(Loudspeaker loudspeaker, long seed) {
    return peer(loudspeaker, seed);
  }

  private final class Room {
    final Loudspeaker loudspeaker = new Loudspeaker();
    final Rig<VoiceCommand, VoiceNotice> rig;
    private long numbers;

    Room(long seed) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(loudspeaker, seed), 0);
    }

    Room(BiFunction<Loudspeaker, Long, Peer> maker) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), maker.apply(loudspeaker, 1L), 0);
    }

    Room begin() {
      rig.begin();
      return this;
    }

    long say(String chinese, String english) {
      rig.want(
          new Say(++numbers, List.of(new Sentence("zh-CN", chinese), new Sentence("en", english))));
      return numbers;
    }

    List<Long> ended() {
      return rig.told(VoiceNotice.class).stream()
          .map(
              notice ->
                  switch (notice) {
                    case Said(long number) -> number;
                    case NotSaid(long number, String why) -> number;
                  })
          .toList();
    }
  }

  private Room room() {
    return new Room(1).begin();
  }

  @Override
  final Rig<VoiceCommand, VoiceNotice> rig(long seed) {
    return new Room(seed).rig;
  }

  @Override
  final void work(Rig<VoiceCommand, VoiceNotice> rig) {
    rig.want(new Say(1, List.of(new Sentence("zh-CN", "请关门"))));
  }

  @Test
  void aTextIsSaidOnceInEachLanguage() {
    var room = room();
    room.say("请关门", "shut the door");
    room.rig.run(600_000);
    assertThat(room.loudspeaker.heard()).containsExactly("zh-CN: 请关门", "en: shut the door");
    assertThat(room.rig.told(VoiceNotice.class)).containsExactly(new Said(1));
  }

  @Test
  void whatComesLaterBreaksOffWhatIsSaid() {
    var room = room();
    room.say("暂停服务", "out of service");
    room.rig.run(1_000);
    room.say("火警", "fire");
    room.rig.run(10_000);
    assertThat(room.loudspeaker.heard()).containsExactly("zh-CN: 暂停服务 …", "zh-CN: 火警", "en: fire");
    assertThat(room.ended()).containsExactly(1L, 2L);
    room.say("一", "one");
    room.rig.run(1_000);
    room.rig.want(new VoiceCommand.Hush());
    room.rig.run(10_000);
    assertThat(room.loudspeaker.heard()).endsWith("zh-CN: 一 …");
    assertThat(room.ended()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aProgramThatCannotBeBrokenOffIsBegunAnewAndSpeaksOfTheFireWithinThreeSeconds() {
    for (int at = 100; at < 15_000; at += 1_700) {
      var room = new Room(this::stubborn).begin();
      room.say("暂停服务，请到对面的总馆借还图书", "out of service");
      room.rig.run(at);
      room.rig.forget();
      long asked = room.rig.time.now();
      long fire = room.say("火警", "fire");
      room.rig.run(3_000);
      assertThat(room.loudspeaker.heard()).as("broken off, %d ms", at).hasSize(1);
      assertThat(room.ended()).containsExactly(fire - 1);
      assertThat(room.rig.written)
          .as("begun by the new program, %d ms", at)
          .anySatisfy(
              line -> {
                assertThat(new String(line.said().toArray(), UTF_8)).contains("\tzh-CN\t火警");
                assertThat(line.millis() - asked).isBetween(500L, 3_000L);
              });
      assertThat(room.rig.ready()).isTrue();
      room.rig.run(LONGEST);
      assertThat(room.ended()).containsExactly(fire - 1, fire);
    }
  }

  @Test
  void aProgramThatIsToBeStillIsStillWithinTwoSeconds() {
    var room = new Room(this::stubborn).begin();
    room.say("一", "one");
    room.rig.run(1_000);
    room.rig.want(new VoiceCommand.Hush());
    room.rig.run(2_000);
    assertThat(room.loudspeaker.heard()).containsExactly("zh-CN: 一 …");
    assertThat(room.ended()).containsExactly(1L);
    assertThat(room.rig.ready()).isTrue();
  }

  @Test
  void whatCannotBeSaidIsToldAndShowsInTheHealthUntilSomethingIsSaid() {
    var room = room();
    room.loudspeaker.broken(true);
    long number = room.say("请关门", "shut the door");
    room.rig.run(30_000);
    assertThat(room.rig.told(VoiceNotice.class))
        .containsExactly(new NotSaid(number, "no sound card"));
    assertThat(room.rig.health()).isInstanceOf(Health.Degraded.class);
    room.loudspeaker.broken(false);
    room.say("请关门", "shut the door");
    room.rig.run(30_000);
    assertThat(room.rig.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aVoiceThatFallsSilentIsLostAndNothingIsSaidLater() {
    var room = room();
    room.rig.faults().add(new Fault.Deaf());
    room.rig.run(LONGEST);
    assertThat(room.rig.lost()).isTrue();
    room.say("火警", "fire");
    assertThat(room.ended()).containsExactly(1L);
    room.rig.faults().heal();
    room.rig.run(LONGEST);
    assertThat(room.rig.ready()).isTrue();
    assertThat(room.loudspeaker.heard()).isEmpty();
  }

  @Test
  void answersInAnyPiecesDoubledAndDelayedAreUnderstood() {
    for (Pieces manner :
        List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(3), Pieces.byChance(4))) {
      var room = room();
      room.rig.inPieces(manner);
      room.say("请关门", "shut the door");
      room.rig.run(20_000);
      assertThat(room.rig.told(VoiceNotice.class)).containsExactly(new Said(1));
      assertThat(room.loudspeaker.heard()).hasSize(2);
    }
  }

  @Test
  void everyTextEndsOnceWhateverHappens() {
    for (int seed = 1; seed <= 30; seed++) {
      var room = new Room(seed).begin();
      var random = new Random(seed);
      var asked = new ArrayList<Long>();
      for (int i = 0; i < 20; i++) {
        room.rig.faults().heal();
        if (random.nextInt(3) == 0) room.rig.faults().add(new Fault.Noise(20, 20, 20));
        if (random.nextInt(6) == 0) room.rig.faults().add(new Fault.Mute(random.nextInt(6)));
        asked.add(room.say("一", "one"));
        room.rig.run(random.nextInt(9_000));
        if (random.nextInt(8) == 0) {
          room.rig.line.unplug();
          room.rig.run(random.nextInt(2_000));
          room.rig.line.plugIn();
        }
      }
      room.rig.faults().heal();
      room.rig.run(2 * LONGEST);
      assertThat(room.ended()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(asked);
      assertThat(room.rig.ready()).as("seed %d", seed).isTrue();
    }
  }
}
