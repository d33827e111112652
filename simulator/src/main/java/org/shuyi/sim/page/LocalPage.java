package org.shuyi.sim.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page that this machine shows to itself: some files, a picture of something as JSON, a stream of
 * newer pictures, and acts.
 *
 * <p>It listens on 127.0.0.1 only, answers to loopback names only (a stranger's name that was
 * resolved to this address is refused), and acts for its own page or for a program without an
 * origin. Files are named one by one and read at the start, so no request reaches the file system.
 */
public final class LocalPage implements AutoCloseable {
  /** The longest act is a text of 200 characters. */
  private static final int MOST_BYTES = 4096;

  /** Looking on costs a thread each; a demo has a handful. */
  private static final int MOST_WATCHERS = 24;

  /** Shorter than the 30 s after which an idle connection is taken for dead. */
  private static final long BREATH_MILLIS = 10_000;

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String SAID = "said";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger log = LoggerFactory.getLogger(LocalPage.class);

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Semaphore watchers = new Semaphore(MOST_WATCHERS);
  private final Changes changes;
  private final Supplier<JsonNode> picture;
  private final Javalin server;
  private volatile boolean closed;

  /** What a page is made of. */
  public static final class Plan {
    private final Class<?> owner;
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, Supplier<JsonNode>> pictures = new TreeMap<>();
    private final Map<String, Function<JsonNode, JsonNode>> acts = new TreeMap<>();

    /**
     * @param owner beside whose class the files lie
     */
    public Plan(Class<?> owner) {
      this.owner = owner;
    }

    public Plan file(String name) {
      files.put("/" + name, name);
      return this;
    }

    /** What {@code GET path} answers. */
    public Plan picture(String path, Supplier<JsonNode> picture) {
      pictures.put(path, picture);
      return this;
    }

    /** What {@code POST path} does with a JSON object; {@link Unwelcome} where it does not. */
    public Plan act(String path, Function<JsonNode, JsonNode> act) {
      acts.put(path, act);
      return this;
    }
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @param stream the path of the event stream, whose events are called {@code picture}
   * @param changes tells when {@code picture} is to be looked at anew
   * @throws io.javalin.util.JavalinBindException where the port is taken
   */
  public LocalPage(
      int port, Plan plan, String stream, Changes changes, Supplier<JsonNode> picture) {
    this.changes = changes;
    this.picture = picture;
    plan.files.forEach((path, name) -> files.put(path, read(plan.owner, name)));
    files.put("/", read(plan.owner, "index.html"));
    server = Javalin.create(config -> configure(config, plan, stream));
    server.start("127.0.0.1", port);
  }

  private void configure(JavalinConfig config, Plan plan, String stream) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.maxRequestSize = MOST_BYTES;
    config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.routes.before(LocalPage::guard);
    files.keySet().forEach(path -> config.routes.get(path, to -> serve(to, path)));
    plan.pictures.forEach((path, of) -> config.routes.get(path, to -> answer(to, 200, of.get())));
    plan.acts.forEach((path, act) -> config.routes.post(path, to -> act(to, act)));
    config.routes.sse(stream, this::watch);
    config.routes.exception(Unwelcome.class, (e, to) -> refuse(to, e.status(), e.getMessage()));
    config.routes.exception(
        HttpResponseException.class, (e, to) -> refuse(to, e.getStatus(), "refused"));
    config.routes.exception(Exception.class, LocalPage::fault);
    config.routes.error(404, LocalPage::unknown);
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    closed = true;
    changes.changed();
    server.stop();
  }

  private static void guard(Context to) {
    to.header("Content-Security-Policy", POLICY);
    to.header("X-Content-Type-Options", "nosniff");
    to.header("Referrer-Policy", "no-referrer");
    to.header("Cross-Origin-Resource-Policy", "same-origin");
    to.header("Cache-Control", "no-store");
    String host = to.header("Host");
    if (host == null || !NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
      throw new Unwelcome(403, "ask by a loopback name such as localhost");
    }
    String origin = to.header("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      throw new Unwelcome(403, "only this page itself may ask");
    }
  }

  private void serve(Context to, String path) {
    byte[] bytes = files.get(path);
    if (bytes != null) to.contentType(type(path)).result(bytes);
  }

  private static void act(Context from, Function<JsonNode, JsonNode> act) throws IOException {
    String type = from.contentType();
    if (type == null || !type.startsWith("application/json")) {
      throw new Unwelcome(415, "an act is application/json");
    }
    byte[] bytes = from.req().getInputStream().readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) throw new Unwelcome(413, "at most " + MOST_BYTES + " bytes");
    JsonNode body;
    try {
      body = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new Unwelcome(400, "no JSON: " + e.getOriginalMessage());
    }
    if (body == null || !body.isObject()) throw new Unwelcome(400, "an act is a JSON object");
    answer(from, 200, act.apply(body));
  }

  private void watch(SseClient client) {
    if (!watchers.tryAcquire()) throw new Unwelcome(503, "too many look on");
    client.keepAlive();
    Thread.ofVirtual().name("watcher").start(() -> show(client));
  }

  /** Each watcher is sent the newest picture when it has taken the one before. */
  private void show(SseClient client) {
    try {
      long seen = 0;
      while (!closed && !client.terminated()) {
        long version = changes.await(seen, BREATH_MILLIS);
        if (version == seen) client.sendComment("still here");
        else client.sendEvent("picture", JSON.writeValueAsString(picture.get()));
        seen = version;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      watchers.release();
      client.close();
    }
  }

  private static void answer(Context to, int status, JsonNode json) {
    to.status(status).contentType("application/json").result(json.toString());
  }

  /** Only where nothing better has been said already. */
  private static void unknown(Context to) {
    if (to.attribute(SAID) == null) refuse(to, 404, "there is no such page");
  }

  private static void refuse(Context to, int status, @Nullable String why) {
    to.attribute(SAID, true);
    answer(to, status, JSON.createObjectNode().put("done", false).put("words", why));
  }

  private static void fault(Exception fault, Context to) {
    log.error("a page failed: {} {}", to.method(), to.path(), fault);
    refuse(to, 500, "something went wrong here; it is in the log");
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/html; charset=utf-8";
    };
  }

  private static byte[] read(Class<?> owner, String name) {
    try (var in = owner.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("missing resource " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
