package org.shuyi.sim.newdriver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code ./kiosk new-driver} writes, into a copy of the places that it needs. */
class NewDriverTest {
  private static final Path CLONE = Path.of(System.getProperty("shuyi.home", ".."));
  private static final Path DRIVERS = Path.of("device-drivers/src/main/java/org/shuyi/devices");
  private static final String CONTRACTS = "org.shuyi.sim.contract.";

  @TempDir Path folder;
  private Path home = Path.of(".");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyWhatItNeeds() throws IOException {
    home = folder.resolve("clone");
    Path wiring = home.resolve(Draft.WIRING);
    Files.createDirectories(wiring.resolveSibling("."));
    Files.copy(CLONE.resolve(Draft.WIRING), wiring);
    Files.createDirectories(home.resolve(DRIVERS).resolve("lock/there"));
  }

  @Test
  void everyKindCompilesAsItIsWrittenAndItsContractFailsAndSaysWhatIsMissing() throws Exception {
    for (String kind : Port.kinds()) assertThat(asked(kind, "acme")).as(err.toString()).isZero();
    Path classes = folder.resolve("classes");
    assertThat(compiled(classes)).isEmpty();
    try (var loader = new URLClassLoader(urls(classes), ClassLoader.getPlatformClassLoader())) {
      assertThat(subjects(loader)).hasSize(Port.kinds().size());
      for (String kind : Port.kinds()) {
        assertThat(subjects(loader)).contains(CONTRACTS + "Acme" + capital(kind) + "ContractTest");
        assertThat(brokenPromise(loader, kind))
            .contains(
                kind + ".acme is not filled in: give Acme",
                "its SIGN_OF_LIFE and parse from the manual, and teach Acme",
                "Peer to answer it (device-drivers/ADDING.md)");
      }
    }
  }

  @Test
  void itTellsWhatItWroteAndWhatComesNext() throws IOException {
    var before = files();
    assertThat(asked("lock", "acme")).isZero();
    var written = files();
    assertThat(written).hasSize(before.size() + 10);
    assertThat(before.keySet())
        .filteredOn(file -> !Objects.equals(before.get(file), written.get(file)))
        .containsExactly(Draft.WIRING);
    for (String file : written.keySet()) {
      if (!before.containsKey(file)) assertThat(out.toString()).contains("  " + file + "\n");
      assertThat(written.get(file)).as(file).doesNotContainPattern("@[a-z]+@").endsWith("\n");
    }
    assertThat(out.toString())
        .contains("\"lock.acme\",\n", "./kiosk test -Dtest=AcmeLockContractTest\n");
  }

  @Test
  void aNameThatAnotherKindHasTakenGetsItsKindIntoItsClasses() throws IOException {
    assertThat(asked("lock", "acme")).isZero();
    assertThat(asked("tag", "acme")).isZero();
    assertThat(home.resolve(DRIVERS).resolve("lock/acme/AcmeCodec.java")).exists();
    assertThat(home.resolve(DRIVERS).resolve("tag/acme/AcmeTagCodec.java")).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          door | acme    | 'door' is no kind of device; there are card, climate, code
          lock | Acme    | 'Acme' is no maker: two to twenty lower-case letters and digits
          lock | a-b     | 'a-b' is no maker: two to twenty lower-case letters and digits
          lock | ../acme | '../acme' is no maker: two to twenty lower-case letters and digits
          lock | switch  | 'switch' is a word of Java
          lock | winnsen | lock.winnsen has a row in kiosk-runtime
          lock | there   | org/shuyi/devices/lock/there is there already
          """)
  void whatItRefusesItSaysWhyAndWritesNothing(String kind, String maker, String why)
      throws IOException {
    var before = files();
    assertThat(asked(kind, maker)).isEqualTo(2);
    assertThat(err.toString())
        .contains(why)
        .endsWith("; nothing was written" + System.lineSeparator());
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aDriverIsNeverWrittenTwice() throws IOException {
    assertThat(asked("power", "acme")).isZero();
    var before = files();
    assertThat(asked("power", "acme")).isEqualTo(2);
    assertThat(files()).isEqualTo(before);
  }

  private int asked(String kind, String maker) {
    return new CommandLine(new NewDriverCommand(home))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(kind, maker);
  }

  /** Every file of the copy with its text. */
  private SortedMap<String, String> files() throws IOException {
    var files = new TreeMap<String, String>();
    try (var all = Files.walk(home)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = home.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readString(file));
      }
    }
    return files;
  }

  /** What the compiler says of all sources of the copy; its warnings are errors here too. */
  private String compiled(Path classes) throws IOException {
    var words = new ArrayList<String>();
    words.addAll(
        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path", "")));
    words.addAll(List.of("-sourcepath", CLONE.resolve("device-drivers/src/test/java").toString()));
    words.addAll(List.of("-Xlint:all,-processing,-classfile,-path", "-Werror", "-proc:none"));
    for (String file : files().keySet()) {
      if (file.endsWith(".java")) words.add(home.resolve(file).toString());
    }
    var said = new ByteArrayOutputStream();
    ToolProvider.getSystemJavaCompiler().run(null, said, said, words.toArray(String[]::new));
    return said.toString(StandardCharsets.UTF_8);
  }

  /** What was just compiled stands before the town's own classes. */
  private static URL[] urls(Path classes) throws IOException {
    var urls = new ArrayList<URL>();
    urls.add(classes.toUri().toURL());
    for (String part : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      URI uri = Path.of(part).toUri();
      urls.add(uri.toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** What the table of promises finds by itself. */
  private static String[] subjects(ClassLoader loader) throws Exception {
    var subjects = loader.loadClass(CONTRACTS + "StandingAlone").getDeclaredMethod("subjects");
    subjects.setAccessible(true);
    return ((List<?>) subjects.invoke(null))
        .stream().map(subject -> ((Class<?>) subject).getName()).toArray(String[]::new);
  }

  private static String capital(String kind) {
    return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
  }

  private static String brokenPromise(ClassLoader loader, String kind) throws Exception {
    String name = capital(kind);
    var making =
        loader.loadClass(CONTRACTS + "Acme" + name + "ContractTest").getDeclaredConstructor();
    making.setAccessible(true);
    var promise =
        loader.loadClass(CONTRACTS + "PortContract").getDeclaredMethod("aDeviceThatAnswersIsReady");
    promise.setAccessible(true);
    try {
      promise.invoke(making.newInstance());
      return "kept";
    } catch (InvocationTargetException broken) {
      return String.valueOf(broken.getCause());
    }
  }
}
