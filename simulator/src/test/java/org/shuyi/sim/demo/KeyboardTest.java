package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.ui.Texts;
import org.shuyi.kiosk.ui.TouchApi;
import org.shuyi.kiosk.ui.TouchSettings;
import org.shuyi.sim.house.Needs;

/** Fault 77: somebody plugs a keyboard into the kiosk; the page takes fingers only. */
@Needs("chromium")
@Timeout(120)
class KeyboardTest {
  private static final int TAB = 9;
  private static final int ENTER = 13;
  private static final int SPACE = 32;

  @TempDir Path profile;

  private static Screen choosing() {
    return new Screen(
        "choose-door",
        "en",
        Screen.Phrase.of("choose-door.title"),
        Screen.Phrase.of("choose-door.hint"),
        List.of(
            new Screen.DoorTile(new DoorId("1"), Screen.Look.SHUT, 1, List.of("Moby-Dick"), true)),
        List.of(),
        List.of(new Screen.Button(Screen.Phrase.of("button.finish"), new Intent.Finish(), true)),
        List.of(),
        false,
        Optional.empty());
  }

  @Test
  void aKeyboardThatIsPluggedInPressesReloadsAndLeavesNothing() throws Exception {
    var told = new LinkedBlockingQueue<Event>();
    var settings = new TouchSettings("127.0.0.1", 0, false, "en", Duration.ofSeconds(10));
    TouchApi api = TouchApi.start(settings, Texts.bundled(), told::add, Optional::empty, () -> 0);
    try (var browser = new Browser(profile)) {
      api.show(choosing());
      browser.open("http://localhost:" + api.port() + "/", 1080, 1920, false);
      assertThat(browser.becomes("document.body.innerText.includes('Choose a door')")).isTrue();
      var _ = browser.evaluate("window.sameLife = true");
      press(browser);
      assertThat(browser.evaluate("window.sameLife === true").asBoolean()).isTrue();
      assertThat(browser.evaluate("location.pathname").asText()).isEqualTo("/");

      // A finger goes on to work.
      var _ = browser.evaluate(button("中文") + ".click()");
      assertThat(told.poll(20, TimeUnit.SECONDS))
          .as("the first that was told of anything")
          .isEqualTo(new VisitEvent.Touched(new Intent.Speak("zh-CN")));
      assertThat(told).isEmpty();
    } finally {
      api.close();
    }
  }

  private static String button(String text) {
    return "[...document.querySelectorAll('button')].find(b => b.innerText.includes('"
        + text
        + "'))";
  }

  private static void press(Browser browser) throws Exception {
    // Focus on a button by script, since Tab does not give it one.
    for (int i = 0; i < 3; i++) browser.key("Tab", TAB, "");
    assertThat(browser.evaluate("document.activeElement.tagName").asText()).isEqualTo("BODY");
    var _ = browser.evaluate(button("I am done") + ".focus()");
    browser.key("Enter", ENTER, "\r");
    browser.key(" ", SPACE, " ");
    browser.key("F5", 116, "");
    browser.key("Escape", 27, "");
    browser.key("BrowserBack", 166, "");
    for (char letter : "finish 1 <script>".toCharArray()) {
      browser.key("" + letter, Character.toUpperCase(letter), "" + letter);
    }
  }
}
