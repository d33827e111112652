package org.shuyi.kiosk.ui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both web servers of a station share: a small Javalin, headers, errors as JSON without stack,
 * bounded bodies, and the checks of where a request comes from.
 */
final class Web {
  /** The largest body, in bytes; the longest that a page sends is a reason of 200 characters. */
  static final int BODY_LIMIT = 4096;

  private static final Logger log = LoggerFactory.getLogger(Web.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .build())
          .build();
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Web() {}

  static Javalin server(Consumer<JavalinConfig> more) {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.startup.startupWatcherEnabled = false;
          // A watcher of the event stream holds its thread for as long as it looks.
          config.concurrency.useVirtualThreads = true;
          config.http.compressionStrategy = CompressionStrategy.NONE;
          config.http.maxRequestSize = BODY_LIMIT;
          config.http.defaultContentType = "text/plain; charset=utf-8";
          config.jetty.modifyServer(server -> server.setStopTimeout(0));
          config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
          config.routes.before(Web::harden);
          config.routes.exception(Refusal.class, (refusal, to) -> refuse(to, refusal));
          config.routes.exception(Exception.class, Web::fault);
          config.routes.error(404, to -> refuse(to, new Refusal(404, "unknown", "no such page")));
          more.accept(config);
        });
  }

  static void answer(Context to, int status, Object value) {
    to.status(status).contentType("application/json").result(write(value));
  }

  static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body as JSON, at most {@link #BODY_LIMIT} bytes of it, whatever its header says. */
  static JsonNode body(Context from) {
    String type = Optional.ofNullable(from.contentType()).orElse("");
    if (!type.startsWith("application/json"))
      throw new Refusal(415, "not-json", "a body must be application/json");
    try {
      byte[] bytes = from.req().getInputStream().readNBytes(BODY_LIMIT + 1);
      if (bytes.length > BODY_LIMIT)
        throw new Refusal(413, "too-large", "a body may have " + BODY_LIMIT + " bytes");
      JsonNode body = JSON.readTree(bytes);
      if (!body.isObject()) throw new Refusal(400, "not-json", "the body is not a JSON object");
      return body;
    } catch (JsonProcessingException e) {
      throw new Refusal(400, "not-json", "the body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Refusal(400, "cut-off", "the body did not arrive");
    }
  }

  /**
   * Refuses a request to a name that is not this machine's own: a page of a stranger, resolved to
   * this address, must not read anything.
   */
  static void ownHost(Context from) {
    if (!isLoopback(hostName(from)))
      throw new Refusal(403, "wrong-host", "ask by a loopback name such as localhost");
  }

  /** Refuses a request that a page of another origin sent, or, if it acts, of none. */
  static void ownOrigin(Context from, boolean acts) {
    String origin = from.header("Origin");
    boolean own = origin != null && origin.equals(from.scheme() + "://" + from.header("Host"));
    if (own || (origin == null && !acts)) return;
    throw new Refusal(403, "wrong-origin", "only this server's own page may ask this");
  }

  /** Whether an address or name means this machine only. */
  static boolean isLoopback(String name) {
    try {
      boolean literal = name.matches("[0-9.]+|\\[?[0-9a-fA-F:]+]?");
      return name.equals("localhost")
          || (literal && InetAddress.getByName(name).isLoopbackAddress());
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  static void cookie(Context to, String name, String value, boolean secure) {
    to.header(
        "Set-Cookie",
        name + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : ""));
  }

  static String hostName(Context from) {
    try {
      String host = URI.create("http://" + from.header("Host")).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException garbled) {
      return "";
    }
  }

  private static void harden(Context to) {
    to.header("Content-Security-Policy", POLICY);
    to.header("X-Content-Type-Options", "nosniff");
    to.header("X-Frame-Options", "DENY");
    to.header("Referrer-Policy", "no-referrer");
    to.header("Cross-Origin-Opener-Policy", "same-origin");
    to.header("Cross-Origin-Resource-Policy", "same-origin");
    to.header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    to.header("Cache-Control", "no-store");
  }

  private static void refuse(Context to, Refusal refusal) {
    answer(to, refusal.status(), refusal.body());
  }

  private static void fault(Exception fault, Context to) {
    if (fault instanceof io.javalin.http.HttpResponseException known) {
      refuse(to, new Refusal(known.getStatus(), "refused", "the request was refused"));
      return;
    }
    log.error("a page failed: {} {}", to.method(), to.path(), fault);
    refuse(to, new Refusal(500, "fault", "something went wrong here; it is in the log"));
  }
}
