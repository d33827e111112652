package org.shuyi.kiosk.ui;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.PasswordHash;

/**
 * Serves both pages with made-up screens, for people who draw them. Each line of the input names a
 * screen, such as {@code en 08-doors-open}; an end of input ends the preview. Log in as {@code
 * preview} with {@code preview}. An argument is the touch screen's port; the technician's is the
 * next.
 */
public final class UiPreview {
  private UiPreview() {}

  public static void main(String[] args) throws IOException {
    int port = args.length == 0 ? 8080 : Integer.parseInt(args[0]);
    long began = System.nanoTime();
    var station = new SampleStation();
    var hash = PasswordHash.of("preview".toCharArray(), Octets.of(new byte[16]), 10_000);
    var staff = List.of(new StaffLogin("preview", Role.ADMINISTRATOR, hash));
    try (var touch =
            TouchApi.start(
                TouchSettings.at(port, true),
                Texts.bundled(),
                event -> true,
                () -> Optional.of(station.status()),
                () -> (System.nanoTime() - began) / 1_000_000);
        var pages =
            TechnicianPages.start(
                TechnicianSettings.at(port + 1, true, staff),
                station.view(),
                event -> {
                  if (event instanceof ServiceEvent.ServiceBegan) station.serving(true);
                  if (event instanceof ServiceEvent.ServiceEnded) station.serving(false);
                  return true;
                },
                () -> (System.nanoTime() - began) / 1_000_000);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("touch " + touch.port() + ", technician " + pages.port());
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        String[] words = line.split(" ", 2);
        long ends = (System.nanoTime() - began) / 1_000_000 + 12_000;
        Screen screen = new SampleScreens(words[0]).all(ends).get(words[words.length - 1]);
        if (screen != null) touch.show(screen);
        System.out.println(screen == null ? "no such screen" : "shown " + line);
      }
    }
  }
}
