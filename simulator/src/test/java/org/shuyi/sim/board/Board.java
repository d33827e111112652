package org.shuyi.sim.board;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fazecast.jSerialComm.SerialPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.link.DeviceLoop;
import org.slf4j.Logger;

/**
 * A virtual machine with a Debian kernel, two USB keyboards and a USB serial port, which runs one
 * program of ours on this machine's own files, read only.
 *
 * <p>QEMU computes each of its instructions, so that it needs nothing of this machine's kernel.
 */
final class Board implements AutoCloseable {
  /** Boot, or any one thing that is waited for, on two busy cores. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the machine's files, plugs and program need of the kernel. */
  private static final List<String> MODULES =
      List.of(
          "virtio_pci",
          "9pnet_virtio",
          "9p",
          "evdev",
          "hid-generic",
          "usbhid",
          "ftdi_sio",
          "xhci-pci");

  private static final String GONE = "the machine is gone";

  /**
   * A thing in a USB socket, by QEMU's name of it, the number of the socket, and what it is joined
   * to.
   */
  enum Plug {
    SCANNER("usb-kbd", 1, "display", "scanner-screen"),
    FOREIGN("usb-kbd", 2, "display", "foreign-screen"),
    SERIAL("usb-serial", 3, "chardev", "serial");

    private final String driver;
    private final int socket;
    private final String joint;
    private final String joined;

    Plug(String driver, int socket, String joint, String joined) {
      this.driver = driver;
      this.socket = socket;
      this.joint = joint;
      this.joined = joined;
    }

    private ObjectNode plugged() {
      return Qmp.object()
          .put("driver", driver)
          .put("id", id())
          .put("bus", "usb.0")
          .put("port", String.valueOf(socket))
          .put(joint, joined);
    }

    private String id() {
      return "plug" + socket;
    }
  }

  private final Path folder;
  private final Process machine;
  private final List<ServerSocketChannel> doors = Collections.synchronizedList(new ArrayList<>());
  private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();
  private final List<String> heard = new ArrayList<>();
  private final SocketChannel words;
  private final SocketChannel serial;
  private final Qmp qmp;

  /**
   * Boots it; the program's standard input and output are {@link #order} and {@link #await}.
   *
   * @param folder for its sockets and logs; short, as paths of sockets have 107 bytes at the most
   * @param program with a main method, in the class path of this program
   */
  Board(Path folder, Class<?> program) throws IOException {
    this.folder = folder;
    var kernel = GuestKernel.find();
    Files.write(folder.resolve("initrd"), initrd(kernel, program));
    var wordsDoor = door("words");
    var serialDoor = door("serial");
    var qmpDoor = door("qmp");
    machine =
        new ProcessBuilder(command(kernel))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("qemu.log").toFile())
            .start();
    // Else nobody would ever come through these doors.
    var _ = machine.onExit().thenRun(this::shutDoors);
    try {
      words = wordsDoor.accept();
      serial = serialDoor.accept();
      qmp = new Qmp(qmpDoor.accept());
      for (Plug plug : Plug.values()) plugIn(plug);
    } catch (IOException e) {
      machine.destroyForcibly();
      throw new IOException(story(), e);
    }
    Thread.ofVirtual().name("board").start(this::listen);
  }

  /** Where the machine, which is the one that calls, comes in. */
  private ServerSocketChannel door(String name) throws IOException {
    var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    doors.add(door);
    return door.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
  }

  private List<String> command(GuestKernel kernel) {
    // Not by /dev/kvm: where that is one machine's within another it may be there and stand still.
    var command =
        new ArrayList<>(List.of("qemu-system-x86_64", "-M", "pc", "-accel", "tcg,thread=multi"));
    command.addAll(List.of("-smp", "2", "-m", "512", "-nodefaults", "-display", "none"));
    command.addAll(List.of("-kernel", kernel.image().toString(), "-no-reboot"));
    command.addAll(List.of("-initrd", folder.resolve("initrd").toString()));
    command.addAll(List.of("-append", "console=ttyS0 quiet panic=-1"));
    command.addAll(List.of("-serial", "file:" + folder.resolve("console.log")));
    for (String name : List.of("words", "serial", "qmp")) {
      command.addAll(
          List.of("-chardev", "socket,id=%s,path=%s".formatted(name, folder.resolve(name))));
    }
    command.addAll(List.of("-serial", "chardev:words", "-mon", "chardev=qmp,mode=control"));
    command.addAll(
        List.of(
            "-fsdev",
            "local,id=house,path=/,security_model=none,readonly=on,multidevs=remap",
            "-device",
            "virtio-9p-pci,fsdev=house,mount_tag=house"));
    command.addAll(List.of("-device", "qemu-xhci,id=usb"));
    // QEMU sends keys to the keyboard of a screen; nothing is ever shown on these.
    for (String screen : List.of("scanner-screen", "foreign-screen")) {
      command.addAll(List.of("-device", "bochs-display,id=" + screen));
    }
    return command;
  }

  /** The first files: busybox, modules, and what it does with them. */
  private static byte[] initrd(GuestKernel kernel, Class<?> program) throws IOException {
    var archive = new CpioArchive();
    for (String name : List.of("bin", "dev", "house", "modules", "proc", "sys")) {
      archive.folder(name);
    }
    archive.program("bin/busybox", Files.readAllBytes(busybox()));
    var modules = kernel.with(MODULES);
    modules.forEach((name, content) -> archive.program("modules/" + name, content));
    archive.program("modules/order", lines(List.copyOf(modules.keySet())));
    archive.program("init", resource("init"));
    archive.program("plugged", resource("plugged"));
    archive.program("program", lines(List.of("exec " + String.join(" ", java(program)))));
    return archive.toBytes();
  }

  private static Path busybox() throws IOException {
    for (String folder : Objects.toString(System.getenv("PATH"), "").split(":", -1)) {
      Path here = Path.of(folder, "busybox");
      if (Files.isExecutable(here)) return here;
    }
    throw new IOException("no busybox in PATH");
  }

  /** A short life of one program: nothing that pays only after minutes. */
  private static List<String> java(Class<?> program) {
    return List.of(
        quoted(System.getProperty("java.home") + "/bin/java"),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        quoted(classPath(program, DeviceLoop.class, SerialPort.class, Logger.class)),
        program.getName());
  }

  /** Only where these come from: each class is looked for in all of it, and that takes its time. */
  private static String classPath(Class<?>... of) {
    return Stream.of(of)
        .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
        .map(place -> Path.of(URI.create(place.toString())).toString())
        .distinct()
        .collect(joining(":"));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static byte[] lines(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (@Nullable InputStream in = Board.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private void listen() {
    try (var lines = new BufferedReader(Channels.newReader(words, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        coming.add(line.strip());
      }
    } catch (IOException e) {
      coming.add("words failed: " + e.getMessage());
    }
    coming.add(GONE);
  }

  /** A line for the program's standard input. */
  void order(String order) throws IOException {
    send(words, order + "\n");
  }

  /** Something holds a code before the scanner at the serial port. */
  void sends(String bytes) throws IOException {
    send(serial, bytes);
  }

  private static void send(SocketChannel to, String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) to.write(bytes);
  }

  /** Keys of one keyboard go down and up as fast as it can. */
  void press(Plug keyboard, List<Keystrokes.Change> changes) throws IOException {
    ObjectNode arguments = Qmp.object().put("device", keyboard.joined).put("head", 0);
    ArrayNode events = arguments.putArray("events");
    changes.forEach(change -> events.add(change.event()));
    qmp.execute("input-send-event", arguments);
  }

  void plugIn(Plug plug) throws IOException {
    qmp.execute("device_add", plug.plugged());
  }

  void pull(Plug plug) throws IOException {
    qmp.execute("device_del", Qmp.object().put("id", plug.id()));
    qmp.await("DEVICE_DELETED");
  }

  /** The next line that begins so, which must come. */
  String await(String beginning) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String line = coming.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(GONE)) {
        throw new AssertionError(
            "%s instead of \"%s\"%n%s"
                .formatted(line == null ? "nothing more" : line, beginning, story()));
      }
      heard.add(line);
      if (line.startsWith(beginning)) return line;
    }
  }

  /** Lines that begin so, in whatever order; all must come. */
  void awaitAll(String... beginnings) throws InterruptedException {
    for (String each : beginnings) {
      if (heard(each).isEmpty()) await(each);
    }
  }

  /** Whether a line that begins so comes within this time. */
  boolean hears(String beginning, Duration within) throws InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    while (true) {
      String line = coming.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) return false;
      heard.add(line);
      if (line.startsWith(beginning)) return true;
    }
  }

  /** What was awaited and what came before it since {@link #forget}: lines that begin so. */
  List<String> heard(String beginning) {
    return heard.stream().filter(line -> line.startsWith(beginning)).toList();
  }

  void forget() {
    heard.clear();
  }

  /** All that is known about it. */
  private String story() {
    var story = new StringBuilder();
    for (String name : List.of("qemu.log", "console.log")) {
      story.append(name).append(":\n");
      try {
        story.append(Files.readString(folder.resolve(name)));
      } catch (IOException e) {
        story.append("not there\n");
      }
    }
    return story.append("said:\n").append(String.join("\n", heard)).toString();
  }

  private void shutDoors() {
    for (var door : doors) {
      try {
        door.close();
      } catch (IOException e) {
        coming.add(GONE);
      }
    }
  }

  /** Pulls its mains: it has nothing to lose. */
  @Override
  public void close() throws IOException {
    machine.destroyForcibly();
    shutDoors();
    words.close();
    serial.close();
  }
}
