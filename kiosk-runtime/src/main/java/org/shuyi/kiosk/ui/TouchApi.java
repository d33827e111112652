package org.shuyi.kiosk.ui;

import io.javalin.Javalin;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.VisitEvent;

/**
 * The touch screen's API and page, on loopback only: the screen as a value, a stream of its
 * changes, and touches as intents. What it says is in {@code touch/openapi.json}.
 *
 * <p>Whoever asks must ask by a loopback name, must not come from another origin, and must carry
 * the session token, which {@code GET /} sets as a cookie and which is new at each start.
 */
public final class TouchApi implements AutoCloseable {
  private static final String COOKIE = "shuyi-touch";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TouchSettings settings;
  private final Texts texts;
  private final Predicate<Event> tell;
  private final Supplier<Optional<Status>> status;
  private final LongSupplier ticks;
  private final LatestScreen latest;
  private final Pages pages =
      Pages.of(
          "touch",
          List.of(
              "index.html",
              "touch.css",
              "touch.js",
              "view.js",
              "cabinet.js",
              "motifs.js",
              "dom.js",
              "voice.js",
              "icon.svg",
              "openapi.json"));
  private final Semaphore watchers = new Semaphore(TouchSettings.WATCHERS);
  private final String start = random(4);
  private final String token = random(32);
  private final Javalin server;

  private TouchApi(
      TouchSettings settings,
      Texts texts,
      Predicate<Event> tell,
      Supplier<Optional<Status>> status,
      LongSupplier ticks) {
    this.settings = settings;
    this.texts = texts;
    this.tell = tell;
    this.status = status;
    this.ticks = ticks;
    this.latest = new LatestScreen(settings.language(), ticks);
    this.server =
        Web.server(
            config -> {
              var routes = config.routes;
              routes.before(Web::ownHost);
              routes.get("/", this::page);
              for (String name : pages.names()) {
                routes.get("/" + name, to -> pages.serve(to, name));
              }
              routes.get("/metrics", this::metrics);
              routes.get("/api/screen", this::screen);
              routes.get("/api/events", this::events);
              routes.post("/api/touch", this::touch);
            });
  }

  /**
   * Listens at once, showing {@code starting} until the first {@link #show}.
   *
   * @param tell puts an event into the kernel's queue; false where it is full or closed
   * @param status the last status that the kernel reported, for {@code /metrics}
   * @param ticks station time, as in the screens' ends; read from any thread
   * @throws PortTaken where another program has the port
   */
  public static TouchApi start(
      TouchSettings settings,
      Texts texts,
      Predicate<Event> tell,
      Supplier<Optional<Status>> status,
      LongSupplier ticks) {
    var api = new TouchApi(settings, texts, tell, status, ticks);
    PortTaken.binding(settings.port(), () -> api.server.start(settings.host(), settings.port()));
    return api;
  }

  public int port() {
    return server.port();
  }

  /** Shows this from now on. Never blocks: watchers fetch it by themselves. */
  public void show(Screen screen) {
    latest.show(screen);
  }

  @Override
  public void close() {
    latest.close();
    server.stop();
  }

  private void page(Context to) {
    Web.cookie(to, COOKIE, token, false);
    pages.serve(to, "index.html");
  }

  private void metrics(Context to) {
    to.contentType("text/plain; version=0.0.4; charset=utf-8")
        .result(status.get().map(Metrics::text).orElse(""));
  }

  private void screen(Context to) {
    admit(to, false);
    Web.answer(to, 200, view(latest.now()));
  }

  /** The newest screen first, then each change; a client that comes back starts with the newest. */
  private void events(Context to) throws IOException, InterruptedException {
    admit(to, false);
    if (!watchers.tryAcquire()) throw new Refusal(503, "busy", "too many watch this screen");
    try {
      to.res().setContentType("text/event-stream; charset=utf-8");
      watch(to.res().getOutputStream());
    } finally {
      watchers.release();
    }
  }

  private void watch(ServletOutputStream out) throws InterruptedException {
    try {
      write(out, "retry: 1000\n\n");
      long seen = 0;
      while (!latest.closed()) {
        Optional<LatestScreen.Shown> next = latest.after(seen, settings.keepAlive());
        if (next.isEmpty()) {
          write(out, ": alive\n\n");
        } else {
          seen = next.get().number();
          write(out, "id: " + seen + "\nevent: screen\ndata: " + json(next.get()) + "\n\n");
        }
      }
    } catch (IOException gone) {
      // The watcher went away; it comes back by itself and is told the newest screen.
    }
  }

  private void touch(Context from) {
    admit(from, true);
    var body = Web.body(from);
    var intent =
        TouchIntent.read(body)
            .orElseThrow(() -> new Refusal(400, "no-intent", "see openapi.json for the intents"));
    var shown = latest.now();
    if (body.has("screen") && body.path("screen").asLong() < shown.nameSince())
      throw new Refusal(409, "stale", "the touch was made on a screen that has gone");
    if (!shown.offers(intent, texts.languages()))
      throw new Refusal(409, "not-offered", "the present screen does not offer this");
    if (!tell.test(new VisitEvent.Touched(intent)))
      throw new Refusal(503, "busy", "the station takes no more now; try again");
    Web.answer(from, 202, new Accepted(shown.number()));
  }

  private void admit(Context from, boolean acts) {
    Web.ownOrigin(from, acts);
    String told = from.cookie(COOKIE);
    if (told == null || !same(told, token))
      throw new Refusal(401, "no-session", "load the page / first: it sets the session cookie");
  }

  private ScreenView view(LatestScreen.Shown shown) {
    return ScreenView.of(start, settings.demo(), texts, shown, ticks.getAsLong());
  }

  private String json(LatestScreen.Shown shown) {
    return Web.write(view(shown));
  }

  private static void write(ServletOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  static boolean same(String told, String known) {
    return MessageDigest.isEqual(
        told.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
  }

  static String random(int bytes) {
    var drawn = new byte[bytes];
    RANDOM.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  /** The touch is in the queue; what comes of it is the next screen. */
  record Accepted(long screen) {}
}
