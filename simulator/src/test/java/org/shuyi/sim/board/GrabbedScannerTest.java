package org.shuyi.sim.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.board.Board.Plug;
import org.shuyi.sim.house.Needs;

/**
 * The station's side of a scanner that is a keyboard and of one at a serial port, with a kernel,
 * USB devices and a login screen that nobody of ours wrote.
 */
@Needs({"pc", "qemu", "busybox", "debian-kernel"})
@Timeout(300)
class GrabbedScannerTest {
  private static final String HAD = "hid had ";
  private static final String CODE = "9787020002207";

  /** What the kernel tells of one change of a key: the scan code, the key, and a mark. */
  private static final int CHANGE_BYTES = 3 * 24;

  /** The station's two seconds, and some for clocks that differ. */
  private static final Duration REPEATED = Duration.ofMillis(2_500);

  @TempDir private static Path folder;

  private static @Nullable Board booted;

  private int pressed;

  @BeforeAll
  static void boot() throws Exception {
    booted = new Board(folder, TwoScanners.class);
    booted.await("awake");
  }

  @AfterAll
  static void pullTheMains() throws IOException {
    if (booted != null) booted.close();
  }

  private static Board board() {
    return Objects.requireNonNull(booted);
  }

  @BeforeEach
  void forget() {
    board().forget();
  }

  private void take() throws Exception {
    board().order("take");
    board().awaitAll("hid is Ready", "serial is Ready");
  }

  @AfterEach
  void giveBack() throws Exception {
    board().order("give back");
    board().await("given back");
  }

  private static void types(Plug keyboard, String word) throws Exception {
    for (var piece : Keystrokes.of(word)) board().press(keyboard, piece);
  }

  /** A code before the scanner that the station has taken, as fast as the station hears it. */
  private void scans(String code) throws Exception {
    for (var piece : Keystrokes.of(code)) {
      while (had() < pressed) board().await(HAD);
      board().press(Plug.SCANNER, piece);
      pressed += piece.size() * CHANGE_BYTES;
    }
  }

  /** How many bytes the station has had of the scanner since it took it. */
  private static int had() {
    List<String> lines = board().heard(HAD);
    return lines.isEmpty() ? 0 : Integer.parseInt(lines.getLast().substring(HAD.length()));
  }

  /** Whatever the screen heard before, it would be in this line. */
  private static void screenHearsOnly(String... words) throws Exception {
    types(Plug.FOREIGN, "end");
    board().await("tty1 end");
    var lines = new String[words.length + 1];
    for (int i = 0; i < words.length; i++) lines[i] = "tty1 " + words[i];
    lines[words.length] = "tty1 end";
    assertThat(board().heard("tty1 ")).containsExactly(lines);
  }

  @Test
  void aScannerAtASerialPortAndOneThatIsAKeyboardDeliverTheSameCode() throws Exception {
    take();
    for (String code : new String[] {CODE, "CN-440100/Ab1"}) {
      scans(code);
      assertThat(board().await("hid code ")).isEqualTo("hid code " + code);
      board().sends(code + "\r");
      assertThat(board().await("serial code ")).isEqualTo("serial code " + code);
    }
  }

  @Test
  void theSameCodeWithinTwoSecondsCountsOnceAndAfterThemAgain() throws Exception {
    take();
    for (String name : new String[] {"hid", "serial"}) {
      twice(name, "7");
      board().await(name + " code 7");
      assertThat(board().hears(name + " code", REPEATED)).isFalse();
      twice(name, "7");
      board().await(name + " code 7");
      twice(name, "8");
      board().await(name + " code 8");
      assertThat(board().heard(name + " code"))
          .containsExactly(name + " code 7", name + " code 7", name + " code 8");
    }
  }

  /** So fast that no machine is slow enough for two seconds to pass. */
  private void twice(String name, String code) throws Exception {
    if (name.equals("serial")) {
      board().sends(code + "\r" + code + "\r");
    } else {
      var changes = new ArrayList<Keystrokes.Change>();
      for (int i = 0; i < 2; i++) Keystrokes.of(code).forEach(changes::addAll);
      board().press(Plug.SCANNER, changes);
    }
  }

  @Test
  void aForeignKeyboardTypesIntoNothingOfOursAndNobodyElseHearsTheScanner() throws Exception {
    board().order("overhear");
    board().await("overhearing");
    types(Plug.SCANNER, "before");
    int before = ("before".length() + 1) * 2 * CHANGE_BYTES;
    board().awaitAll("tty1 before", "overheard " + before);

    take();
    types(Plug.FOREIGN, "0000");
    board().await("tty1 0000");
    scans(CODE);
    board().await("hid code");
    screenHearsOnly("before", "0000");
    assertThat(board().heard("hid code")).containsExactly("hid code " + CODE);
    assertThat(board().heard("serial code")).isEmpty();

    giveBack();
    types(Plug.SCANNER, "after");
    int after = ("after".length() + 1) * 2 * CHANGE_BYTES;
    board().awaitAll("tty1 after", "overheard " + (before + after));
  }

  @Test
  void scannersThatArePulledAndComeBackAreTakenAgain() throws Exception {
    take();
    board().pull(Plug.SCANNER);
    board().await("hid is Lost");
    board().plugIn(Plug.SCANNER);
    board().await("hid is Ready");
    board().pull(Plug.SERIAL);
    board().await("serial is Lost");
    board().plugIn(Plug.SERIAL);
    board().await("serial is Ready");
    scans(CODE);
    board().await("hid code " + CODE);
    screenHearsOnly();
    board().sends(CODE + "\r");
    board().await("serial code " + CODE);
  }
}
