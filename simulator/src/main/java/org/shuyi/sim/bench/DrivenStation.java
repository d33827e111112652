package org.shuyi.sim.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.shuyi.kiosk.host.Ending;
import org.shuyi.kiosk.host.RunningStation;

/**
 * A whole station as a program of its own, whose devices answer at once ({@link PromptWires}). It
 * takes {@code tap PATRON BOOKS} and {@code end} on standard input, and says {@code ready}.
 */
public final class DrivenStation {
  private static final int BOOKS = 30;

  private DrivenStation() {}

  /**
   * @param words the configuration
   */
  public static void main(String[] words) throws IOException {
    var wires = new PromptWires(BOOKS);
    var station = RunningStation.start(StationFolder.read(Path.of(words[0])), wires);
    System.out.println("ready");
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] told = line.split(" ", 3);
      if (told[0].equals("end")) break;
      wires.tap(Integer.parseInt(told[1]), Integer.parseInt(told[2]));
    }
    station.stop(Ending.ORDERED, "the bench is over");
  }
}
