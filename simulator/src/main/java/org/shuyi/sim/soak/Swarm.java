package org.shuyi.sim.soak;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.sim.station.VirtualTown.Board;
import org.shuyi.sim.station.Weather;

/**
 * What one seed is about. Not everything at once: a mix in which each trouble is often away finds
 * more than one in which all of them blur everything.
 *
 * @param holdMillis how long a latch stays released
 * @param visitEvery the mean time between two visitors
 * @param cutOneIn at one boundary of a turn in so many the power goes; 0 for never
 * @param everyMinutes the mean time between two troubles of a kind; those away are not in it
 */
record Swarm(
    Board board,
    int holdMillis,
    boolean city,
    Duration visitEvery,
    int cutOneIn,
    Weather weather,
    int books,
    Map<Trouble, Integer> everyMinutes) {
  Swarm {
    everyMinutes = Collections.unmodifiableMap(new EnumMap<>(everyMinutes));
  }

  static Swarm of(long seed) {
    var random = new Random(seed * 7_919 + 17);
    var every = new EnumMap<Trouble, Integer>(Trouble.class);
    for (Trouble trouble : Trouble.values()) {
      int minutes = 8 + random.nextInt(90);
      if (random.nextInt(100) < 45) every.put(trouble, minutes);
    }
    return new Swarm(
        random.nextBoolean() ? Board.KERONG : Board.WJL,
        3_000 + random.nextInt(5_000),
        random.nextInt(3) == 0,
        Duration.ofSeconds(60 + random.nextInt(400)),
        random.nextInt(3) == 0 ? 0 : 200 + random.nextInt(6_000),
        random.nextInt(3) == 0 ? Weather.FAIR : weather(random),
        12 + random.nextInt(30),
        every);
  }

  private static Weather weather(Random random) {
    return new Weather(
        random.nextInt(200), random.nextInt(300), random.nextInt(300), random.nextInt(60));
  }

  CourierSettings courier() {
    return city ? CourierSettings.city() : CourierSettings.desk();
  }

  boolean has(Trouble trouble) {
    return everyMinutes.containsKey(trouble);
  }
}
