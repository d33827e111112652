package org.shuyi.sim.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.LibrarySystem;
import org.shuyi.sim.world.LibrarySystem.Copy;

/**
 * A library system's end of SIP2 (ACS) with error detection, in UTF-8.
 *
 * <p>Source: sip2.md, sections 1 and 2, after petkivim/jsip2, folio-org/edge-sip2 and bibbox. It
 * serves nobody who has not logged in, answers a damaged message by 96, a message that comes again
 * with its number by the same answer without doing it twice, and 97 by its last answer.
 */
public final class Sip2Peer extends SerialPeer {
  private static final String DATE = "20261122    120000";
  private static final String TITLE = "红楼梦";
  private static final int CR = '\r';

  private final LibrarySystem books;
  private final Map<Slip, Integer> slips = new EnumMap<>(Slip.class);
  private boolean known;
  private boolean online = true;
  private int waits = 30;
  private @Nullable String lastAsked;
  private String lastAnswer = "";

  /** What real systems do wrong now and then. */
  public enum Slip {
    /** No AY and no AZ. */
    NO_SUM,
    /** The sum is one too high. */
    WRONG_SUM,
    /** The answer comes twice. */
    DOUBLED,
    /** The line breaks off in the middle of the answer. */
    CUT,
    /** The number of another question. */
    WRONG_NUMBER,
    /** No number, and a sum. */
    NO_NUMBER,
    /** The answer is about another item. */
    ANOTHER_ITEM,
    /** A title that does not end for 3,000 characters. */
    LONG_FIELD,
    /** CR and LF. */
    CR_LF,
    /** No end mark. */
    NO_END,
    /** It says that it has not understood a message that was right. */
    ASKS_AGAIN,
    /** A flag that the protocol does not have. */
    ODD_FLAG
  }

  public Sip2Peer(LibrarySystem books, Pace pace, long seed) {
    super(pace, 60_000, seed);
    this.books = books;
  }

  /** So many of its next answers go wrong so. */
  public void slip(Slip what, int answers) {
    slips.put(what, answers);
  }

  /** What it says of itself from the next question on. */
  public void online(boolean says) {
    online = says;
  }

  /** How long it wants to be waited for, in tenths of a second. */
  public void waits(int tenths) {
    waits = tenths;
  }

  @Override
  public void powerUp(long nowMillis) {
    super.powerUp(nowMillis);
    known = false;
    lastAsked = null;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    for (int end = 0; end < filled; end++) {
      if (inbox[end] != CR) continue;
      String line = new String(inbox, 0, end, UTF_8);
      heard(line, isSound(Arrays.copyOf(inbox, end)), end, now);
      return end + 1;
    }
    return MORE;
  }

  private void heard(String line, boolean sound, int size, long now) {
    if (!sound || spend(Slip.ASKS_AGAIN)) {
      send("96AZ", size, now);
    } else if (line.startsWith("97")) {
      send(lastAnswer, size, now);
    } else if (line.equals(lastAsked)) {
      send(lastAnswer, size, now);
    } else {
      String answer = answer(line);
      if (answer.isEmpty()) return;
      lastAsked = line;
      lastAnswer = answer + "AY" + number(line) + "AZ";
      send(lastAnswer, size, now);
    }
  }

  private static char number(String line) {
    return line.charAt(line.length() - "0AZFFFF".length());
  }

  /** Empty where it hangs up on such a question. */
  private String answer(String line) {
    String code = line.substring(0, 2);
    if (code.equals("93")) {
      known = books.admits(value(line, 4, "CN"), value(line, 4, "CO"));
      return known ? "941" : "940";
    }
    if (!known) return "";
    return switch (code) {
      case "99" -> status();
      case "11" -> lent(line);
      case "09" -> returned(line);
      default -> "";
    };
  }

  private String status() {
    char yes = online ? 'Y' : 'N';
    return "98%cYYYYY%03d003%s2.00AOCITY|BXYYYYYYYYYYYNNYYY|".formatted(yes, waits, DATE);
  }

  private String lent(String line) {
    String patron = value(line, 40, "AA");
    String item = value(line, 40, "AB");
    Copy copy = books.lend(item, patron);
    String flags = copy == null ? "0NUU" : "1N" + copy.strip().flag() + copy.strip().flag();
    return "12" + flags + DATE + "AOCITY|AA" + patron + tail(item);
  }

  private String returned(String line) {
    String item = value(line, 39, "AB");
    Copy copy = books.takeBack(item);
    if (copy == null) return "100NUN" + DATE + "AOCITY" + tail(item);
    char rings = copy.strip() == LibrarySystem.Strip.YES ? 'Y' : 'N';
    String flags = "1" + rings + copy.strip().flag() + (copy.held() ? 'Y' : 'N');
    return "10" + flags + DATE + "AOCITY|AQmain" + tail(item);
  }

  private static String tail(String item) {
    return "|AB" + item + "|AJ" + TITLE + "|AH2026-12-24|";
  }

  /** The value of a field after so many characters. */
  private static String value(String line, int from, String id) {
    for (String field : line.substring(Math.min(from, line.length())).split("\\|", -1)) {
      if (field.startsWith(id)) return field.substring(2);
    }
    return "";
  }

  /** The bytes with their sum are nought, in sixteen bits. */
  private static boolean isSound(byte[] line) {
    int end = line.length - 4;
    if (end < 4 || line[end - 2] != 'A' || line[end - 1] != 'Z') return false;
    int sum = 0;
    for (int i = 0; i < end; i++) sum += line[i] & 0xFF;
    try {
      return (sum + Integer.parseInt(new String(line, end, 4, UTF_8), 16) & 0xFFFF) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void send(String answer, int size, long now) {
    String told = answer;
    if (!answer.startsWith("96")) {
      if (spend(Slip.ANOTHER_ITEM)) told = told.replace("|AB", "|AB9");
      if (spend(Slip.LONG_FIELD)) told = told.replace(TITLE, "x".repeat(3_000));
      if (told.startsWith("1") && spend(Slip.ODD_FLAG))
        told = told.substring(0, 3) + "?" + told.substring(4);
      int at = told.length() - "0AZ".length();
      if (spend(Slip.WRONG_NUMBER))
        told = told.substring(0, at) + (char) ('0' + (told.charAt(at) - '0' + 5) % 10) + "AZ";
      if (spend(Slip.NO_NUMBER)) told = told.substring(0, at - 2) + "AZ";
      if (spend(Slip.NO_SUM)) {
        leave(told.substring(0, at - 2) + "\r", size, now);
        return;
      }
    }
    int more = spend(Slip.WRONG_SUM) ? 1 : 0;
    int sum = more;
    for (byte each : told.getBytes(UTF_8)) sum -= each & 0xFF;
    String line = told + String.format(Locale.ROOT, "%04X", sum & 0xFFFF);
    String end = spend(Slip.NO_END) ? "" : spend(Slip.CR_LF) ? "\r\n" : "\r";
    if (spend(Slip.CUT)) line = line.substring(0, line.length() / 2);
    leave(line + end, size, now);
    if (spend(Slip.DOUBLED)) leave(line + end, size, now);
  }

  private void leave(String line, int size, long now) {
    answer(Bytes.copyOf(line.getBytes(UTF_8)), size, 20_000, now);
  }

  private boolean spend(Slip what) {
    int left = slips.getOrDefault(what, 0);
    if (left > 0) slips.put(what, left - 1);
    return left > 0;
  }
}
