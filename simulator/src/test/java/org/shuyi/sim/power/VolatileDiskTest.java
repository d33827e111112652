package org.shuyi.sim.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fault model itself: what is on the platter, and when. */
class VolatileDiskTest {
  private static final int SECTORS = 16;

  @TempDir private Path folder;
  private Path file;
  private VolatileDisk disk;

  @BeforeEach
  void make() throws IOException {
    file = folder.resolve("platter");
    Files.write(file, new byte[SECTORS * VolatileDisk.SECTOR]);
    disk = new VolatileDisk(file);
  }

  @AfterEach
  void close() throws IOException {
    disk.close();
  }

  private static byte[] sectors(int count, int value) {
    var bytes = new byte[count * VolatileDisk.SECTOR];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private byte[] platter(int sector) throws IOException {
    int from = sector * VolatileDisk.SECTOR;
    return Arrays.copyOfRange(Files.readAllBytes(file), from, from + VolatileDisk.SECTOR);
  }

  private void write(int sector, int count, int value) throws Exception {
    disk.write((long) sector * VolatileDisk.SECTOR, sectors(count, value), false);
  }

  @Test
  void whatIsWrittenIsReadAtOnceAndIsNotOnThePlatter() throws Exception {
    write(2, 2, 7);
    assertThat(disk.read(2 * 512, 1024)).isEqualTo(sectors(2, 7));
    assertThat(disk.read(512, 512)).isEqualTo(sectors(1, 0));
    assertThat(platter(2)).isEqualTo(sectors(1, 0));
  }

  @Test
  void aFlushPutsEverythingOnThePlatterTheNewestLast() throws Exception {
    write(2, 1, 7);
    write(3, 1, 8);
    write(2, 1, 9);
    disk.flush();
    assertThat(platter(2)).isEqualTo(sectors(1, 9));
    assertThat(platter(3)).isEqualTo(sectors(1, 8));
    assertThat(disk.read(2 * 512, 512)).isEqualTo(sectors(1, 9));
  }

  @Test
  void aForcedWriteIsOnThePlatterAndLeavesTheOthersWaiting() throws Exception {
    write(2, 2, 7);
    disk.write(3 * 512, sectors(2, 9), true);
    assertThat(platter(2)).isEqualTo(sectors(1, 0));
    assertThat(platter(3)).isEqualTo(sectors(1, 9));
    assertThat(platter(4)).isEqualTo(sectors(1, 9));
    assertThat(disk.read(2 * 512, 1024)).startsWith(sectors(1, 7)).endsWith(sectors(1, 9));
  }

  @Test
  void thePowerGoesAfterTheWriteAndBeforeAnythingElse() throws Exception {
    var cuts = new AtomicInteger();
    disk.whenCut(cuts::incrementAndGet);
    disk.cutAtWrite(2, Survivors.NONE, new Random(1));
    write(0, 1, 1);
    disk.flush();
    assertThatThrownBy(() -> write(1, 3, 2)).isInstanceOf(PowerGone.class);
    assertThat(cuts).hasValue(1);
    assertThat(disk.loss()).contains(new Loss(Survivors.NONE, 3, 0));
    assertThat(platter(0)).isEqualTo(sectors(1, 1));
    assertThat(platter(1)).isEqualTo(sectors(1, 0));
    assertThatThrownBy(() -> disk.read(0, 512)).isInstanceOf(PowerGone.class);
    assertThatThrownBy(disk::flush).isInstanceOf(PowerGone.class);
    assertThatThrownBy(() -> write(0, 1, 9)).isInstanceOf(PowerGone.class);
    assertThat(platter(0)).isEqualTo(sectors(1, 1));
  }

  @Test
  void aForcedWriteThatIsCutIsNotForcedAnyMore() throws Exception {
    disk.cutAtWrite(1, Survivors.NONE, new Random(1));
    assertThatThrownBy(() -> disk.write(0, sectors(1, 5), true)).isInstanceOf(PowerGone.class);
    assertThat(platter(0)).isEqualTo(sectors(1, 0));
  }

  @Test
  void inOrderAPrefixSurvivesTornWithinAWrite() throws Exception {
    boolean torn = false;
    for (int seed = 0; seed < 40; seed++) {
      make();
      write(0, 8, 3);
      int survived = disk.cut(Survivors.PREFIX, new Random(seed)).survived();
      for (int sector = 0; sector < 8; sector++) {
        assertThat(platter(sector)).isEqualTo(sectors(1, sector < survived ? 3 : 0));
      }
      torn |= survived > 0 && survived < 8;
      disk.close();
    }
    assertThat(torn).as("some write was torn").isTrue();
  }

  @Test
  void inAnyOrderAnOldVersionOfASectorMayOutliveTheNewOne() throws Exception {
    boolean old = false;
    for (int seed = 0; seed < 40; seed++) {
      make();
      write(0, 1, 1);
      write(0, 1, 2);
      disk.cut(Survivors.ANY, new Random(seed));
      old |= platter(0)[0] == 1;
      disk.close();
    }
    assertThat(old).isTrue();
  }

  @Test
  void theSameSeedLosesTheSame() throws Exception {
    var first = Survivors.ANY.draw(200, new Random(5));
    assertThat(Survivors.ANY.draw(200, new Random(5))).isEqualTo(first);
    assertThat(Survivors.NONE.draw(3, new Random(5))).containsOnly(false);
  }

  @Test
  void aSecondCutTellsWhatTheFirstDid() throws Exception {
    write(0, 4, 1);
    var first = disk.cut(Survivors.NONE, new Random(1));
    assertThat(disk.cut(Survivors.ANY, new Random(2))).isEqualTo(first);
  }

  @Test
  void onlyWholeSectorsOnTheDiskAreTaken() {
    assertThat(disk.has(0, SECTORS * 512L)).isTrue();
    assertThat(disk.has(512, SECTORS * 512L)).isFalse();
    assertThat(disk.has(1, 512)).isFalse();
    assertThat(disk.has(0, 100)).isFalse();
    assertThat(disk.has(-512, 512)).isFalse();
    assertThat(disk.has(Long.MAX_VALUE - 511, 512)).isFalse();
  }
}
