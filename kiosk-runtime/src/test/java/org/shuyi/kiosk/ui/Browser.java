package org.shuyi.kiosk.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** What a browser sends, header by header, so that a test can leave one out or lie. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private String cookie = "";

  Browser(int port) {
    base = "http://127.0.0.1:" + port;
  }

  String base() {
    return base;
  }

  HttpClient client() {
    return client;
  }

  /** Loads a page and keeps its cookie. */
  Browser visit() throws IOException, InterruptedException {
    keep(get("/"));
    return this;
  }

  void keep(HttpResponse<String> response) {
    response
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
  }

  void cookie(String other) {
    cookie = other;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Origin", base)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return send(request);
  }

  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static List<String> errorOf(HttpResponse<String> response) throws IOException {
    return List.of(
        Integer.toString(response.statusCode()),
        JSON.readTree(response.body()).path("error").asText());
  }

  @Override
  public void close() {
    client.close();
  }
}
