package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyi.devices.Bytes;

/** What went over a line, as text and back. */
class TraceTest {
  private static final Instant BEGAN = Instant.parse("2026-03-01T08:00:00.125Z");
  private static final String TEXT =
      """
      trace 1
      device locks
      kind lock.kerong
      line /dev/shuyi/locks 19200 8N1
      began 2026-03-01T08:00:00.125Z
      # milliseconds, > to the device or < from it; personal bytes are 00
      0 up
      3 > 02 00 30 03 35
      9 < 02 00 35
      10 < FF FF 00 00 03 38
      4021 down /dev/shuyi/locks has vanished
      """;

  @Test
  void itIsWrittenWithTimesFromItsBeginningAndInBothDirections() {
    var trace =
        Trace.of(
            "locks",
            "lock.kerong",
            "/dev/shuyi/locks 19200 8N1",
            BEGAN,
            List.of(
                new Trace.Up(70_000),
                new Trace.Sent(70_003, Bytes.parse("02 00 30 03 35")),
                new Trace.Heard(70_009, Bytes.parse("02 00 35")),
                new Trace.Heard(70_010, Bytes.parse("FF FF 00 00 03 38")),
                new Trace.Down(74_021, "/dev/shuyi/locks\nhas vanished\0")));
    assertThat(trace.text()).isEqualTo(TEXT);
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    assertThat(Trace.parse(TEXT).text()).isEqualTo(TEXT);
    assertThat(Trace.parse(TEXT).began()).isEqualTo(BEGAN);
    assertThat(Trace.parse(TEXT).moments()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trace 1      | trace 2           | 1: "trace 2", expected trace 1
          kind lock    | kinds lock        | 3: "kinds lock.kerong", expected kind and its name
          began 2026   | began at noon     | 5: "began at noon-03-01T08:00:00.125Z", expected began and a time such as 2026-03-01T08:00:00Z
          3 >          | 3 =               | 8: "3 = 02 00 30 03 35", expected milliseconds and one of > < up down
          9 <          | 2 <               | 9: "2 < 02 00 35", expected a time that is not before 3
          9 < 02       | 9 < 2             | 9: "9 < 2 00 35", expected bytes such as 02 0A
          0 up         | soon up           | 7: "soon up", expected milliseconds and one of > < up down
          """)
  void whatIsNoTraceIsRefusedByItsLine(String was, String is, String why) {
    assertThatThrownBy(() -> Trace.parse(TEXT.replace(was, is)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void nothingIsNoTraceAndAMegabyteIsNoneEither() {
    assertThatThrownBy(() -> Trace.parse("")).hasMessage("0: nothing, expected trace 1");
    assertThatThrownBy(() -> Trace.parse("#".repeat(1 << 21)))
        .hasMessage("2097152 characters, expected at most 1048576");
  }

  @Test
  void whatIsKeptIsLimitedByMomentsAndByBytesAndTheOldestGoes() {
    var log = new FrameLog();
    for (int i = 0; i < 10_000; i++) log.add(new Trace.Heard(i, Bytes.of(i & 0xFF)));
    assertThat(log.moments()).hasSize(FrameLog.MOST);
    assertThat(log.moments().getLast()).isEqualTo(new Trace.Heard(9_999, Bytes.of(9_999 & 0xFF)));

    var frames = new ArrayList<Trace.Moment>();
    for (int i = 0; i < 100; i++) frames.add(new Trace.Sent(i, Bytes.copyOf(new byte[8_192])));
    frames.forEach(log::add);
    assertThat(log.moments()).isEqualTo(frames.subList(96, 100));
  }
}
