package org.shuyi.sim.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a disk may keep, and what it must. */
class DiskTest {
  private static final int DRAWS = 2_000;
  private final Disk disk = new Disk();

  @Test
  void whatWasFlushedStaysInEveryState() {
    make("a", 1);
    disk.apply(write(1, 0, 700, 'x'));
    disk.apply(new Op.Flushed(1));
    disk.apply(write(1, 700, 100, 'y'));
    for (int i = 0; i < DRAWS; i++) {
      byte[] left = bytes(draw(i), "a");
      assertThat(left.length).isBetween(700, 800);
      assertThat(Arrays.copyOf(left, 700)).containsOnly('x');
    }
    assertThat(bytes(disk.least(), "a")).hasSize(700);
    assertThat(bytes(disk.most(), "a")).hasSize(800);
  }

  @Test
  void ofWhatWasNotFlushedAnySectorsMaySurvive() {
    make("a", 1);
    disk.apply(write(1, 0, 2048, '-'));
    disk.apply(new Op.Flushed(1));
    disk.apply(write(1, 0, 2048, 'x'));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      byte[] left = bytes(draw(i), "a");
      var sectors = new StringBuilder();
      for (int sector = 0; sector < 4; sector++) {
        byte[] one = Arrays.copyOfRange(left, sector * 512, (sector + 1) * 512);
        assertThat(one).containsOnly(one[0]);
        sectors.append((char) one[0]);
      }
      seen.add(sectors.toString());
    }
    assertThat(seen).hasSize(16);
  }

  @Test
  void aLaterWriteMaySurviveAnEarlierOne() {
    make("a", 1);
    disk.apply(write(1, 0, 512, '1'));
    disk.apply(write(1, 512, 512, '2'));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      byte[] left = bytes(draw(i), "a");
      if (left.length == 1024)
        seen.add((left[0] == '1' ? "1" : "-") + (left[512] == '2' ? "2" : "-"));
    }
    assertThat(seen).containsExactlyInAnyOrder("12", "1-", "-2", "--");
  }

  @Test
  void aFileMayBeLongerThanWhatIsInIt() {
    make("a", 1);
    disk.apply(write(1, 0, 1024, 'x'));
    Set<Integer> lengths = new HashSet<>();
    boolean grewWithoutContent = false;
    for (int i = 0; i < DRAWS; i++) {
      byte[] left = bytes(draw(i), "a");
      lengths.add(left.length);
      grewWithoutContent |= left.length == 1024 && left[0] != 'x' && left[1000] != 'x';
    }
    assertThat(lengths).containsExactlyInAnyOrder(0, 512, 1024);
    assertThat(grewWithoutContent).isTrue();
  }

  @Test
  void aNameIsDurableWhenItsFolderIsFlushedAndNotBefore() {
    disk.apply(new Op.Created("a", 1));
    disk.apply(write(1, 0, 10, 'x'));
    disk.apply(new Op.Flushed(1));
    assertThat(disk.least().files()).isEmpty();
    assertThat(disk.most().files()).containsOnlyKeys("a");
    disk.apply(new Op.FolderFlushed());
    assertThat(disk.least().files()).containsOnlyKeys("a");
    disk.apply(new Op.Removed("a"));
    disk.apply(new Op.Created("a", 2));
    Set<Integer> lengths = new HashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      var left = draw(i);
      lengths.add(left.files().containsKey("a") ? bytes(left, "a").length : -1);
    }
    // The old file, none, or the new and empty one.
    assertThat(lengths).containsExactlyInAnyOrder(10, -1, 0);
  }

  @Test
  void aNumberDrawsTheSameStateAgain() {
    make("a", 1);
    disk.apply(write(1, 0, 9_000, 'x'));
    for (int i = 0; i < 100; i++) assertThat(draw(i).sum()).isEqualTo(draw(i).sum());
  }

  private void make(String name, int file) {
    disk.apply(new Op.Created(name, file));
    disk.apply(new Op.FolderFlushed());
  }

  private CrashState draw(int number) {
    return disk.any(new SplittableRandom(number));
  }

  private static Op write(int file, int offset, int length, char filled) {
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) filled);
    return new Op.Wrote(file, offset, new Image(bytes, length));
  }

  private static byte[] bytes(CrashState state, String name) {
    Image image = state.files().get(name);
    assertThat(image).isNotNull();
    return image == null ? new byte[0] : image.copy(image.length());
  }
}
