package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** The station's touch screen, as a browser would use it over HTTP. */
public final class TouchScreen {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI page;
  private final String origin;
  private final HttpClient http;
  private String session = "";

  /**
   * @param port where the touch API listens on 127.0.0.1
   */
  public TouchScreen(int port) {
    this.origin = "http://127.0.0.1:" + port;
    this.page = URI.create(origin + "/");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /**
   * What the screen shows, as the touch API tells it, or nothing while no station answers.
   *
   * @throws IOException where something answers that is no station
   */
  public synchronized Optional<JsonNode> shown() throws IOException, InterruptedException {
    try {
      var answer = withSession(HttpRequest.newBuilder(page.resolve("/api/screen")).GET());
      if (answer.statusCode() != 200) return Optional.empty();
      return Optional.of(JSON.readTree(answer.body()));
    } catch (ConnectException nobody) {
      return Optional.empty();
    }
  }

  /**
   * Touches the screen.
   *
   * @param intent as one of the screen's buttons or doors gives it
   * @return the status: 202 where the touch is in the queue
   */
  public synchronized int touch(JsonNode intent) throws IOException, InterruptedException {
    return withSession(
            HttpRequest.newBuilder(page.resolve("/api/touch"))
                .header("Content-Type", "application/json")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(intent.toString())))
        .statusCode();
  }

  /**
   * Waits at the event stream until the screen is as wanted.
   *
   * @throws TimeoutException where it was not within the time
   * @throws IOException where no station answers, or it ends meanwhile
   */
  public JsonNode await(Predicate<JsonNode> wanted, Duration within)
      throws IOException, InterruptedException, TimeoutException {
    HttpRequest.Builder stream;
    synchronized (this) {
      load();
      stream = HttpRequest.newBuilder(page.resolve("/api/events")).header("Cookie", session);
    }
    return EventStream.first(http, stream, wanted, within);
  }

  /** A station that was started again knows no session of the one before. */
  private HttpResponse<String> withSession(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (session.isEmpty()) load();
    var answer = send(request);
    if (answer.statusCode() != 401) return answer;
    load();
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var asked = request.copy().timeout(PATIENCE);
    if (!session.isEmpty()) asked.header("Cookie", session);
    return http.send(asked.build(), BodyHandlers.ofString());
  }

  private void load() throws IOException, InterruptedException {
    session = "";
    var answer = send(HttpRequest.newBuilder(page).GET());
    session =
        answer
            .headers()
            .firstValue("Set-Cookie")
            .map(cookie -> cookie.split(";", 2)[0])
            .orElseThrow(() -> new IOException("no station answers at " + page));
  }
}
