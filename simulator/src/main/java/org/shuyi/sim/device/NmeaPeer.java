package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Whereabouts;

/**
 * A satellite receiver that says each second where it is, in sentences of NMEA 0183: RMC, GGA and
 * one that nobody needs. Source: the public descriptions of the standard.
 *
 * <p>After its power came it needs a second to see satellites again. It has no memory, and what is
 * said to it it does not hear.
 */
public final class NmeaPeer extends SerialPeer {
  /** 9600 8N1. */
  public static final Pace PACE = new Pace(9_600, 10);

  private static final long EVERY_MILLIS = 1_000;

  private final Whereabouts place;
  private long nextAt = EVERY_MILLIS;
  private int spoken;

  public NmeaPeer(Whereabouts place, Pace pace, long seed) {
    super(pace, 50, seed);
    this.place = place;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    spoken = 0;
    nextAt = now + EVERY_MILLIS;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    return filled;
  }

  @Override
  long actsAt() {
    return nextAt;
  }

  @Override
  void act(long now) {
    long at = nextAt;
    nextAt += EVERY_MILLIS;
    boolean seen = place.sky() && spoken++ > 0;
    String time = "%06d.00".formatted(at / 1_000 % 1_000_000);
    String where = seen ? position() : ",,,";
    say(sentence("GNRMC,%s,%s,%s,0.0,,020326,,".formatted(time, seen ? "A" : "V", where)), at);
    String quality = seen ? "1,09,1.2,4.0,M,,M,," : "0,00,,,M,,M,,";
    say(sentence("GNGGA,%s,%s,%s".formatted(time, where, quality)), at);
    say(sentence("GPGSV,1,1,01,10,63,137,17"), at);
  }

  /** Degrees and minutes with five digits behind the point. */
  private String position() {
    return angle(place.latitude(), 2, "N", "S") + "," + angle(place.longitude(), 3, "E", "W");
  }

  private static String angle(int millionths, int digits, String positive, String negative) {
    long size = Math.abs((long) millionths);
    long hundredThousandths = (size % 1_000_000 * 60 + 5) / 10;
    return String.format(
        Locale.ROOT,
        "%0" + digits + "d%02d.%05d,%s",
        size / 1_000_000,
        hundredThousandths / 100_000,
        hundredThousandths % 100_000,
        millionths < 0 ? negative : positive);
  }

  private static Bytes sentence(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) sum ^= text.charAt(i);
    var line = "$%s*%02X\r\n".formatted(text, sum);
    return Bytes.copyOf(line.getBytes(StandardCharsets.US_ASCII));
  }
}
