package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.house.Needs;

/**
 * The four pages of a running demo in a real browser, as a kiosk, a desk and a phone show them. The
 * pictures stay in {@code simulator/target/pictures}, for people to look at.
 */
@Needs({"chromium", "pty"})
class PagesInABrowserTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Path PICTURES = Path.of("target", "pictures");

  /** Every motion that has an end has ended. */
  private static final String AT_REST =
      """
      document.getAnimations().every(a => a.playState !== 'running'
        || a.effect.getComputedTiming().endTime === Infinity)
      """;

  @TempDir Path folder;

  private record Window(String name, int width, int height, boolean phone) {}

  private static final List<Window> WINDOWS =
      List.of(
          new Window("kiosk", 1080, 1920, false),
          new Window("desk", 1920, 1080, false),
          new Window("phone", 390, 844, true));

  @Test
  void everyPageFitsEveryWindowAndNoScriptComplains() throws Exception {
    var home = Home.take(folder.resolve("demo"), false).orElseThrow();
    var wish = new RunningDemo.Wish(DemoCommand.sources(), Ports.ANY, true);
    try (var demo = RunningDemo.start(home, wish, progress -> {}, news -> {});
        var browser = new Browser(Files.createTempDirectory(folder, "profile"))) {
      demo.touch().await(screen -> screen.path("name").asText().equals("attract"), SOON);
      Ports ports = demo.ports();
      for (Window window : WINDOWS) {
        draws(browser, window, "attract", ports.touch(), "请刷读者证");
        draws(browser, window, "technician", ports.technician(), "");
        draws(browser, window, "street", ports.street(), "西游记");
        draws(browser, window, "centre", ports.centre(), "demo-1");
      }
      technicianAtWork(demo, browser);
      aVisitIsSeen(demo, browser);
      aVoiceBelongsToOneVisit(demo, browser);
      aFireIsSeen(demo, browser);
    }
  }

  /** Somebody has logged in, and looks at the lock board's frames. */
  private static void technicianAtWork(RunningDemo demo, Browser browser) throws Exception {
    var login = demo.secrets().logins().getFirst();
    String in =
        """
        document.getElementById('name').value = '%s';
        document.getElementById('password').value = '%s';
        document.getElementById('login').requestSubmit();
        """
            .formatted(login.name(), login.password());
    browser.open("http://localhost:" + demo.ports().technician() + "/", 1920, 1080, false);
    assertThat(browser.becomes("document.body && document.body.dataset.view == 'login'")).isTrue();
    var _ = browser.evaluate(in);
    assertThat(browser.becomes("document.body.innerText.includes('lock.kerong')")).isTrue();
    for (Window window : WINDOWS) {
      draws(browser, window, "technician-at-work", demo.ports().technician(), "lock.kerong");
    }
  }

  /** A card is held in the world, and the screen offers doors that a finger can hit. */
  private static void aVisitIsSeen(RunningDemo demo, Browser browser) throws Exception {
    browser.open("http://localhost:" + demo.ports().touch() + "/", 1080, 1920, false);
    assertThat(browser.becomes("document.body.dataset.screen == 'attract'")).isTrue();
    assertThat(demo.world().holdCard(Cast.VISITOR, Cast.WANG).done()).isTrue();
    assertThat(browser.becomes("document.body.dataset.screen == 'choose-door'")).isTrue();
    assertThat(browser.becomes(AT_REST)).isTrue();
    browser.picture(PICTURES.resolve("choose-door-kiosk.png"));
    String smallest =
        """
        Math.min(...[...document.querySelectorAll('button, [role=button]')]
          .filter(b => b.offsetParent !== null && !b.disabled)
          .map(b => b.getBoundingClientRect())
          .map(r => Math.min(r.width, r.height)))
        """;
    assertThat(browser.evaluate(smallest).asDouble())
        .as("the smallest target")
        .isGreaterThanOrEqualTo(72);
  }

  /** The next card may be tapped while a receipt is shown, and nobody touched the voice then. */
  private static void aVoiceBelongsToOneVisit(RunningDemo demo, Browser browser) throws Exception {
    browser.open("http://localhost:" + demo.ports().touch() + "/", 1080, 1920, false);
    String play =
        """
        import('/voice.js').then(voice => {
          const screen = name => ({ name, spoken: name, language: 'en' });
          const heard = [];
          const shows = name => { voice.speak(screen(name)); heard.push(voice.voiceOn()); };
          shows('attract'); shows('choose-door');
          voice.switchVoice(screen('choose-door'));
          ['counting', 'receipt', 'receipt', 'choose-door'].forEach(shows);
          document.body.dataset.heard = heard.join();
        });
        """;
    var _ = browser.evaluate(play);
    String said = "document.body.dataset.heard == 'false,false,true,true,true,false'";
    assertThat(browser.becomes(said)).isTrue();
  }

  /** Nothing is offered while the alarm sounds, and the page says to leave. */
  private static void aFireIsSeen(RunningDemo demo, Browser browser) throws Exception {
    browser.open("http://localhost:" + demo.ports().touch() + "/", 1080, 1920, false);
    demo.world().fire(true);
    assertThat(browser.becomes("document.body.dataset.screen == 'emergency'")).isTrue();
    assertThat(browser.becomes(AT_REST)).isTrue();
    browser.picture(PICTURES.resolve("emergency-kiosk.png"));
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(1080);
  }

  private static void draws(Browser browser, Window window, String name, int port, String words)
      throws Exception {
    String what = name + " on a " + window.name();
    browser.open("http://localhost:" + port + "/", window.width(), window.height(), window.phone());
    assertThat(
            browser.becomes("document.body && document.body.innerText.includes('" + words + "')"))
        .as("%s shows %s", what, words)
        .isTrue();
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .as("%s is not wider than its window", what)
        .isLessThanOrEqualTo(window.width());
    assertThat(browser.becomes(AT_REST)).as("%s comes to rest", what).isTrue();
    browser.picture(PICTURES.resolve(name + "-" + window.name() + ".png"));
    // Before anybody has logged in, the technician's page is told so; a browser calls that an
    // error.
    assertThat(browser.complaints())
        .as("complaints of %s", what)
        .allMatch(complaint -> complaint.contains("401 (Unauthorized)"));
  }
}
