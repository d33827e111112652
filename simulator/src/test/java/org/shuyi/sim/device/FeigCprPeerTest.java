package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;

/** Records as FEIG's own host library takes them apart. */
class FeigCprPeerTest {
  private static final String INVENTORY = "07 FF B0 01 00 1C 56";

  private final ArrayDeque<Bytes> held = new ArrayDeque<>();
  private final Asked reader = new Asked(new FeigCprPeer(0, held::peek, Pace.INSTANT, 1));

  @Test
  void noCardIsStatus01() {
    assertThat(reader.hears(INVENTORY)).containsExactly("06 00 B0 01 5C 63");
  }

  @Test
  void aUidOfSevenBytesTravelsWithTheMakerLast() {
    held.add(Bytes.parse("04A1B2C3D4E580"));
    assertThat(reader.hears(INVENTORY))
        .singleElement()
        .asString()
        .startsWith("11 00 B0 00 01 04 00 01 80 E5 D4 C3 B2 A1 04");
  }

  @Test
  void aUidOfFourBytesStandsBehindThreeZeros() {
    held.add(Bytes.parse("DEADBEEF"));
    assertThat(reader.hears(INVENTORY))
        .singleElement()
        .asString()
        .startsWith("11 00 B0 00 01 04 00 00 00 00 00 EF BE AD DE");
  }

  @Test
  void aUidOfTenBytesIsAnnouncedInTrInfo() {
    held.add(Bytes.parse("04010203040506070809"));
    assertThat(reader.hears(INVENTORY))
        .singleElement()
        .asString()
        .startsWith("14 00 B0 00 01 04 04 00 09 08 07 06 05 04 03 02 01 04");
  }

  @Test
  void tagCommandsAreUnknownToIt() {
    held.add(Bytes.parse("DEADBEEF"));
    assertThat(reader.hears("0F FF B0 2B 01 E0 04 01 00 12 34 56 78 11 A3"))
        .singleElement()
        .asString()
        .startsWith("06 00 B0 80");
  }
}
