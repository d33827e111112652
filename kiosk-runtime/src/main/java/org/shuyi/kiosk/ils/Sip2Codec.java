package org.shuyi.kiosk.ils;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * SIP2 on the wire: two digits, a part of fixed length, fields that end with a bar, and where
 * errors are detected a sequence number {@code AY} and a sum {@code AZ}; then a carriage return.
 *
 * <p>Sources: the 3M Standard Interchange Protocol 2.00 as independent implementations agree on it
 * (petkivim/jsip2, folio-org/edge-sip2, bibbox).
 */
public final class Sip2Codec {
  /** Explains messages; whatever is personal is masked. */
  public static final Frames FRAMES = new Sip2Frames();

  /** No answer that the station asks for is half as long. */
  static final int LONGEST = 8_192;

  /** Four times what the protocol allows a value. */
  static final int LONGEST_VALUE = 1_024;

  static final int MOST_FIELDS = 128;

  /** {@code AZ} and four digits. */
  static final int SUM_SIZE = 6;

  private static final int CR = 0x0D;
  private static final int LF = 0x0A;
  private static final int BAR = '|';

  private Sip2Codec() {}

  /**
   * A message ready to be sent.
   *
   * @param sequence 0 to 9; empty where no errors are detected, and then no sum goes either
   */
  public static Bytes encode(Sip2Message message, OptionalInt sequence, Charset charset) {
    var out = new ByteArrayOutputStream();
    out.writeBytes((message.code() + message.fixed()).getBytes(US_ASCII));
    // So have the worked messages of 99 it, which has no field.
    if (message.code().equals("99")) out.write(BAR);
    for (Sip2Message.Field field : message.fields()) {
      out.writeBytes(field.id().getBytes(US_ASCII));
      out.writeBytes(plain(field.value()).getBytes(charset));
      out.write(BAR);
    }
    if (sequence.isPresent()) {
      out.writeBytes(("AY" + sequence.getAsInt()).getBytes(US_ASCII));
      sum(out);
    }
    out.write(CR);
    return Bytes.copyOf(out.toByteArray());
  }

  /** 97: the last answer again. It has a sum and no sequence number. */
  static Bytes askAgain(boolean detects) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("97".getBytes(US_ASCII));
    if (detects) sum(out);
    out.write(CR);
    return Bytes.copyOf(out.toByteArray());
  }

  private static void sum(ByteArrayOutputStream out) {
    out.writeBytes("AZ".getBytes(US_ASCII));
    out.writeBytes(sumOf(Bytes.copyOf(out.toByteArray())).getBytes(US_ASCII));
  }

  /** The sum of the bytes up to and with the {@code AZ}, as four digits. */
  static String sumOf(Bytes upTo) {
    int sum = 0;
    for (int i = 0; i < upTo.size(); i++) sum += upTo.at(i);
    return String.format(Locale.ROOT, "%04X", -sum & 0xFFFF);
  }

  /** A bar ends a field and cannot be written otherwise; a line end would end the message. */
  private static String plain(String value) {
    return value.replaceAll("[|\\p{Cntrl}]", " ");
  }

  /**
   * Reads the message at the front of what was received. Systems end it by CR, LF or both, and some
   * leave the end out where they answer an error: a right sum ends it too.
   */
  public static Parsed<Sip2Message> parse(Bytes received, Charset charset) {
    int end = endMark(received);
    if (end == 0) return new Parsed.Noise<>(1, "an end mark alone");
    if (end > LONGEST || (end < 0 && received.size() > LONGEST)) {
      return new Parsed.Noise<>(end < 0 ? received.size() : end + 1, "longer than " + LONGEST);
    }
    if (end < 0) {
      return hasSum(received) ? read(received, received.size(), charset) : new Parsed.More<>();
    }
    return read(received.slice(0, end), end + 1, charset);
  }

  private static int endMark(Bytes received) {
    for (int i = 0; i < received.size(); i++) {
      if (received.at(i) == CR || received.at(i) == LF) return i;
    }
    return -1;
  }

  /** Whether the bytes end with a sum that is right. */
  static boolean hasSum(Bytes line) {
    int at = line.size() - SUM_SIZE;
    return endsWithSum(line) && sumOf(line.slice(0, at + 2)).equals(foundSum(line));
  }

  /** Whether the bytes end as a sum does, right or wrong. */
  static boolean endsWithSum(Bytes line) {
    int at = line.size() - SUM_SIZE;
    return at >= 2
        && line.at(at) == 'A'
        && line.at(at + 1) == 'Z'
        && foundSum(line).matches("[0-9A-F]{4}");
  }

  /** The last four characters. */
  static String foundSum(Bytes line) {
    return text(line.from(line.size() - 4), US_ASCII).toUpperCase(Locale.ROOT);
  }

  private static Parsed<Sip2Message> read(Bytes line, int size, Charset charset) {
    if (line.size() < 2) return new Parsed.Noise<>(size, "no code");
    String code = text(line.slice(0, 2), ISO_8859_1);
    Sip2Layout layout = Sip2Layout.known().get(code);
    if (layout == null) return new Parsed.Noise<>(size, "not a code");
    boolean checked = hasSum(line);
    if (!checked && endsWithSum(line)) return new Parsed.Noise<>(size, "the sum is wrong");
    int body = 2 + layout.length();
    Bytes whole = checked ? line.slice(0, line.size() - SUM_SIZE) : line;
    if (whole.size() < body) return new Parsed.Noise<>(size, "the fixed part is cut off");
    String fixed = text(whole.slice(2, body), ISO_8859_1);
    if (!isPrintable(fixed)) return new Parsed.Noise<>(size, "the fixed part is no text");
    return fields(
        new Sip2Message(code, fixed, List.of(), OptionalInt.empty(), checked),
        whole.from(body),
        size,
        charset);
  }

  private static Parsed<Sip2Message> fields(
      Sip2Message head, Bytes body, int size, Charset charset) {
    var fields = new ArrayList<Sip2Message.Field>();
    OptionalInt sequence = OptionalInt.empty();
    int from = 0;
    while (from < body.size()) {
      int bar = from;
      while (bar < body.size() && body.at(bar) != BAR) bar++;
      Bytes field = body.slice(from, bar);
      from = bar + 1;
      if (field.isEmpty()) continue;
      if (field.size() < 2) return new Parsed.Noise<>(size, "a field without a code");
      if (field.size() > 2 + LONGEST_VALUE) return new Parsed.Noise<>(size, "a field is too long");
      if (fields.size() == MOST_FIELDS) return new Parsed.Noise<>(size, "too many fields");
      String id = text(field.slice(0, 2), ISO_8859_1).toUpperCase(Locale.ROOT);
      String value = text(field.from(2), charset);
      if (id.equals("AY")) sequence = digit(value);
      else fields.add(new Sip2Message.Field(id, value));
    }
    return new Parsed.Frame<>(
        new Sip2Message(head.code(), head.fixed(), fields, sequence, head.checked()), size);
  }

  private static OptionalInt digit(String value) {
    return value.matches("[0-9]") ? OptionalInt.of(value.charAt(0) - '0') : OptionalInt.empty();
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  /** What is no text in the charset becomes a mark of that, and never an error. */
  private static String text(Bytes bytes, Charset charset) {
    return new String(bytes.toArray(), charset);
  }
}
