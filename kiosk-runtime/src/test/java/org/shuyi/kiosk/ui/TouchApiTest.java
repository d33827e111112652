package org.shuyi.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.VisitEvent.Touched;

/** The touch API over real sockets: who may ask, what is told, what becomes of a touch. */
class TouchApiTest {
  private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean room = new AtomicBoolean(true);
  private final AtomicLong ticks = new AtomicLong(1_000);
  private final TouchApi api = start(Duration.ofSeconds(10));
  private final Browser browser = new Browser(api.port());

  private TouchApi start(Duration keepAlive) {
    return TouchApi.start(
        new TouchSettings("127.0.0.1", 0, true, "zh-CN", keepAlive),
        Texts.bundled(),
        event -> room.get() && told.add(event),
        () -> Optional.of(new SampleStation().status()),
        ticks::get);
  }

  @AfterEach
  void stop() {
    browser.close();
    api.close();
  }

  @Test
  void showsStartingUntilTheKernelShowsSomething() throws Exception {
    var screen = browser.visit().json("/api/screen");
    assertThat(screen.path("name").asText()).isEqualTo("starting");
    assertThat(screen.path("title").path("text").asText()).isEqualTo("正在准备");
    assertThat(screen.path("demo").asBoolean()).isTrue();
  }

  @Test
  void tellsTheScreenWithReadyTextsAndTheTimeThatIsLeft() throws Exception {
    api.show(sample("en", "12-still-there", 8_000));
    ticks.set(3_000);
    var screen = browser.visit().json("/api/screen");
    assertThat(screen.path("title").path("text").asText()).isEqualTo("Are you still there?");
    assertThat(screen.path("endsInMillis").asLong()).isEqualTo(5_000);
    assertThat(screen.path("endsAfterMillis").asLong()).isEqualTo(7_000);
    assertThat(screen.path("buttons").get(0).path("intent").toString())
        .isEqualTo("{\"intent\":\"stay\"}");
    assertThat(screen.path("buttons").get(2).toString()).contains("中文", "\"language\":\"zh-CN\"");
  }

  @Test
  void aTouchThatTheScreenOffersIsInTheQueueWhenItIsAnswered() throws Exception {
    api.show(sample("en", "06-choose-door", 0));
    browser.visit();
    assertThat(browser.post("/api/touch", "{\"intent\":\"open-door\",\"door\":\"4\"}").statusCode())
        .isEqualTo(202);
    assertThat(browser.post("/api/touch", "{\"intent\":\"finish\"}").statusCode()).isEqualTo(202);
    assertThat(
            browser
                .post("/api/touch", "{\"intent\":\"speak\",\"language\":\"zh-CN\"}")
                .statusCode())
        .isEqualTo(202);
    assertThat(told)
        .containsExactly(
            new Touched(new Intent.OpenDoor(new DoorId("4"))),
            new Touched(new Intent.Finish()),
            new Touched(new Intent.Speak("zh-CN")));
  }

  @Test
  void aTouchThatTheScreenDoesNotOfferIsRefusedAndNotTold() throws Exception {
    api.show(sample("en", "07-doors-open-unlocked", 0));
    browser.visit();
    for (String touch :
        List.of(
            "{\"intent\":\"open-door\",\"door\":\"3\"}",
            "{\"intent\":\"open-door\",\"door\":\"9\"}",
            "{\"intent\":\"stay\"}",
            "{\"intent\":\"speak\",\"language\":\"tlh\"}")) {
      assertThat(Browser.errorOf(browser.post("/api/touch", touch)))
          .containsExactly("409", "not-offered");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aLateTouchOnAScreenThatHasGoneDoesNotReachTheNextPatron() throws Exception {
    api.show(sample("en", "13-receipt", 9_000));
    long seen = browser.visit().json("/api/screen").path("number").asLong();
    api.show(sample("en", "06-choose-door", 0));
    String late = "{\"intent\":\"finish\",\"screen\":" + seen + "}";
    assertThat(Browser.errorOf(browser.post("/api/touch", late))).containsExactly("409", "stale");
    api.show(sample("zh-CN", "06-choose-door", 0));
    String same = "{\"intent\":\"finish\",\"screen\":" + (seen + 1) + "}";
    assertThat(browser.post("/api/touch", same).statusCode()).isEqualTo(202);
    assertThat(told).hasSize(1);
  }

  @Test
  void aFullQueueIsSaidToTheSender() throws Exception {
    api.show(sample("en", "06-choose-door", 0));
    room.set(false);
    assertThat(Browser.errorOf(browser.visit().post("/api/touch", "{\"intent\":\"finish\"}")))
        .containsExactly("503", "busy");
  }

  @Test
  void withoutTheCookieOfThisStartNothingIsTold() throws Exception {
    assertThat(Browser.errorOf(browser.get("/api/screen"))).containsExactly("401", "no-session");
    assertThat(Browser.errorOf(browser.get("/api/events"))).containsExactly("401", "no-session");
    browser.cookie("shuyi-touch=" + "0".repeat(64));
    assertThat(Browser.errorOf(browser.post("/api/touch", "{\"intent\":\"finish\"}")))
        .containsExactly("401", "no-session");
    assertThat(told).isEmpty();
  }

  @Test
  void theCookieIsNewAtEachStartAndKeptFromScriptsAndStrangers() throws Exception {
    try (var again = start(Duration.ofSeconds(10));
        var other = new Browser(again.port())) {
      String first = browser.get("/").headers().firstValue("Set-Cookie").orElse("");
      String second = other.get("/").headers().firstValue("Set-Cookie").orElse("");
      assertThat(first)
          .matches("shuyi-touch=[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict")
          .isNotEqualTo(second);
    }
  }

  @Test
  void aPageOfAnotherOriginIsRefused() throws Exception {
    api.show(sample("en", "06-choose-door", 0));
    browser.visit();
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1")) {
      var request =
          browser
              .request("/api/touch")
              .header("Origin", origin)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"intent\":\"finish\"}"));
      assertThat(Browser.errorOf(browser.send(request))).containsExactly("403", "wrong-origin");
      var look = browser.request("/api/screen").header("Origin", origin).GET();
      assertThat(Browser.errorOf(browser.send(look))).containsExactly("403", "wrong-origin");
    }
    var none =
        browser
            .request("/api/touch")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"intent\":\"finish\"}"));
    assertThat(Browser.errorOf(browser.send(none))).containsExactly("403", "wrong-origin");
    assertThat(told).isEmpty();
  }

  @Test
  void aNameThatIsNotThisMachineIsRefused() throws Exception {
    for (String host : List.of("evil.example", "127.0.0.1.evil.example:80", "10.0.0.7", "[::2]")) {
      assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 403")
          .contains("wrong-host")
          .doesNotContain("Set-Cookie");
    }
    for (String host : List.of("localhost:8080", "127.0.0.1", "[::1]:8080")) {
      assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aBodyTooLargeIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
    browser.visit();
    String large = "{\"intent\":\"finish\",\"x\":\"" + "y".repeat(5_000) + "\"}";
    assertThat(browser.post("/api/touch", large).statusCode()).isEqualTo(413);
    var chunked =
        browser
            .request("/api/touch")
            .header("Origin", browser.base())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArrays(
                    List.of(large.getBytes(StandardCharsets.UTF_8))));
    assertThat(browser.send(chunked).statusCode()).isEqualTo(413);
  }

  @Test
  void garbageIsRefusedAndExplainedWithoutAStack() throws Exception {
    browser.visit();
    for (String body : List.of("", "{", "[]", "7", "{\"intent\":7}", "{}", "[".repeat(2000))) {
      var answer = browser.post("/api/touch", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.body()).doesNotContain("Exception", "at org.", "\tat ");
    }
    for (String door : List.of("\"../x\"", "\"\"", "{}", "\"123456789\"")) {
      assertThat(
              browser
                  .post("/api/touch", "{\"intent\":\"open-door\",\"door\":" + door + "}")
                  .statusCode())
          .isEqualTo(400);
    }
    var form = browser.request("/api/touch").header("Origin", browser.base());
    form.header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(browser.send(form).statusCode()).isEqualTo(415);
    assertThat(browser.get("/no/such").statusCode()).isEqualTo(404);
    assertThat(browser.get("/..%2f..%2fetc/passwd").statusCode()).isIn(400, 404);
    assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("\tat ");
    assertThat(told).isEmpty();
  }

  @Test
  void everyAnswerCarriesTheHeadersThatKeepStrangersOut() throws Exception {
    for (String path : List.of("/", "/touch.js", "/api/screen", "/nowhere")) {
      var headers = browser.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }

  @Test
  void theStreamBeginsWithTheScreenThatIsShownAndThenTellsEachChange() throws Exception {
    api.show(sample("en", "02-attract", 0));
    browser.visit();
    try (var stream = watch(browser)) {
      assertThat(names(stream)).containsExactly("2", "attract");
      api.show(sample("en", "04-asking", 0));
      assertThat(names(stream)).containsExactly("3", "asking");
      api.show(sample("en", "04-asking", 0)); // the same again is no change
      api.show(sample("en", "06-choose-door", 0));
      assertThat(names(stream)).containsExactly("4", "choose-door");
    }
  }

  @Test
  void aWatcherThatLostItsLineIsToldTheNewestScreenAndNoOldOne() throws Exception {
    browser.visit();
    try (var stream = watch(browser)) {
      assertThat(names(stream)).containsExactly("1", "starting");
    }
    api.show(sample("en", "13-receipt", 9_000));
    api.show(sample("en", "02-attract", 0));
    try (var stream = watch(browser)) {
      assertThat(names(stream)).containsExactly("3", "attract");
    }
  }

  @Test
  void aQuietStreamSaysThatItLives() throws Exception {
    try (var quiet = start(Duration.ofMillis(20));
        var other = new Browser(quiet.port()).visit();
        var stream = watch(other)) {
      names(stream);
      assertThat(stream.readLine()).isEqualTo(": alive");
    }
  }

  @Test
  void watchersAreLimited() throws Exception {
    browser.visit();
    var streams = new ArrayList<BufferedReader>();
    for (int i = 0; i < TouchSettings.WATCHERS; i++) streams.add(watch(browser));
    for (var stream : streams) names(stream);
    assertThat(Browser.errorOf(browser.get("/api/events"))).containsExactly("503", "busy");
    for (var stream : streams) stream.close();
  }

  @Test
  void stoppingEndsTheStreamsAndMayBeDoneTwice() throws Exception {
    try (var stream = watch(browser.visit())) {
      names(stream);
      api.close();
      assertThat(end(stream)).isTrue();
    }
  }

  @Test
  void figuresAreTextForPrometheus() throws Exception {
    assertThat(browser.get("/metrics").body())
        .contains("shuyi_loans_total 2345\n", "shuyi_device_ready{device=\"reader-3\"} 0\n");
  }

  /**
   * What the station knows of persons and books stays out of figures that anybody here may read.
   */
  @Test
  void figuresHoldNumbersAndTheNamesOfDoorsAndDevicesOnly() throws Exception {
    api.show(sample("en", "13-receipt", 9_000));
    String figures = browser.get("/metrics").body();
    String line =
        "# TYPE [a-z_]+ (gauge|counter)"
            + "|[a-z_]+(\\{(door=\"[0-9A-Za-z]{1,8}\"|device=\"[a-z]+(-[0-9]+)?\")\\})? [0-9]+";
    assertThat(figures.lines()).isNotEmpty().allMatch(one -> one.matches(line));
  }

  @Test
  void aWebSocketOfAnyOriginIsRefused() throws Exception {
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1")) {
      assertThat(webSocket("/api/events", "Origin: " + origin + "\r\n"))
          .as(origin)
          .matches("(?s)HTTP/1.1 40[34] .*");
    }
    for (String path : List.of("/", "/api/events", "/api/touch", "/api/screen", "/ws")) {
      assertThat(webSocket(path, "")).as(path).startsWith("HTTP/1.1 ").doesNotContain(" 101 ");
    }
  }

  private String webSocket(String path, String origin) throws IOException {
    return raw(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + origin
            + "\r\n");
  }

  @Test
  void anAddressThatIsNotLoopbackIsRefused() {
    for (String host : List.of("0.0.0.0", "192.168.1.2", "::", "example.org")) {
      assertThatThrownBy(() -> new TouchSettings(host, 0, false, "en", Duration.ofSeconds(10)))
          .hasMessageContaining(host + " is not a loopback address");
    }
  }

  @Test
  void whatIsServedIsWhatTheDocumentSays() throws Exception {
    browser.visit();
    var document = new OpenApi(browser.json("/openapi.json"));
    assertThat(document.routes())
        .containsExactlyInAnyOrder(
            "GET /", "GET /metrics", "GET /api/screen", "GET /api/events", "POST /api/touch");
    for (String language : List.of("zh-CN", "en")) {
      for (Screen screen : new SampleScreens(language).all(9_000).values()) {
        api.show(screen);
        document.check("GET /api/screen", 200, browser.get("/api/screen"));
      }
    }
    document.check(
        "POST /api/touch",
        202,
        browser.post("/api/touch", "{\"intent\":\"speak\",\"language\":\"en\"}"));
    document.check("POST /api/touch", 409, browser.post("/api/touch", "{\"intent\":\"stay\"}"));
    document.check("POST /api/touch", 400, browser.post("/api/touch", "{}"));
    browser.cookie("");
    document.check("GET /api/screen", 401, browser.get("/api/screen"));
    var mapper = new ObjectMapper();
    for (String touch :
        List.of(
            "{\"intent\":\"stay\",\"screen\":3}", "{\"intent\":\"open-door\",\"door\":\"3\"}")) {
      document.fits("Touch", mapper.readTree(touch));
    }
  }

  private static Screen sample(String language, String name, long ends) {
    var screen = new SampleScreens(language).all(ends).get(name);
    if (screen == null) throw new IllegalArgumentException(name);
    return screen;
  }

  private static BufferedReader watch(Browser from) throws IOException, InterruptedException {
    var answer =
        from.client().send(from.request("/api/events").build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** The id and the screen's name of the next event. */
  private static List<String> names(BufferedReader stream) throws IOException {
    var id = "";
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      if (line.startsWith("id: ")) id = line.substring(4);
      if (line.startsWith("data: ")) {
        stream.readLine();
        return List.of(id, new ObjectMapper().readTree(line.substring(6)).path("name").asText());
      }
    }
    throw new IOException("the stream ended");
  }

  private static boolean end(BufferedReader stream) {
    try (Stream<String> rest = stream.lines()) {
      return rest.allMatch(line -> line.isEmpty() || line.startsWith(":"));
    } catch (java.io.UncheckedIOException cut) {
      return true;
    }
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
