package org.shuyi.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.PasswordHash;
import org.shuyi.kiosk.trust.PemIdentity;

/** The technician's API over real sockets: who gets in, what is shown, what becomes of an act. */
class TechnicianPagesTest {
  private static final Octets SALT = Octets.of(new byte[16]);
  private final List<Event> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean room = new AtomicBoolean(true);
  private final AtomicLong ticks = new AtomicLong(1_000);
  private final SampleStation station = new SampleStation();
  private final TechnicianPages pages =
      TechnicianPages.start(
          TechnicianSettings.at(
              0,
              true,
              List.of(
                  staff("li.wei", Role.TECHNICIAN, "tea-and-toast"),
                  staff("wang", Role.LIBRARIAN, "rain-on-tiles"),
                  staff("zhou", Role.COURIER, "boots-and-boxes"),
                  staff("lin", Role.ADMINISTRATOR, "keys-of-jade"))),
          station.view(),
          event -> room.get() && told.add(event),
          ticks::get);
  private final Browser browser = new Browser(pages.port());

  private static StaffLogin staff(String name, Role role, String password) {
    return new StaffLogin(name, role, PasswordHash.of(password.toCharArray(), SALT, 10_000));
  }

  @AfterEach
  void stop() {
    browser.close();
    pages.close();
  }

  @Test
  void aPersonLogsInAndTheAuditHearsOfIt() throws Exception {
    assertThat(login("li.wei", "tea-and-toast").statusCode()).isEqualTo(204);
    assertThat(told).containsExactly(new ServiceEvent.LoggedIn("li.wei", true));
    assertThat(browser.get("/api/station").statusCode()).isEqualTo(200);
    browser.post("/api/logout", "{}");
    assertThat(browser.get("/api/station").statusCode()).isEqualTo(401);
  }

  @Test
  void withoutLoginNothingIsShownOrDone() throws Exception {
    assertThat(Browser.errorOf(browser.get("/api/station"))).containsExactly("401", "no-session");
    assertThat(Browser.errorOf(act("{\"act\":\"count\"}"))).containsExactly("401", "no-session");
    assertThat(told).isEmpty();
  }

  @Test
  void aWrongNameAndAWrongPasswordGetTheSameAnswerAndNoTypedNameIsKept() throws Exception {
    var wrongPassword = login("li.wei", "coffee");
    var wrongName = login("tea-and-toast", "li.wei");
    assertThat(wrongName.statusCode()).isEqualTo(401);
    assertThat(wrongName.body()).isEqualTo(wrongPassword.body());
    assertThat(told)
        .containsExactly(
            new ServiceEvent.LoggedIn("li.wei", false),
            new ServiceEvent.LoggedIn("unknown", false));
  }

  @Test
  void afterFiveWrongOnesAPauseGrowsAndTheRightPasswordWaitsToo() throws Exception {
    for (int i = 0; i < 5; i++) assertThat(login("li.wei", "no").statusCode()).isEqualTo(401);
    var paused = login("li.wei", "tea-and-toast");
    assertThat(Browser.errorOf(paused)).containsExactly("429", "paused");
    assertThat(paused.headers().firstValue("Retry-After")).hasValue("30");
    assertThat(login("wang", "rain-on-tiles").statusCode()).isEqualTo(204);
    ticks.addAndGet(30_000);
    assertThat(login("li.wei", "no").statusCode()).isEqualTo(401);
    ticks.addAndGet(59_000);
    assertThat(login("li.wei", "tea-and-toast").statusCode()).isEqualTo(429);
    ticks.addAndGet(1_000);
    assertThat(login("li.wei", "tea-and-toast").statusCode()).isEqualTo(204);
    assertThat(login("li.wei", "no").statusCode()).isEqualTo(401);
    assertThat(login("li.wei", "tea-and-toast").statusCode()).isEqualTo(204);
  }

  @Test
  void guessingNamesEarnsOnePauseForAllNamesThatNobodyHas() throws Exception {
    for (int i = 0; i < 5; i++) assertThat(login("guess" + i, "x").statusCode()).isEqualTo(401);
    assertThat(login("another", "x").statusCode()).isEqualTo(429);
    assertThat(login("li.wei", "tea-and-toast").statusCode()).isEqualTo(204);
  }

  @Test
  void aSessionEndsWhenNobodyActsAlthoughThePageRefreshesItself() throws Exception {
    login("li.wei", "tea-and-toast");
    ticks.addAndGet(Sessions.IDLE.toMillis() - 1);
    assertThat(browser.get("/api/station").statusCode()).isEqualTo(200);
    assertThat(act("{\"act\":\"count\"}").statusCode()).isEqualTo(202);
    ticks.addAndGet(Sessions.IDLE.toMillis() - 1);
    assertThat(browser.get("/api/station").statusCode()).isEqualTo(200);
    ticks.addAndGet(1);
    assertThat(browser.get("/api/station").statusCode()).isEqualTo(401);
  }

  @Test
  void actsBecomeEventsInThePersonsName() throws Exception {
    login("li.wei", "tea-and-toast");
    told.clear();
    act("{\"act\":\"begin-service\",\"reason\":\"new lamp\",\"minutes\":30}");
    station.serving(true);
    act("{\"act\":\"open-door\",\"door\":\"3\"}");
    act("{\"act\":\"count\"}");
    act("{\"act\":\"end-service\"}");
    assertThat(told)
        .containsExactly(
            new ServiceEvent.ServiceBegan("li.wei", "new lamp", 30),
            new ServiceEvent.DoorWanted("li.wei", new DoorId("3")),
            new ServiceEvent.CountWanted("li.wei"),
            new ServiceEvent.ServiceEnded("li.wei"));
  }

  @Test
  void aDoorOpensInServiceModeOnly() throws Exception {
    login("li.wei", "tea-and-toast");
    told.clear();
    assertThat(Browser.errorOf(act("{\"act\":\"open-door\",\"door\":\"3\"}")))
        .containsExactly("409", "no-service-mode");
    assertThat(told)
        .containsExactly(new ServiceEvent.ActRefused("li.wei", "open", "begin service mode first"));
  }

  /** The table of acts by role, as {@link Role} has it in another form. */
  @Test
  void whatEachOfFourRolesMayDoIsThisTableAndEveryRefusalIsRecorded() throws Exception {
    station.serving(true);
    var acts =
        Map.of(
            "count", "{\"act\":\"count\"}",
            "settle", "{\"act\":\"settle\",\"tag\":\"E0040150FFFFFF01\",\"present\":true}",
            "begin", "{\"act\":\"begin-service\",\"reason\":\"lamp\",\"minutes\":5}",
            "end", "{\"act\":\"end-service\"}",
            "open", "{\"act\":\"open-door\",\"door\":\"3\"}",
            "over", "{\"act\":\"end-emergency\",\"reason\":\"burnt toast\"}",
            "exit", "{\"act\":\"clear-exit\",\"reason\":\"a new magnet\"}",
            "empty", "{\"act\":\"empty-room\"}");
    var table =
        Map.of(
            "zhou boots-and-boxes", Set.<String>of(),
            "wang rain-on-tiles", Set.of("count", "settle", "over", "exit", "empty"),
            "li.wei tea-and-toast",
                Set.of("count", "begin", "end", "open", "over", "exit", "empty"),
            "lin keys-of-jade", acts.keySet());
    for (var row : table.entrySet()) {
      String[] person = row.getKey().split(" ", 2);
      assertThat(login(person[0], person[1]).statusCode()).isEqualTo(204);
      assertThat(browser.get("/api/station").statusCode()).isEqualTo(200);
      for (var act : acts.entrySet()) {
        told.clear();
        boolean may = row.getValue().contains(act.getKey());
        String which = person[0] + " " + act.getKey();
        assertThat(act(act.getValue()).statusCode()).as(which).isEqualTo(may ? 202 : 403);
        assertThat(told).as(which).hasSize(1);
        assertThat(told.getFirst() instanceof ServiceEvent.ActRefused).as(which).isEqualTo(!may);
      }
    }
  }

  @Test
  void theWholeStationIsSeenWithinASecondWhileTheCentreIsAway() throws Exception {
    station.online(false);
    login("li.wei", "tea-and-toast");
    long before = System.nanoTime();
    var shown = browser.json("/api/station");
    assertThat(System.nanoTime() - before).isLessThan(1_000_000_000L);
    assertThat(shown.path("link").path("online").asBoolean()).isFalse();
    assertThat(shown.path("devices")).hasSize(7);
    assertThat(shown.path("devices").findValuesAsText("health"))
        .containsExactly("ready", "ready", "ready", "ready", "degraded", "lost", "ready");
    assertThat(shown.path("journal")).hasSize(100);
    assertThat(shown.path("queues").findValuesAsText("name"))
        .containsExactly("kernel", "locks", "reader-1");
    assertThat(shown.path("waiting").path("waiting").asLong()).isEqualTo(22);
    assertThat(browser.get("/").body()).contains("technician.js");
  }

  @Test
  void noRecordOnThePageTellsWhichPatronItWas() throws Exception {
    login("li.wei", "tea-and-toast");
    var shown = browser.json("/api/station");
    assertThat(shown.path("journal").findValuesAsText("text"))
        .contains("visit=1234 a visitor offline=no");
    assertThat(shown.toString())
        .doesNotContain(SampleStation.TOKEN)
        .doesNotContain(SampleStation.SALVAGED);
  }

  @Test
  void eachRoleMayDoWhatItsTableSaysAndNoMore() throws Exception {
    String settle = "{\"act\":\"settle\",\"tag\":\"E0040150FFFFFF01\",\"present\":true}";
    station.serving(true);
    login("li.wei", "tea-and-toast");
    assertThat(Browser.errorOf(act(settle))).containsExactly("403", "not-yours");
    login("wang", "rain-on-tiles");
    told.clear();
    assertThat(act(settle).statusCode()).isEqualTo(202);
    assertThat(Browser.errorOf(act("{\"act\":\"open-door\",\"door\":\"3\"}")))
        .containsExactly("403", "not-yours");
    assertThat(told)
        .containsExactly(
            new ServiceEvent.SuspectSettled("wang", new TagId("E0040150FFFFFF01"), true),
            new ServiceEvent.ActRefused("wang", "open", "a librarian may not do this"));
    assertThat(Role.COURIER.acts()).containsExactly(Role.Act.SEE);
    assertThat(Role.ADMINISTRATOR.acts()).containsExactlyInAnyOrder(Role.Act.values());
    assertThatThrownBy(() -> Role.of("king")).hasMessageContaining("expected courier, librarian");
  }

  @Test
  void garbageActsAreRefused() throws Exception {
    login("li.wei", "tea-and-toast");
    told.clear();
    for (String body :
        List.of(
            "{}",
            "{\"act\":\"explode\"}",
            "{\"act\":\"begin-service\",\"reason\":\"\",\"minutes\":30}",
            "{\"act\":\"begin-service\",\"reason\":\"a\\nb\",\"minutes\":30}",
            "{\"act\":\"begin-service\",\"reason\":\"x\",\"minutes\":481}",
            "{\"act\":\"open-door\",\"door\":\"../3\"}",
            "{\"act\":\"settle\",\"tag\":\"xyz\",\"present\":true}",
            "{\"act\":\"settle\",\"tag\":\"E0040150FFFFFF01\"}")) {
      assertThat(act(body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aPageOfAnotherOriginCannotLogInOrAct() throws Exception {
    login("li.wei", "tea-and-toast");
    told.clear();
    for (String path : List.of("/api/act", "/api/login", "/api/logout")) {
      var request =
          browser
              .request(path)
              .header("Origin", "http://localhost:8090")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"act\":\"count\"}"));
      assertThat(Browser.errorOf(browser.send(request))).containsExactly("403", "wrong-origin");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aFullQueueAdmitsNobodyWithoutAudit() throws Exception {
    room.set(false);
    assertThat(login("li.wei", "tea-and-toast").statusCode()).isEqualTo(503);
    assertThat(browser.get("/api/station").statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsShownNamesNoPatron() throws Exception {
    login("li.wei", "tea-and-toast");
    var shown = browser.json("/api/station");
    assertThat(shown.path("doors")).hasSize(4);
    assertThat(shown.path("doors").get(2).path("suspects")).hasSize(2);
    assertThat(shown.path("devices").get(0).path("frames")).hasSize(6);
    assertThat(shown.path("waiting").path("waiting").asLong()).isEqualTo(22);
    assertThat(shown.toString()).doesNotContain("patron", "Visitor");
  }

  @Test
  void whatIsServedIsWhatTheDocumentSays() throws Exception {
    var document = new OpenApi(browser.json("/openapi.json"));
    assertThat(document.routes())
        .containsExactlyInAnyOrder(
            "GET /",
            "POST /api/login",
            "POST /api/logout",
            "GET /api/station",
            "GET /api/trace",
            "POST /api/act");
    document.check("POST /api/login", 401, login("li.wei", "no"));
    document.check("POST /api/login", 204, login("li.wei", "tea-and-toast"));
    document.check("GET /api/station", 200, browser.get("/api/station"));
    document.check("POST /api/act", 409, act("{\"act\":\"open-door\",\"door\":\"3\"}"));
    station.serving(true);
    document.check("GET /api/station", 200, browser.get("/api/station"));
    document.check("POST /api/act", 202, act("{\"act\":\"open-door\",\"door\":\"3\"}"));
    document.fits(
        "Act", new ObjectMapper().readTree("{\"act\":\"settle\",\"tag\":\"E0\",\"present\":true}"));
  }

  @Test
  void whatWentOverALineIsTakenAwayAsAFileByWhoeverLoggedIn() throws Exception {
    assertThat(Browser.errorOf(browser.get("/api/trace?device=locks")))
        .containsExactly("401", "no-session");
    login("zhou", "boots-and-boxes");
    var trace = browser.get("/api/trace?device=locks");
    assertThat(trace.body()).isEqualTo("trace 1\n");
    assertThat(trace.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"locks.trace\"");
    assertThat(Browser.errorOf(browser.get("/api/trace?device=nobody")))
        .containsExactly("404", "unknown");
    assertThat(Browser.errorOf(browser.get("/api/trace"))).containsExactly("404", "unknown");
  }

  @Test
  void anotherAddressWithoutTlsIsRefused() {
    assertThatThrownBy(
            () ->
                new TechnicianSettings(
                    "0.0.0.0", 8081, false, List.of(), Optional.empty(), List.of()))
        .hasMessageContaining("0.0.0.0 is not a loopback address and there is no TLS");
  }

  @Test
  void withTlsPagesAreServedByItAndNoOtherWay(@TempDir Path folder) throws Exception {
    PemIdentity tls = identity(folder);
    var settings =
        new TechnicianSettings(
            "0.0.0.0", 0, false, List.of("station"), Optional.of(tls), List.of());
    try (var secure = TechnicianPages.start(settings, station.view(), told::add, ticks::get);
        var plain = new Browser(secure.port());
        var trusting = HttpClient.newBuilder().sslContext(trusting(tls)).build()) {
      var page = URI.create("https://localhost:" + secure.port() + "/");
      var answer =
          trusting.send(HttpRequest.newBuilder(page).GET().build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      var strangers = HttpRequest.newBuilder(page.resolve("/api/station")).GET();
      assertThatThrownBy(() -> plain.send(strangers)).isInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(() -> plain.get("/")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCertificateThatCannotBeReadIsNamed(@TempDir Path folder) {
    var tls = new PemIdentity(folder.resolve("none.pem"), folder.resolve("none.key"));
    var settings =
        new TechnicianSettings("0.0.0.0", 0, false, List.of(), Optional.of(tls), List.of());
    assertThatThrownBy(() -> TechnicianPages.start(settings, station.view(), told::add, ticks::get))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.pem");
  }

  /** A certificate for localhost, and its key, as an authority would hand them over. */
  private static PemIdentity identity(Path folder) throws Exception {
    Path keystore = folder.resolve("pages.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(keytool, "-genkeypair", "-alias", "pages", "-keyalg", "EC")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    made.command().addAll(List.of("-dname", "CN=station", "-ext", "SAN=dns:localhost"));
    made.command().addAll(List.of("-keystore", keystore.toString(), "-storepass", "changeme"));
    assertThat(made.start().waitFor()).isZero();
    var store = KeyStore.getInstance(keystore.toFile(), "changeme".toCharArray());
    var tls = new PemIdentity(folder.resolve("pages.pem"), folder.resolve("pages.key"));
    pem(tls.certificate(), "CERTIFICATE", store.getCertificate("pages").getEncoded());
    pem(tls.key(), "PRIVATE KEY", store.getKey("pages", "changeme".toCharArray()).getEncoded());
    return tls;
  }

  private static void pem(Path file, String what, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, body));
  }

  private static SSLContext trusting(PemIdentity tls) throws Exception {
    var store = PemIdentity.emptyStore();
    store.setCertificateEntry("pages", PemIdentity.certificates(tls.certificate()).getFirst());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<String> login(String name, String password) throws Exception {
    var answer =
        browser.post("/api/login", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    browser.keep(answer);
    return answer;
  }

  private HttpResponse<String> act(String body) throws Exception {
    return browser.post("/api/act", body);
  }
}
