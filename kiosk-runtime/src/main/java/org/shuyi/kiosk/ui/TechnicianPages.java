package org.shuyi.kiosk.ui;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.PasswordHash;
import org.shuyi.kiosk.trust.PemIdentity;
import org.shuyi.kiosk.ui.Role.Act;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The technician's page and its API, on a port of its own, with login. It shows the station and
 * puts {@link ServiceEvent}s into the kernel's queue; the kernel decides, acts and keeps the audit.
 */
public final class TechnicianPages implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TechnicianPages.class);
  private static final String COOKIE = "shuyi-staff";
  private static final int LONGEST_PASSWORD = 128;

  private final TechnicianSettings settings;
  private final StationView station;
  private final Predicate<Event> tell;
  private final LongSupplier ticks;
  private final Pages pages =
      Pages.of(
          "technician",
          List.of(
              "index.html",
              "technician.css",
              "technician.js",
              "words.js",
              "icon.svg",
              "openapi.json"));
  private final Sessions sessions = new Sessions();
  private final LoginPauses pauses;
  // What a name that nobody has is compared with, so that it takes as long as a wrong password.
  private final PasswordHash nobody;
  private final Javalin server;

  private TechnicianPages(
      TechnicianSettings settings,
      Optional<KeyStore> secret,
      StationView station,
      Predicate<Event> tell,
      LongSupplier ticks) {
    this.settings = settings;
    this.station = station;
    this.tell = tell;
    this.ticks = ticks;
    this.pauses = new LoginPauses(settings.staff().stream().map(StaffLogin::name).toList());
    int iterations =
        settings.staff().stream().mapToInt(s -> s.hash().iterations()).max().orElse(10_000);
    this.nobody = new PasswordHash(iterations, Octets.of(new byte[16]), Octets.of(new byte[32]));
    this.server =
        Web.server(
            config -> {
              secret.ifPresent(keys -> listen(config, keys));
              var routes = config.routes;
              routes.before(this::ownName);
              routes.get("/", to -> pages.serve(to, "index.html"));
              for (String name : pages.names()) {
                routes.get("/" + name, to -> pages.serve(to, name));
              }
              routes.post("/api/login", this::login);
              routes.post("/api/logout", this::logout);
              routes.get("/api/station", this::view);
              routes.get("/api/trace", this::trace);
              routes.post("/api/act", this::act);
            });
  }

  /**
   * Listens at once.
   *
   * @param tell puts an event into the kernel's queue; false where it is full or closed
   * @param ticks station time, for pauses and sessions; read from any thread
   * @throws PortTaken where another program has the port
   * @throws UncheckedIOException where the certificate or its key cannot be read; the message names
   *     the file
   */
  public static TechnicianPages start(
      TechnicianSettings settings, StationView station, Predicate<Event> tell, LongSupplier ticks) {
    var secret = settings.tls().map(TechnicianPages::keys);
    var pages = new TechnicianPages(settings, secret, station, tell, ticks);
    PortTaken.binding(settings.port(), pages::listen);
    return pages;
  }

  private static KeyStore keys(PemIdentity tls) {
    try {
      return tls.store();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void listen() {
    if (settings.tls().isPresent()) server.start();
    else server.start(settings.host(), settings.port());
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void listen(JavalinConfig config, KeyStore keys) {
    config.jetty.addConnector(
        (to, http) -> {
          http.addCustomizer(new SecureRequestCustomizer(false));
          var ssl = new SslContextFactory.Server();
          ssl.setKeyStore(keys);
          ssl.setKeyStorePassword(PemIdentity.IN_MEMORY);
          ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
          var connector = new ServerConnector(to, ssl, new HttpConnectionFactory(http));
          connector.setHost(settings.host());
          connector.setPort(settings.port());
          return connector;
        });
  }

  private void ownName(Context from) {
    if (settings.names().contains(Web.hostName(from))) return;
    Web.ownHost(from);
  }

  /** One wrong answer for every wrong login, so that it does not tell which names exist. */
  private void login(Context from) {
    Web.ownOrigin(from, true);
    var body = Web.body(from);
    String name = body.path("name").asText();
    String password = body.path("password").asText();
    StaffLogin person = admitted(from, name, password);
    String token = sessions.begin(person, ticks.getAsLong());
    Web.cookie(from, COOKIE, token, settings.tls().isPresent());
    from.status(204);
  }

  /**
   * One at a time, so that a flood of logins costs one core at most and none of them slips past the
   * pause that another has earned.
   */
  private synchronized StaffLogin admitted(Context from, String name, String password) {
    long now = ticks.getAsLong();
    long wait = pauses.waitMillis(name, now);
    if (wait > 0) throw paused(from, wait);
    Optional<StaffLogin> person =
        settings.staff().stream().filter(staff -> staff.name().equals(name)).findFirst();
    boolean right = matches(person, password);
    String known = person.map(StaffLogin::name).orElse("unknown");
    if (!tell.test(new ServiceEvent.LoggedIn(known, right)))
      throw new Refusal(503, "busy", "the station takes no more now; try again");
    if (right && person.isPresent()) {
      pauses.right(name);
      return person.get();
    }
    pauses.wrong(name, now);
    log.warn("login refused for {}", known);
    throw new Refusal(401, "wrong", "name or password is wrong");
  }

  private boolean matches(Optional<StaffLogin> person, String password) {
    if (password.length() > LONGEST_PASSWORD) return false;
    boolean matches = person.map(StaffLogin::hash).orElse(nobody).matches(password.toCharArray());
    return matches && person.isPresent();
  }

  private static Refusal paused(Context to, long waitMillis) {
    long seconds = (waitMillis + 999) / 1000;
    to.header("Retry-After", Long.toString(seconds));
    return new Refusal(429, "paused", Long.toString(seconds));
  }

  private void logout(Context from) {
    Web.ownOrigin(from, true);
    Optional.ofNullable(from.cookie(COOKIE)).ifPresent(sessions::end);
    from.status(204);
  }

  private void view(Context to) {
    StaffLogin person = person(to, false);
    Web.answer(to, 200, TechnicianView.of(station, person, settings.demo(), ticks.getAsLong()));
  }

  /** What went over a device's line, to be taken away as a file. */
  private void trace(Context to) {
    StaffLogin _ = person(to, false);
    String device = Optional.ofNullable(to.queryParam("device")).orElse("");
    String text =
        station
            .frames()
            .text(device)
            .orElseThrow(() -> new Refusal(404, "unknown", "no device has this name"));
    to.header("Content-Disposition", "attachment; filename=\"" + fileName(device) + "\"");
    to.status(200).contentType("text/plain; charset=utf-8").result(text);
  }

  /** A device's name may hold what no header does. */
  private static String fileName(String device) {
    return device.replaceAll("[^A-Za-z0-9-]", "_") + ".trace";
  }

  private void act(Context from) {
    StaffLogin person = person(from, true);
    JsonNode body = Web.body(from);
    StaffAct act =
        StaffAct.read(body)
            .orElseThrow(() -> new Refusal(400, "no-act", "see openapi.json for the acts"));
    if (!person.role().may(act.needs())) {
      log.warn("refused: {} by {} {}", act.needs().word(), person.role().word(), person.name());
      String why = "a " + person.role().word() + " may not do this";
      throw refused(person, act, 403, "not-yours", why);
    }
    boolean serving = station.kiosk().get().station().service().isPresent();
    if (act.needs() == Act.OPEN && !serving)
      throw refused(person, act, 409, "no-service-mode", "begin service mode first");
    if (!tell.test(act.by(person.name())))
      throw new Refusal(503, "busy", "the station takes no more now; try again");
    Web.answer(from, 202, new Told(true));
  }

  /** For the audit; a full queue loses the refusal's record, never the refusal. */
  private Refusal refused(StaffLogin person, StaffAct act, int status, String error, String why) {
    String wanted = act.needs().word();
    if (!tell.test(new ServiceEvent.ActRefused(person.name(), wanted, why))) {
      log.warn("not recorded: {} was refused to {}", wanted, person.name());
    }
    return new Refusal(status, error, why);
  }

  private StaffLogin person(Context from, boolean acting) {
    Web.ownOrigin(from, acting);
    return Optional.ofNullable(from.cookie(COOKIE))
        .flatMap(token -> sessions.of(token, ticks.getAsLong(), acting))
        .orElseThrow(() -> new Refusal(401, "no-session", "log in first"));
  }

  /** The act is in the queue; the journal tells what became of it. */
  record Told(boolean told) {}
}
