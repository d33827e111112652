package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One tab of a headless Chromium, driven over its DevTools protocol with nothing but the JDK. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENING = "DevTools listening on ";
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger questions = new AtomicInteger();
  private final ConcurrentHashMap<Integer, CompletableFuture<JsonNode>> answers =
      new ConcurrentHashMap<>();
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /**
   * @param profile an empty folder for what a browser keeps
   */
  Browser(Path profile) throws Exception {
    process =
        new ProcessBuilder(
                List.of(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--hide-scrollbars",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectErrorStream(true)
            .start();
    String authority = URI.create(listening()).getAuthority();
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(tab(authority)), new Ear())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ask("Runtime.enable", JSON.createObjectNode());
    ask("Log.enable", JSON.createObjectNode());
    ask("Page.enable", JSON.createObjectNode());
  }

  /** Opens an address in a window of this size, with the marks of a phone or without. */
  void open(String address, int width, int height, boolean phone) throws Exception {
    complaints.clear();
    ask(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", phone));
    var opened = new CompletableFuture<Boolean>();
    loaded = opened;
    ask("Page.navigate", JSON.createObjectNode().put("url", address));
    opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What an expression of the page's own language is worth now. */
  JsonNode evaluate(String expression) throws Exception {
    var asked = JSON.createObjectNode().put("expression", expression).put("returnByValue", true);
    return ask("Runtime.evaluate", asked.put("awaitPromise", true)).at("/result/result/value");
  }

  /** Waits inside the page until an expression is true; false where it does not become so. */
  boolean becomes(String expression) throws Exception {
    String waiting =
        """
        new Promise(done => {
          let tries = 0;
          const look = () => (%s) ? done(true) : (tries++ > 300 ? done(false) : setTimeout(look, 100));
          look();
        })
        """
            .formatted(expression);
    return evaluate(waiting).asBoolean();
  }

  /** Presses and lets go of a key, as a keyboard does; what the page leaves it to do is done. */
  void key(String key, int code, String text) throws Exception {
    var pressed =
        JSON.createObjectNode()
            .put("key", key)
            .put("windowsVirtualKeyCode", code)
            .put("nativeVirtualKeyCode", code);
    if (!text.isEmpty()) pressed.put("text", text);
    ask("Input.dispatchKeyEvent", pressed.deepCopy().put("type", "keyDown"));
    ask("Input.dispatchKeyEvent", pressed.deepCopy().put("type", "keyUp"));
  }

  /** What the page's scripts and its security policy complained of since it was opened. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** A picture of the window, for people to look at. */
  void picture(Path file) throws Exception {
    var taken = ask("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(taken.at("/result/data").asText()));
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    http.close();
  }

  private String listening() throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(LISTENING)) {
        // Whatever else it says is read away, so that it never waits for a reader.
        Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {}));
        return line.substring(LISTENING.length()).strip();
      }
    }
    throw new IOException("chromium ended before it listened");
  }

  private String tab(String authority) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + authority + "/json/new?about:blank"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String told = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return JSON.readTree(told).path("webSocketDebuggerUrl").asText();
  }

  private JsonNode ask(String method, ObjectNode parameters) throws Exception {
    int id = questions.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    var question = JSON.createObjectNode().put("id", id).put("method", method);
    question.set("params", parameters);
    socket.sendText(question.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void heard(JsonNode message) {
    if (message.has("id")) {
      var waiting = answers.remove(message.path("id").asInt());
      if (waiting != null) waiting.complete(message);
      return;
    }
    switch (message.path("method").asText()) {
      case "Runtime.exceptionThrown" ->
          complaints.add(message.at("/params/exceptionDetails/exception/description").asText());
      case "Page.loadEventFired" -> loaded.complete(true);
      case "Log.entryAdded" -> {
        if (message.at("/params/entry/level").asText().equals("error")) {
          complaints.add(message.at("/params/entry/text").asText());
        }
      }
      default -> {}
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          heard(JSON.readTree(text.toString()));
        } catch (IOException garbage) {
          complaints.add("not JSON: " + garbage.getMessage());
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
