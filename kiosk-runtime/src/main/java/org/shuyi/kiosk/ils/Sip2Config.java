package org.shuyi.kiosk.ils;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import org.shuyi.devices.Settings;

/**
 * The settings of a line by SIP2.
 *
 * @param login by whom it is asked; without a name no login is said
 * @param location CP, where the station stands, or empty
 * @param institution AO, or empty
 * @param charset of what varies in a message; its sum is over the bytes
 * @param detects whether errors are detected: AY and AZ go with each message, and an answer without
 *     a right sum is none
 * @param answerWithin after which a message is sent again; the system may ask for more or less
 * @param retries how often
 * @param patience after which nobody waits any more, whatever was sent again
 * @param poll between two looks whether the system is there
 */
public record Sip2Config(
    Login login,
    String location,
    String institution,
    Charset charset,
    boolean detects,
    Duration answerWithin,
    int retries,
    Duration patience,
    Duration poll) {
  private static final List<String> CHARSETS =
      List.of("UTF-8", "GB18030", "ISO-8859-1", "IBM850", "US-ASCII");

  public Sip2Config(Settings settings) {
    this(
        Login.from(settings),
        settings.text("location", ""),
        settings.text("institution", ""),
        Charset.forName(settings.choice("charset", CHARSETS, "UTF-8")),
        settings.flag("error-detection", true),
        settings.duration("answer-within", ofMillis(500), ofSeconds(15), ofSeconds(3)),
        settings.number("retries", 0, 5, 2),
        settings.duration("patience", ofSeconds(2), ofSeconds(30), ofSeconds(10)),
        settings.duration("poll", ofSeconds(1), ofMinutes(5), ofSeconds(5)));
  }

  /**
   * Who asks. It stands in a file of its own, name and password in a line each, and is shown
   * nowhere.
   */
  public record Login(String user, String password) {
    private static final String EXPECTED = "two lines, a user and a password";

    static Login from(Settings settings) {
      boolean named = !settings.text("login", "").isEmpty();
      return named
          ? settings.page("login").map(Login::read).orElse(new Login("", ""))
          : new Login("", "");
    }

    private static Login read(Settings.Page page) {
      List<String> lines = page.lines().stream().filter(line -> !line.isBlank()).toList();
      if (lines.size() != 2) page.refuse(0, lines.size() + " lines", EXPECTED);
      return lines.size() == 2
          ? new Login(lines.get(0).strip(), lines.get(1).strip())
          : new Login("", "");
    }

    boolean isThere() {
      return !user.isEmpty();
    }

    @Override
    public String toString() {
      return "a login";
    }
  }
}
