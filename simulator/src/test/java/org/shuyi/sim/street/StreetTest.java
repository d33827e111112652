package org.shuyi.sim.street;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.sim.page.Links;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.World;

class StreetTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicLong clock = new AtomicLong(1_000);
  private final World world = new World(clock::get, 1);
  private final List<String> fates = new ArrayList<>();
  private final Street street = street();
  private final HttpClient http = HttpClient.newHttpClient();

  private Street street() {
    world.addDoor(3, 50, 20);
    var shelf = world.addShelf(new Shelf("shelf 3", 3, "reader-3", 1));
    world.stock(new Book("b1", "雷雨", List.of()), shelf);
    var devices = new TreeMap<String, String>();
    devices.put("reader-3", "Tag reader 3");
    var card = new Pocket.Held("wang", Card.of("Wang's card", "04112233445566"), "", "card");
    return new Street(
        0,
        world,
        new Pocket(List.of(card)),
        List.of(new Person("the visitor")),
        devices,
        new Mischief() {
          @Override
          public void stickSwitch(int door, boolean stuck) {
            fates.add("switch " + door + " " + stuck);
          }

          @Override
          public void missTags(String reader, int perMille) {
            fates.add(reader + " misses " + perMille);
          }
        },
        Links.usual());
  }

  @AfterEach
  void close() {
    street.close();
    http.close();
  }

  @Test
  void aVisitorTakesABookAndEveryActIsAnsweredInWords() throws Exception {
    assertThat(act("{'act':'hold-card','card':'wang'}"))
        .isEqualTo("200 the visitor holds Wang's card to the reader");
    assertThat(act("{'act':'remove-card'}")).startsWith("200 ");
    assertThat(act("{'act':'open-door','door':3}")).isEqualTo("409 door 3 is locked");
    world.pullBolt(3, 800);
    assertThat(act("{'act':'open-door','door':3}")).isEqualTo("200 door 3 is opened");
    assertThat(act("{'act':'take','book':'雷雨'}"))
        .isEqualTo("200 the visitor takes 雷雨 from shelf 3");
    assertThat(world().at("/people/0/books/0/barcode").asText()).isEqualTo("b1");
    assertThat(act("{'act':'put','book':'b1','door':3}")).startsWith("200 ");
    assertThat(act("{'act':'close-door','door':3}")).isEqualTo("200 door 3 is closed");
    assertThat(world().at("/shelves/0/books/0/title").asText()).isEqualTo("雷雨");
  }

  @Test
  void fateHasItsActsToo() throws Exception {
    assertThat(act("{'act':'unplug','device':'reader-3'}")).startsWith("200 ");
    assertThat(act("{'act':'mains','on':false}")).isEqualTo("200 the mains fail");
    assertThat(act("{'act':'network','on':false}")).startsWith("200 ");
    act("{'act':'stick-switch','door':3,'on':true}");
    act("{'act':'miss-tags','device':'reader-3','perMille':300}");
    act("{'act':'jam','door':3,'on':true}");
    assertThat(fates).containsExactly("switch 3 true", "reader-3 misses 300");
    assertThat(world().at("/doors/0").toString())
        .isEqualTo(
            "{\"number\":3,\"open\":false,\"released\":false,\"jammed\":true,\"stuckSwitch\":true,\"lit\":false}");
    assertThat(world().at("/devices/0").toString()).endsWith("\"plugged\":false,\"missing\":300}");
    assertThat(world().get("mains").asBoolean()).isFalse();
    assertThat(act("{'act':'open-panel'}")).isEqualTo("200 the service panel is opened");
    assertThat(act("{'act':'open-panel'}")).isEqualTo("409 the service panel is open already");
    assertThat(world().get("panelOpen").asBoolean()).isTrue();
    assertThat(act("{'act':'close-panel'}")).isEqualTo("200 the service panel is shut");
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheReason() throws Exception {
    int deeds = world.history().size();
    assertThat(act("{'act':'fly'}")).isEqualTo("400 nobody can do fly");
    assertThat(act("{'act':'open-door','door':9}")).isEqualTo("404 there is no door 9");
    assertThat(act("{'act':'hold-card','card':'x'}")).isEqualTo("404 there is no card x");
    assertThat(act("{'act':'take','book':'x'}")).isEqualTo("404 there is no book x");
    assertThat(act("{'act':'mains'}")).isEqualTo("400 say on: true or false");
    assertThat(act("[]")).startsWith("400 ");
    assertThat(act("{")).startsWith("400 ");
    assertThat(act("'" + "x".repeat(5_000) + "'")).startsWith("413 ");
    assertThat(world.history()).hasSize(deeds);
  }

  @Test
  void strangersAreTurnedAway() throws Exception {
    assertThat(raw("GET /api/world HTTP/1.1", "Host: evil.example")).contains(" 403 ");
    String own = "Host: localhost:" + street.port();
    assertThat(raw("GET /api/world HTTP/1.1", own, "Origin: http://evil.example"))
        .contains(" 403 ");
    assertThat(raw("GET /api/world HTTP/1.1", own, "Origin: http://localhost:" + street.port()))
        .contains(" 200 ");
    assertThat(raw("POST /api/act HTTP/1.1", own, "Content-Type: text/plain", "Content-Length: 0"))
        .contains(" 415 ");
    assertThat(raw("GET /../pom.xml HTTP/1.1", own)).doesNotContain(" 200 ");
  }

  @Test
  @Timeout(30)
  void theStreamShowsAReleasedLatchAndThatItSnapsInAgain() throws Exception {
    var request = request("/api/changes").header("Accept", "text/event-stream").build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      assertThat(nextPicture(lines).at("/doors/0/released").asBoolean()).isFalse();
      world.pullBolt(3, 50);
      assertThat(nextPicture(lines).at("/doors/0/released").asBoolean()).isTrue();
      clock.addAndGet(60_000);
      JsonNode next = nextPicture(lines);
      while (next.at("/doors/0/released").asBoolean()) next = nextPicture(lines);
      assertThat(next.at("/doors/0/open").asBoolean()).isFalse();
    }
  }

  @Test
  void thePageAndItsFilesAreServed() throws Exception {
    for (var path : List.of("/", "/street.css", "/street.js", "/icon.svg")) {
      var answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("script-src 'self'");
    }
  }

  private static JsonNode nextPicture(BufferedReader lines) throws IOException {
    while (true) {
      String line = lines.readLine();
      if (line == null) throw new IOException("the stream ended");
      if (line.startsWith("data:")) return JSON.readTree(line.substring(5));
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + street.port() + path));
  }

  private JsonNode world() throws IOException, InterruptedException {
    return JSON.readTree(
        http.send(request("/api/world").build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  private String act(String body) throws IOException, InterruptedException {
    var answer =
        http.send(
            request("/api/act")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + JSON.readTree(answer.body()).path("words").asText();
  }

  /** The JDK's client does not let a test lie about its host. */
  private String raw(String... head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), street.port())) {
      socket.setSoTimeout(5_000);
      String text = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      return String.valueOf(lines.readLine());
    }
  }
}
