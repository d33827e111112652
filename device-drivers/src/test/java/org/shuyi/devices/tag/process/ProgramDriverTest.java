package org.shuyi.devices.tag.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Counted;
import org.shuyi.devices.tag.TagNotice.NotCounted;
import org.shuyi.devices.tag.TagNotice.Seen;

class ProgramDriverTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/process/process.vectors";
  private static final String UID = "E004010012345678";
  private static final String HELLO =
      "{\"to\":\"hello\",\"version\":1,\"antennas\":1,\"can\":[\"write\"]";

  private final Bench<TagCommand, TagNotice> bench = bench();

  @Test
  void theWorkedExampleOfTheReadMeIsACount() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    answer(new Question.Hello(), HELLO);
    answer(new Question.Antenna(1), "{\"to\":\"antenna\",\"antenna\":1");
    assertThat(bench.nextWritten()).isEqualTo(ProgramCodec.encode(new Question.Inventory()));
    for (int part = 0; part < 2; part++) {
      String line = "{\"to\":\"inventory\",\"part\":" + part;
      Vectors.of(VECTORS)
          .filter(vector -> vector.meaning().startsWith(line))
          .forEach(vector -> bench.hear(vector.bytes()));
    }
    var first = Bytes.parse(UID);
    answer(
        new Question.AboutTag(first),
        "{\"to\":\"tag\",\"uid\":\"" + UID + "\",\"afi\":7,\"blocks\":2,\"blockSize\":4");
    answer(
        new Question.ReadBlocks(first, 0, 2),
        "{\"to\":\"read\",\"uid\":\""
            + UID
            + "\",\"first\":0,\"blockSize\":4,\"content\":\"1101010030303031\"");
    var other = Bytes.parse("E004010012345679");
    String gone = ",\"uid\":\"" + other.hex() + "\",\"first\":0,\"error\":\"no-tag\"";
    for (int i = 0; i < 3; i++) {
      answer(new Question.AboutTag(other), "{\"to\":\"tag\"" + gone);
    }
    for (int i = 0; i < 3; i++) {
      answer(new Question.ReadBlocks(other, 0, 28), "{\"to\":\"read\"" + gone);
    }
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class,
            counted -> {
              assertThat(counted.tags()).containsOnlyKeys(first, other);
              assertThat(counted.tags().values().stream().map(Seen::memory))
                  .containsExactly(Optional.of(Bytes.parse("1101010030303031")), Optional.empty());
            });
  }

  @Test
  void aListOfWhichAPartIsMissingIsMadeAgainAndThenNothingIsKnown() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    answer(new Question.Hello(), HELLO);
    answer(new Question.Antenna(1), "{\"to\":\"antenna\",\"antenna\":1");
    for (int i = 0; i < 3; i++) {
      answer(new Question.Inventory(), "{\"to\":\"inventory\",\"part\":1,\"tags\":[]");
    }
    assertThat(bench.noticed())
        .containsExactly(new NotCounted(7, 1, "inventory: part 0 is missing"));
  }

  @Test
  void aProgramThatCannotWhatIsExpectedIsDegradedAndSaysWhy() {
    degraded(HELLO.replace(":1,\"a", ":2,\"a"), "the program speaks version 2, expected 1");
    degraded(
        HELLO.replace("\"write\"", ""), "the program cannot write, expected \"writes: false\"");
    degraded("{\"to\":\"hello\",\"error\":\"no-reader\",\"detail\":\"没有读写器\"", "no-reader 没有读写器");
  }

  private void degraded(String hello, String why) {
    bench.up();
    answer(new Question.Ping(), "{\"to\":\"ping\"");
    answer(new Question.Hello(), hello);
    assertThat(bench.driver.health()).isEqualTo(new Health.Degraded(why));
    bench.down();
  }

  @Test
  void whatTheSdkPrintsIsCountedAndChangesNothing() {
    bench.up();
    bench.written.clear();
    bench.hear(Bytes.of('o', 'k', '\n')).hear(ProgramCodec.line("{\"to\":\"ping\""));
    answer(new Question.Hello(), HELLO);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    assertThat(bench.counted("foreign")).isEqualTo(1);
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(32);
    ready();
    var golden = Vectors.of(VECTORS).toList();
    for (int i = 0; i < 10_000; i++) {
      if (i % 50 == 0) bench.want(new TagCommand.Count(i, 1, 2));
      Bytes line = golden.get(i % golden.size()).bytes();
      bench.hear(i % 3 == 0 ? line : Chunks.spoiled(line, random));
      if (i % 5 == 0) bench.pass(random.nextInt(400));
    }
    bench.pass(60_000);
    bench.down();
    bench.written.clear();
    ready();
  }

  private void ready() {
    bench.up();
    answer(new Question.Ping(), "{\"to\":\"ping\"");
    answer(new Question.Hello(), HELLO);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private void answer(Question question, String object) {
    assertThat(bench.nextWritten()).isEqualTo(ProgramCodec.encode(question));
    bench.hear(ProgramCodec.line(object));
  }

  private static Bench<TagCommand, TagNotice> bench() {
    return new Bench<>(new ProgramDriver(new ProgramConfig(SomeSettings.of())));
  }
}
