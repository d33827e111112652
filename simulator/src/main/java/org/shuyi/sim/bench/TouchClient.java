package org.shuyi.sim.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A station's touch API as a browser uses it. */
final class TouchClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final String origin;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private String cookie = "";

  TouchClient(int port) {
    this.port = port;
    origin = "http://127.0.0.1:" + port;
  }

  /** Whether anybody listens at its port. */
  boolean isListening() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** Loads the page, which sets the session. */
  void load() throws IOException, InterruptedException {
    var answer = http.send(request("/").GET().build(), BodyHandlers.discarding());
    cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }

  /** What the screen shows. */
  JsonNode screen() throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(request("/api/screen").GET().build(), BodyHandlers.ofString()).body());
  }

  String metrics() throws IOException, InterruptedException {
    return http.send(request("/metrics").GET().build(), BodyHandlers.ofString()).body();
  }

  /** Touches; the status of the answer, 202 where the touch is in the queue. */
  int touch(String intent) throws IOException, InterruptedException {
    var touch =
        request("/api/touch")
            .header("Content-Type", "application/json")
            .header("Origin", origin)
            .POST(BodyPublishers.ofString(intent))
            .build();
    return http.send(touch, BodyHandlers.discarding()).statusCode();
  }

  int open(int door) throws IOException, InterruptedException {
    return touch("{\"intent\":\"open-door\",\"door\":\"" + door + "\"}");
  }

  /** Hears the screens of the event stream, each as its line of JSON, until it is cancelled. */
  Future<?> watch(Consumer<String> screens) {
    var stream =
        HttpRequest.newBuilder(URI.create(origin + "/api/events"))
            .header("Cookie", cookie)
            .header("Accept", "text/event-stream")
            .build();
    return http.sendAsync(stream, BodyHandlers.ofLines())
        .thenAccept(
            answer ->
                answer
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring("data:".length()))
                    .forEach(screens));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(PATIENCE);
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
