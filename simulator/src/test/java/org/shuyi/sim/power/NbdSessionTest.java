package org.shuyi.sim.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bytes of the protocol, written from "The NBD protocol" (doc/proto.md of the Network Block
 * Device project), sections "Fixed newstyle negotiation", "Option haggling" and "Transmission".
 */
@Timeout(20)
class NbdSessionTest {
  /** "NBDMAGIC" "IHAVEOPT", and the flags fixed newstyle and no zeroes. */
  private static final String HELLO = "4e42444d41474943 49484156454f5054 0003";

  /** The client's flags, and NBD_OPT_GO for the export without a name, without wishes. */
  private static final String GO = "00000003 49484156454f5054 00000007 00000006 00000000 0000";

  /** NBD_REP_INFO: 8,192 bytes, flags HAS_FLAGS, SEND_FLUSH and SEND_FUA. */
  private static final String EXPORT =
      "0003e889045565a9 00000007 00000003 0000000c 0000 0000000000002000 000d";

  /** NBD_REP_INFO: blocks of 512 bytes at least, 4,096 preferred, 32 MiB at most. */
  private static final String BLOCKS =
      "0003e889045565a9 00000007 00000003 0000000e 0003 00000200 00001000 02000000";

  private static final String GO_ACK = "0003e889045565a9 00000007 00000001 00000000";
  private static final String AGREED = HELLO + EXPORT + BLOCKS + GO_ACK;
  private static final String DISC =
      "25609513 0000 0002 00000000000000ff 0000000000000000 00000000";

  @TempDir private Path folder;
  private Path file;
  private VolatileDisk disk;

  @BeforeEach
  void make() throws IOException {
    file = folder.resolve("platter");
    Files.write(file, new byte[8_192]);
    disk = new VolatileDisk(file);
  }

  @AfterEach
  void close() throws IOException {
    disk.close();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String sector(String value) {
    return value.repeat(512);
  }

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private void serve(String client) throws IOException, PowerGone {
    new NbdSession(new ByteArrayInputStream(bytes(client)), said, disk).serve();
  }

  private void assertSaid(String expected) {
    assertThat(HexFormat.of().formatHex(said.toByteArray())).isEqualTo(expected.replace(" ", ""));
  }

  @Test
  void aClientIsToldWhatTheDiskIsLikeAndTakesItsLeave() throws Exception {
    serve(GO + DISC);
    assertSaid(AGREED);
  }

  @Test
  void theOldWayToNameAnExportIsUnderstood() throws Exception {
    serve("00000003 49484156454f5054 00000001 00000000" + DISC);
    assertSaid(HELLO + "0000000000002000 000d");
  }

  @Test
  void aClientThatWantsZeroesGetsThem() throws Exception {
    serve("00000001 49484156454f5054 00000001 00000000" + DISC);
    assertSaid(HELLO + "0000000000002000 000d" + "00".repeat(124));
  }

  @Test
  void whatIsNotOfferedIsRefusedAndTheClientMayGoOn() throws Exception {
    String structured = "49484156454f5054 00000008 00000000";
    serve("00000003" + structured + GO.substring(8) + DISC);
    assertSaid(HELLO + "0003e889045565a9 00000008 80000001 00000000" + EXPORT + BLOCKS + GO_ACK);
  }

  @Test
  void anExportOfAnotherNameIsUnknown() throws Exception {
    String named = "49484156454f5054 00000007 00000007 00000001 78 0000";
    String abort = "49484156454f5054 00000002 00000000";
    serve("00000003" + named + abort);
    assertSaid(
        HELLO
            + "0003e889045565a9 00000007 80000006 00000000"
            + "0003e889045565a9 00000002 00000001 00000000");
  }

  @Test
  void aNameThatIsLongerThanItsOptionIsInvalid() throws Exception {
    String lying = "49484156454f5054 00000006 00000006 7fffffff 0000";
    serve("00000003" + lying + "49484156454f5054 00000002 00000000");
    assertThat(HexFormat.of().formatHex(said.toByteArray())).contains("80000003");
  }

  @Test
  void aWriteIsReadBackAndAFlushPutsItOnThePlatter() throws Exception {
    String write = "25609513 0000 0001 0000000000000001 0000000000000200 00000200" + sector("ab");
    String read = "25609513 0000 0000 0000000000000002 0000000000000200 00000200";
    String flush = "25609513 0000 0003 0000000000000003 0000000000000000 00000000";
    serve(GO + write + read + flush + DISC);
    assertSaid(
        AGREED
            + "67446698 00000000 0000000000000001"
            + "67446698 00000000 0000000000000002"
            + sector("ab")
            + "67446698 00000000 0000000000000003");
    assertThat(Files.readAllBytes(file)[512]).isEqualTo((byte) 0xab);
  }

  @Test
  void aForcedWriteIsOnThePlatterWhenItIsAnswered() throws Exception {
    String plain = "25609513 0000 0001 0000000000000001 0000000000000000 00000200" + sector("cd");
    String forced = "25609513 0001 0001 0000000000000002 0000000000000200 00000200" + sector("ab");
    serve(GO + plain + forced + DISC);
    assertThat(Files.readAllBytes(file)[0]).isZero();
    assertThat(Files.readAllBytes(file)[512]).isEqualTo((byte) 0xab);
  }

  @Test
  void whatIsNotOnTheDiskIsAnswerdWithEinval() throws Exception {
    String beyond = "25609513 0000 0000 0000000000000001 0000000000002000 00000200";
    String uneven = "25609513 0000 0001 0000000000000002 0000000000000001 00000200" + sector("ab");
    String trim = "25609513 0000 0004 0000000000000003 0000000000000000 00000200";
    serve(GO + beyond + uneven + trim + DISC);
    assertSaid(
        AGREED
            + "67446698 00000016 0000000000000001"
            + "67446698 00000016 0000000000000002"
            + "67446698 00000016 0000000000000003");
  }

  @Test
  void noReplyLeavesWhenThePowerIsGone() {
    disk.cutAtWrite(1, Survivors.NONE, new Random(1));
    String write = "25609513 0000 0001 0000000000000001 0000000000000200 00000200" + sector("ab");
    assertThatThrownBy(() -> serve(GO + write + DISC)).isInstanceOf(PowerGone.class);
    assertSaid(AGREED);
  }

  @Test
  void aClientThatSpeaksAnotherLanguageIsSentAway() {
    assertThatThrownBy(() -> serve("00000003 0000000000000000 00000007 00000000"))
        .hasMessage("no option");
    assertThatThrownBy(() -> serve(GO + "00000000")).hasMessage("no request");
    assertThatThrownBy(() -> serve("00000003 49484156454f5054 00000007 7fffffff"))
        .hasMessageContaining("bytes at once");
  }

  @Test
  void aClientThatHangsUpAnywhereLeavesTheDiskAsItWas() {
    String write = "25609513 0000 0001 0000000000000001 0000000000000200 00000200" + sector("ab");
    byte[] whole = bytes(GO + write);
    for (int length = 0; length < whole.length; length++) {
      var in = new ByteArrayInputStream(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> new NbdSession(in, new ByteArrayOutputStream(), disk).serve())
          .isInstanceOf(EOFException.class);
    }
    assertThat(disk.writes()).isZero();
  }

  @Test
  void overASocketWhoeverWaitsWhenThePowerGoesIsHungUpOnWhenTheServerCloses() throws Exception {
    var socket = folder.resolve("s");
    var dark = new CountDownLatch(1);
    disk.whenCut(dark::countDown);
    disk.cutAtWrite(1, Survivors.NONE, new Random(1));
    var server = NbdServer.listen(socket, disk);
    try (var client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(socket));
      var in = Channels.newInputStream(client);
      String write = "25609513 0000 0001 0000000000000001 0000000000000200 00000200" + sector("ab");
      client.write(ByteBuffer.wrap(bytes(GO + write)));
      assertThat(in.readNBytes(bytes(AGREED).length)).isEqualTo(bytes(AGREED));
      dark.await();
      server.close();
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(Files.exists(socket)).isFalse();
  }
}
