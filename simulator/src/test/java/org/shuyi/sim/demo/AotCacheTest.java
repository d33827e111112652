package org.shuyi.sim.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a station may start from a cache, and that one which is no good stops no station. */
@Timeout(240)
class AotCacheTest {
  private static final String OUTPUT = "-XX:AOTCacheOutput=";

  @TempDir private Path sources;

  private final AtomicInteger trained = new AtomicInteger();
  private Path classes;

  @BeforeEach
  void aBuild() throws IOException {
    Path target = sources.resolve("kiosk-runtime").resolve("target");
    classes = Files.createDirectories(target.resolve("classes"));
    Files.writeString(classes.resolve("A.class"), "a");
    Path jar = Files.writeString(sources.resolve("library.jar"), "b");
    Files.writeString(target.resolve("runtime.classpath"), jar + "\n");
  }

  private AotCache cache() {
    return AotCache.of(sources, this::train);
  }

  private void train(List<String> words) throws IOException {
    trained.incrementAndGet();
    assertThat(words.getFirst()).startsWith(OUTPUT);
    Files.writeString(Path.of(words.getFirst().substring(OUTPUT.length())), "learnt");
  }

  private List<String> plain() {
    String path = classes + File.pathSeparator + sources.resolve("library.jar");
    return List.of("-cp", path);
  }

  @Test
  void aStationStartsFromItsClassesUntilThereIsOne() throws Exception {
    assertThat(cache().words(List.of())).isEqualTo(plain());
    cache().make();
    var words = cache().words(List.of(Path.of("more")));
    assertThat(words).startsWith("-XX:AOTCache=" + cache().file());
    assertThat(words.getLast().split(File.pathSeparator))
        .hasSize(3)
        .endsWith(sources.resolve("library.jar").toString(), "more")
        .allSatisfy(part -> assertThat(Path.of(part)).isNotEqualTo(classes));
  }

  @Test
  void anotherBuildHasAnother() throws Exception {
    cache().make();
    Path first = cache().file();
    Files.setLastModifiedTime(
        classes.resolve("A.class"), FileTime.from(Instant.parse("2040-01-01T00:00:00Z")));
    assertThat(cache().words(List.of())).as("a class compiled anew").isEqualTo(plain());
    cache().make();
    assertThat(first).as("the one of the build before").doesNotExist();
    Files.writeString(classes.resolve("B.class"), "b");
    assertThat(cache().words(List.of())).as("a class more").isEqualTo(plain());
    cache().make();
    Files.writeString(sources.resolve("library.jar"), "another");
    assertThat(cache().words(List.of())).as("another library").isEqualTo(plain());
    cache().make();
    cache().make();
    assertThat(trained).hasValue(4);
  }

  @Test
  void whoeverWantsItAtTheSameTimeGetsTheSame() throws Exception {
    var wanting = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 4; i++) {
      var cache = cache();
      wanting.add(
          () -> {
            cache.make();
            return Files.exists(cache.file());
          });
    }
    try (var threads = Executors.newCachedThreadPool()) {
      for (var made : threads.invokeAll(wanting)) assertThat(made.get()).isTrue();
    }
    assertThat(trained).hasValue(1);
  }

  @Test
  void aTrainingRunThatFailsIsNotTriedAgainAndStopsNobody() throws Exception {
    var failing =
        AotCache.of(
            sources,
            words -> {
              trained.incrementAndGet();
              throw new IOException("planted");
            });
    failing.make();
    failing.make();
    assertThat(trained).hasValue(1);
    assertThat(failing.words(List.of())).isEqualTo(plain());
  }

  @Test
  void whereNothingCanBeWrittenStationsStartFromTheirClasses() throws Exception {
    Files.writeString(Files.createDirectories(sources.resolve("target")).resolve("station"), "");
    cache().make();
    assertThat(trained).hasValue(0);
    assertThat(cache().words(List.of())).isEqualTo(plain());
  }

  @Test
  void aTornOneIsLeftAsideWithoutAWord() throws Exception {
    cache().make();
    assertThat(started(cache().words(List.of()), "-version")).doesNotContain("rror");
  }

  /** The JVM itself says no where it cannot use one that it must use. */
  @Test
  void theStationThatWasBuiltRunsFromTheOneThatWasMadeOfIt() throws Exception {
    var real = AotCache.of(DemoCommand.sources());
    real.make();
    var words = new ArrayList<>(real.words(List.of()));
    assertThat(words).contains("-XX:AOTCache=" + real.file());
    words.addFirst("-XX:AOTMode=on");
    assertThat(started(words, "org.shuyi.kiosk.host.Main", "--help")).contains("kiosk");
  }

  /** All that it says, after it has ended well. */
  private static String started(List<String> words, String... more) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(StationProgram.FLAGS);
    command.addAll(words);
    command.addAll(List.of(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
