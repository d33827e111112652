package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.KerongCu48Peer;
import org.shuyi.sim.device.ModbusPickerPeer;
import org.shuyi.sim.device.ModbusRelayPeer;
import org.shuyi.sim.device.ModbusSorterPeer;
import org.shuyi.sim.device.Pace;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.SerialScannerPeer;
import org.shuyi.sim.device.ThreeMPeer;
import org.shuyi.sim.device.WinnsenPeer;
import org.shuyi.sim.device.WjlPeer;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.CardField;
import org.shuyi.sim.world.Conveyor;
import org.shuyi.sim.world.PickerArm;
import org.shuyi.sim.world.TagField;

/**
 * Every driver of the wiring table, each with its peer, held to its port's contract. A new driver
 * gets a row in {@code Wiring} and a subject, here or in a file of its own ({@code ./kiosk
 * new-driver}); without one this fails.
 */
class PortContractsTest {
  private static final String BEGIN = "<!-- promises: begin -->\n";
  private static final String END = "<!-- promises: end -->";

  /** Where the subjects stand. */
  private static final List<Class<?>> HOUSES =
      List.of(PortContractsTest.class, CounterContractsTest.class, UhfContractsTest.class);

  @Nested
  class Kerong extends LockContract {
    @Override
    String kind() {
      return "lock.kerong";
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new KerongCu16Peer.Setup(1, true, false, PULSE, 5);
      return new KerongCu16Peer(setup, bolts, KerongCu16Peer.PACE, seed);
    }
  }

  /** Two of the sources say that an unlock is not answered, one that it may be. */
  @Nested
  class KerongThatAnswersUnlocks extends Kerong {
    @Override
    String name() {
      return "lock.kerong, unlock answered";
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new KerongCu16Peer.Setup(1, true, true, PULSE, 5);
      return new KerongCu16Peer(setup, bolts, KerongCu16Peer.PACE, seed);
    }
  }

  /** Its bolts are fed by a relay of the station in everything that a board promises. */
  @Nested
  class KerongBehindASupply extends Kerong {
    @Override
    String name() {
      return "lock.kerong, supply";
    }

    @Override
    boolean supplied() {
      return true;
    }
  }

  @Nested
  class Wjl extends LockContract {
    @Override
    String kind() {
      return "lock.wjl";
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new WjlPeer.Setup(1, DOORS, true, PULSE, 1_000, 10);
      return new WjlPeer(setup, bolts, WjlPeer.PACE, seed);
    }
  }

  @Nested
  class KerongCu48 extends LockContract {
    @Override
    String kind() {
      return "lock.kerong";
    }

    @Override
    String name() {
      return "lock.kerong, CU48";
    }

    @Override
    Given settings() {
      return Given.of("model", "cu48");
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new KerongCu48Peer.Setup(0, PULSE, 5);
      return new KerongCu48Peer(setup, bolts, KerongCu48Peer.PACE, seed);
    }
  }

  @Nested
  class Winnsen extends LockContract {
    @Override
    String kind() {
      return "lock.winnsen";
    }

    @Override
    boolean oneIsClosed() {
      return false;
    }

    /** No checksum: two polls that are damaged alike are believed. */
    @Override
    int noise() {
      return 1;
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new WinnsenPeer.Setup(1, DOORS, false, false, PULSE, 700, 5);
      return new WinnsenPeer(setup, bolts, WinnsenPeer.PACE, seed);
    }
  }

  /** The board of the pudo kiosk. */
  @Nested
  class WinnsenThatTellsOneLockAtATime extends Winnsen {
    @Override
    String name() {
      return "lock.winnsen, single";
    }

    @Override
    Given settings() {
      return Given.of("states", "single");
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new WinnsenPeer.Setup(1, DOORS, true, false, PULSE, 700, 5);
      return new WinnsenPeer(setup, bolts, WinnsenPeer.PACE, seed);
    }
  }

  @Nested
  class ModbusRelays extends LockContract {
    @Override
    String kind() {
      return "lock.modbus";
    }

    @Override
    Set<String> abilities() {
      return Set.of(WORD_THAT_DROPS);
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new ModbusRelayPeer.Setup(false, 1, DOORS, 0, 5);
      return new ModbusRelayPeer(setup, bolts, ModbusRelayPeer.PACE, seed);
    }
  }

  /** A board on Ethernet, in momentary mode. */
  @Nested
  class ModbusRelaysOnTcp extends ModbusRelays {
    @Override
    String name() {
      return "lock.modbus, TCP";
    }

    /** The check is that of TCP, which is not in this wire. */
    @Override
    int noise() {
      return 1;
    }

    @Override
    Given settings() {
      return Given.of("framing", "tcp", "pulsedBy", "board");
    }

    @Override
    Peer peer(Bolts bolts, long seed) {
      var setup = new ModbusRelayPeer.Setup(true, 1, DOORS, PULSE, 5);
      return new ModbusRelayPeer(setup, bolts, Pace.INSTANT, seed);
    }
  }

  @Nested
  class FeigTags extends TagContract {
    @Override
    String kind() {
      return "tag.feig";
    }

    @Override
    Peer peer(TagField field, int tagsPerReply, long seed) {
      var setup = new FeigIsoHostPeer.Setup(0, tagsPerReply, true);
      return new FeigIsoHostPeer(setup, field, FeigIsoHostPeer.PACE, seed);
    }

    @Override
    Given settings() {
      return Given.of("blocksReversed", "true", "answerWithin", "2000ms");
    }

    @Override
    Given shortReads() {
      return Given.of("blocks", "1");
    }

    @Override
    Given twoAntennas() {
      return Given.of("antennas", "2");
    }

    @Override
    int blocksAsked(Bytes frame) {
      boolean reads = frame.size() == 17 && frame.at(2) == 0xB0 && frame.at(3) == 0x23;
      return reads ? frame.at(14) : 0;
    }
  }

  /** The manual is silent on the order of the bytes in a block; readers of both kinds are known. */
  @Nested
  class FeigTagsWithStraightBlocks extends FeigTags {
    @Override
    String name() {
      return "tag.feig, blocks straight";
    }

    @Override
    Peer peer(TagField field, int tagsPerReply, long seed) {
      var setup = new FeigIsoHostPeer.Setup(0, tagsPerReply, false);
      return new FeigIsoHostPeer(setup, field, FeigIsoHostPeer.PACE, seed);
    }

    @Override
    Given settings() {
      return super.settings().and(Given.of("blocksReversed", "false"));
    }
  }

  @Nested
  class ThreeMTags extends TagContract {
    @Override
    String kind() {
      return "tag.threem";
    }

    /** It gives all tags in one answer. */
    @Override
    Peer peer(TagField field, int tagsPerReply, long seed) {
      return new ThreeMPeer(field, ThreeMPeer.PACE, seed);
    }

    @Override
    Given settings() {
      return Given.of("answerWithin", "2000ms");
    }

    @Override
    Given shortReads() {
      return Given.of("blocks", "1");
    }

    @Override
    Given twoAntennas() {
      return Given.of();
    }

    @Override
    int blocksAsked(Bytes frame) {
      boolean reads = frame.size() == 16 && frame.at(0) == 0xD6 && frame.at(3) == 0x02;
      return reads ? frame.at(13) : 0;
    }
  }

  @Nested
  class FeigCards extends FieldContract {
    @Override
    String kind() {
      return "card.feig";
    }

    @Override
    Peer peer(CardField field, long seed) {
      return new FeigCprPeer(0, field, FeigCprPeer.PACE, seed);
    }
  }

  @Nested
  class SerialCodes extends CodeContract {
    @Override
    String kind() {
      return "code.serial";
    }

    @Override
    Peer peer(long seed) {
      return new SerialScannerPeer(SerialScannerPeer.PACE, seed);
    }

    @Override
    void scan(Peer peer, String code, long now) {
      ((SerialScannerPeer) peer).scan(code, now);
    }
  }

  @Nested
  class ModbusSorter extends SorterContract {
    @Override
    String kind() {
      return "sorter.modbus";
    }

    @Override
    Given settings() {
      return Given.of("map", ModbusSorterPeer.MAP);
    }

    @Override
    Peer peer(Conveyor conveyor, long seed) {
      return new ModbusSorterPeer(false, conveyor, ModbusSorterPeer.PACE, seed);
    }
  }

  /** On Ethernet, and with everything in one table. */
  @Nested
  class ModbusSorterOnTcp extends ModbusSorter {
    @Override
    String name() {
      return "sorter.modbus, TCP";
    }

    @Override
    Given settings() {
      return Given.of("map", ModbusSorterPeer.ONE_TABLE, "framing", "tcp");
    }

    @Override
    Peer peer(Conveyor conveyor, long seed) {
      return new ModbusSorterPeer(true, conveyor, Pace.INSTANT, seed);
    }
  }

  @Nested
  class ModbusPicker extends PickerContract {
    @Override
    String kind() {
      return "picker.modbus";
    }

    @Override
    Given settings() {
      return Given.of("map", ModbusPickerPeer.MAP, "slots", String.valueOf(SLOTS));
    }

    @Override
    Peer peer(PickerArm arm, long seed) {
      return new ModbusPickerPeer(false, arm, ModbusPickerPeer.PACE, seed);
    }
  }

  /** On Ethernet, and with everything in one table. */
  @Nested
  class ModbusPickerOnTcp extends ModbusPicker {
    @Override
    String name() {
      return "picker.modbus, TCP";
    }

    @Override
    Given settings() {
      return super.settings().and(Given.of("map", ModbusPickerPeer.ONE_TABLE, "framing", "tcp"));
    }

    @Override
    Peer peer(PickerArm arm, long seed) {
      return new ModbusPickerPeer(true, arm, Pace.INSTANT, seed);
    }
  }

  /** The subjects by their names in the table. */
  private static SortedMap<String, Class<?>> subjects() {
    var subjects = new TreeMap<String, Class<?>>();
    for (Class<?> house : HOUSES) {
      for (Class<?> nested : house.getDeclaredClasses()) {
        boolean held = PortContract.class.isAssignableFrom(nested);
        if (held && !Modifier.isAbstract(nested.getModifiers()))
          subjects.put(made(nested).name(), nested);
      }
    }
    for (Class<?> alone : StandingAlone.subjects()) subjects.put(made(alone).name(), alone);
    return subjects;
  }

  static PortContract<?, ?> made(Class<?> subject) {
    try {
      if (!subject.isMemberClass()) {
        return (PortContract<?, ?>) subject.getDeclaredConstructor().newInstance();
      }
      Class<?> house = subject.getDeclaringClass();
      Constructor<?> building = house.getDeclaredConstructor();
      Constructor<?> making = subject.getDeclaredConstructor(house);
      return (PortContract<?, ?>) making.newInstance(building.newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(subject.getName(), e);
    }
  }

  @Test
  void everyKindOfDeviceIsHeldToItsPortsContract() {
    Set<String> held = new TreeSet<>();
    subjects().values().forEach(subject -> held.add(made(subject).kind()));
    Set<String> devices = new TreeSet<>(Wiring.deviceKinds().keySet());
    // A system and no device: IlsLineTest holds its line to what the protocol promises.
    assertThat(devices.remove("ils.sip2")).isTrue();
    assertThat(held).isEqualTo(devices);
  }

  @Test
  void theReadMeShowsWhatIsPromised() throws IOException {
    Path readMe = Path.of(System.getProperty("shuyi.home", ".."), "device-drivers", "README.md");
    String text = Files.readString(readMe);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    assertThat(from).as("the marker in %s", readMe).isPositive().isLessThan(to);
    String table = "\n" + Promises.promised(subjects()) + "\n";
    if (Boolean.getBoolean("shuyi.rewrite")) {
      Files.writeString(
          readMe, text.substring(0, from + BEGIN.length()) + table + text.substring(to));
      return;
    }
    assertThat(text.substring(from + BEGIN.length(), to))
        .as("promises have changed: run this test with -Dshuyi.rewrite=true and read %s", readMe)
        .isEqualTo(table);
  }

  @AfterAll
  static void printWhatWasKept() {
    System.out.println("\nWhat each driver kept of what its port promises:\n");
    System.out.println(Promises.kept(subjects()));
  }
}
