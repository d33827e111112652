package org.shuyi.kiosk.ils;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;

class Sip2CodecTest {
  private static final LocalDateTime AUGUST = LocalDateTime.of(2021, 8, 14, 8, 34, 55);

  /** A worked message of the documents, without its end mark. */
  record Vector(Bytes line, String meaning, String sum, Charset charset) {
    @Override
    public String toString() {
      return meaning;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    var vectors = new ArrayList<Vector>();
    String sum = "none";
    Charset charset = US_ASCII;
    for (String line : lines()) {
      if (line.startsWith("# mark: ")) charset = US_ASCII;
      if (line.startsWith("# sum: ")) sum = line.substring(7);
      if (line.startsWith("# charset: ")) charset = Charset.forName(line.substring(11));
      int arrow = line.lastIndexOf(" => ");
      if (line.startsWith("#") || arrow < 0) continue;
      vectors.add(
          new Vector(
              bytes(line.substring(0, arrow), charset), line.substring(arrow + 4), sum, charset));
    }
    assertThat(vectors).hasSizeGreaterThan(45);
    return vectors.stream();
  }

  static Stream<Vector> sound() throws IOException {
    return vectors().filter(vector -> !vector.sum().equals("sip2-bad"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theSumOfEachWorkedMessageIsThatOfTheDocuments(Vector vector) {
    boolean right = Sip2Codec.hasSum(vector.line());
    assertThat(right).isEqualTo(vector.sum().equals("sip2"));
  }

  @ParameterizedTest
  @MethodSource("sound")
  void eachWorkedMessageIsReadAndWrittenAsItWas(Vector vector) {
    for (String end : List.of("\r", "\n", "\r\n")) {
      Sip2Message message = read(vector.line().plus(Bytes.copyOf(end.getBytes(US_ASCII))), vector);
      assertThat(message.checked()).isEqualTo(vector.sum().equals("sip2"));
      // 96 and 97 have a sum and no number.
      if (message.sequence().isEmpty() && message.checked()) continue;
      Bytes again = Sip2Codec.encode(message, message.sequence(), vector.charset());
      assertThat(again.slice(0, again.size() - 1)).isEqualTo(vector.line());
    }
  }

  @ParameterizedTest
  @MethodSource("sound")
  void aMessageThatIsCutAnywhereIsNoneOrHasNoSum(Vector vector) {
    if (!vector.sum().equals("sip2")) return;
    for (int size = 0; size < vector.line().size(); size++) {
      Bytes cut = vector.line().slice(0, size);
      assertThat(Sip2Codec.parse(cut, vector.charset())).isInstanceOf(Parsed.More.class);
      if (Sip2Codec.parse(cut.plus('\r'), vector.charset())
          instanceof Parsed.Frame<Sip2Message>(Sip2Message message, int _)) {
        assertThat(message.checked()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sound")
  void aSumEndsAMessageWhoseEndMarkIsMissing(Vector vector) {
    if (!vector.sum().equals("sip2")) return;
    assertThat(read(vector.line(), vector).checked()).isTrue();
  }

  @Test
  void whatMustBeRefusedIsRefused() throws IOException {
    var refused = vectors().filter(vector -> vector.sum().equals("sip2-bad")).toList();
    assertThat(refused).hasSize(2);
    for (Vector vector : refused) {
      assertThat(Sip2Codec.parse(vector.line().plus('\r'), US_ASCII))
          .isEqualTo(new Parsed.Noise<>(vector.line().size() + 1, "the sum is wrong"));
    }
  }

  @Test
  void aCheckOutIsSaidAsTheDocumentsHaveIt() {
    var config = config();
    Sip2Message out = Sip2Talk.of(new IlsCommand.Lend(1, "patronId", "itemId", AUGUST), config);
    assertThat(text(Sip2Codec.encode(out, OptionalInt.of(3), UTF_8)))
        .startsWith(
            "11NN20210814    08345520210814    083455AOinstitutionId|AApatronId|ABitemId|AC|")
        .endsWith("\r");
    Sip2Message in = Sip2Talk.of(new IlsCommand.Return(1, "itemId", AUGUST), config);
    assertThat(text(Sip2Codec.encode(in, OptionalInt.of(3), UTF_8)))
        .startsWith(
            "09N20210814    08345520210814    083455APlocation|AOinstitutionId|ABitemId|AC|BIN|AY3AZ");
  }

  @Test
  void loginStatusAndAskingAgainAreThoseOfTheDocuments() {
    Bytes said = Sip2Codec.encode(Sip2Talk.login(config()), OptionalInt.of(0), UTF_8);
    assertThat(text(said)).isEqualTo("9300CNuser|COpasswd|CPlocation|AY0AZF2FB\r");
    assertThat(text(Sip2Codec.askAgain(true))).isEqualTo("97AZFEF5\r");
    assertThat(text(Sip2Codec.encode(Sip2Talk.status(), OptionalInt.of(0), UTF_8)))
        .isEqualTo("9900002.00|AY0AZFC2D\r");
  }

  /** A bar and a line end would begin a field or a message of somebody else's. */
  @Test
  void noValueBreaksOutOfItsField() {
    Sip2Message said = Sip2Talk.of(new IlsCommand.Return(1, "1|ABother|\r11NN", AUGUST), config());
    Bytes bytes = Sip2Codec.encode(said, OptionalInt.of(1), UTF_8);
    assertThat(text(bytes)).contains("|AB1 ABother  11NN|").endsWith("\r");
    assertThat(text(bytes).indexOf('\r')).isEqualTo(bytes.size() - 1);
  }

  @Test
  void whatIsTooLongIsDroppedAndNotKept() {
    var most = "x".repeat(Sip2Codec.LONGEST_VALUE);
    assertThat(parse("941" + "AF" + most + "|\r")).isInstanceOf(Parsed.Frame.class);
    assertThat(parse("941" + "AF" + most + "x|\r")).isInstanceOf(Parsed.Noise.class);
    assertThat(parse("941" + "AFx|".repeat(Sip2Codec.MOST_FIELDS) + "\r"))
        .isInstanceOf(Parsed.Frame.class);
    assertThat(parse("941" + "AFx|".repeat(Sip2Codec.MOST_FIELDS + 1) + "\r"))
        .isInstanceOf(Parsed.Noise.class);
    var endless = "9".repeat(Sip2Codec.LONGEST + 1);
    assertThat(parse(endless)).isEqualTo(new Parsed.Noise<>(endless.length(), "longer than 8192"));
  }

  @Test
  void noiseNeverThrowsAndIsAlwaysUsedUp() throws IOException {
    var random = new Random(20_261_122);
    List<Vector> vectors = vectors().toList();
    int frames = 0;
    for (int i = 0; i < 20_000; i++) {
      Bytes line = vectors.get(random.nextInt(vectors.size())).line();
      byte[] bytes = line.plus('\r').toArray();
      for (int n = random.nextInt(4); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Bytes left = Bytes.copyOf(bytes);
      while (!left.isEmpty()) {
        switch (Sip2Codec.parse(left, UTF_8)) {
          case Parsed.More<Sip2Message>() -> left = Bytes.EMPTY;
          case Parsed.Noise<Sip2Message>(int size, String _) -> left = left.from(size);
          case Parsed.Frame<Sip2Message>(Sip2Message _, int size) -> {
            frames++;
            left = left.from(size);
          }
        }
      }
      Bytes masked = Sip2Codec.FRAMES.masked(Bytes.copyOf(bytes));
      assertThat(masked.size()).isEqualTo(bytes.length);
      assertThat(Sip2Codec.FRAMES.explain(masked).what()).isNotEmpty();
    }
    assertThat(frames).isGreaterThan(5_000);
  }

  @Test
  void aMessageIsExplainedFieldByField() {
    var said =
        Sip2Codec.FRAMES.explain(bytes("9300CNuser_id|COpassw0rd|AY1AZF594", US_ASCII).plus('\r'));
    assertThat(said.ok()).isTrue();
    assertThat(said.what()).isEqualTo("login");
    assertThat(said.check()).isEqualTo("sip2 sum: found F594, expected F594");
    assertThat(said.fields()).containsEntry("CN", "user_id").containsEntry("sequence", 1);
    var wrong =
        Sip2Codec.FRAMES.explain(bytes("9300CNuser_id|COpassw0rd|AY1AZF595", US_ASCII).plus('\r'));
    assertThat(wrong.ok()).isFalse();
    assertThat(wrong.check()).isEqualTo("sip2 sum: found F595, expected F594");
  }

  @Test
  void inATraceNothingIsLeftOfAPersonOrASecret() {
    String asked =
        "11NN20210814    08345520210814    083455AOCITY|AA20011234|AB44010000000017|AC|ADsecret|";
    Bytes whole =
        Sip2Codec.encode(
            ((Parsed.Frame<Sip2Message>) parse(asked + "\r")).frame(), OptionalInt.of(4), UTF_8);
    Bytes masked = Sip2Codec.FRAMES.masked(whole);
    assertThat(text(masked)).contains("AA00000000|AB44010000000017|").doesNotContain("secret");
    assertThat(Sip2Codec.FRAMES.explain(masked).ok()).isTrue();
    for (int cut = 1; cut < whole.size(); cut++) {
      String pieces =
          text(Sip2Codec.FRAMES.masked(whole.slice(0, cut)))
              + text(Sip2Codec.FRAMES.masked(whole.from(cut)));
      assertThat(pieces).doesNotContain("2001", "1234", "secret", "cret");
    }
  }

  private static Parsed<Sip2Message> parse(String text) {
    return Sip2Codec.parse(Bytes.copyOf(text.getBytes(UTF_8)), UTF_8);
  }

  private static Sip2Message read(Bytes bytes, Vector vector) {
    return switch (Sip2Codec.parse(bytes, vector.charset())) {
      case Parsed.Frame<Sip2Message>(Sip2Message message, int _) -> message;
      case Parsed.Noise<Sip2Message>(int _, String why) -> throw new AssertionError(why);
      case Parsed.More<Sip2Message>() -> throw new AssertionError("more");
    };
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), UTF_8);
  }

  private static Sip2Config config() {
    return new Sip2Config(
        new Sip2Config.Login("user", "passwd"),
        "location",
        "institutionId",
        UTF_8,
        true,
        Duration.ofSeconds(3),
        2,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            Sip2CodecTest.class.getResourceAsStream("/org/shuyi/kiosk/ils/sip2.vectors"))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** The text in its charset, with the bytes that stand as hex between angle brackets. */
  private static Bytes bytes(String text, Charset charset) {
    var out = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('<', at);
      int end = open < 0 ? text.length() : open;
      out.writeBytes(text.substring(at, end).getBytes(charset));
      if (open < 0) break;
      int close = text.indexOf('>', open);
      out.writeBytes(
          HexFormat.ofDelimiter(" ")
              .parseHex(text.substring(open + 1, close).toUpperCase(Locale.ROOT)));
      at = close + 1;
    }
    return Bytes.copyOf(out.toByteArray());
  }
}
