package org.shuyi.sim.centre;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.centre.HandWritten.Journal;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.page.Links;

class CentrePageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Address CABINET = new Address("demo", "cabinet-1");
  private static final String WANG = "0123456789abcdef0123456789abcdef";

  private final KeyPair staffKey = HandWritten.keys();
  private final CopyOnWriteArrayList<Publication> sent = new CopyOnWriteArrayList<>();
  private final CentreOffice office =
      new CentreOffice(
          new ReferenceCentre(
              "centre-1",
              HandWritten.keys().getPrivate(),
              Rules.usual(new TreeMap<>()),
              Patrons.none().with(WANG, new Patron(5, Standing.GOOD)),
              () -> "c-1"),
          () -> Instant.parse("2026-11-22T03:00:00Z"));
  private final CentrePage page =
      new CentrePage(
          0,
          office,
          List.of(new ReferenceCentre.Staff("li-ming-1", "li.ming", staffKey.getPrivate())),
          Links.usual());
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    page.close();
    http.close();
  }

  @Test
  void whatArrivedIsShownAndPatronsAreShortened() throws Exception {
    office.arrived(
        CABINET.topic("records"), new Journal("0a1b2c3d4e5f6071").began().loaned(WANG, "b1").all());
    var picture = get("/api/centre");
    assertThat(picture.at("/books/loansApplied").asInt()).isEqualTo(1);
    assertThat(picture.at("/stations/0/epochs/0/through").asInt()).isEqualTo(2);
    assertThat(picture.at("/feed/1/title").asText()).isEqualTo("Book b1");
    assertThat(picture.toString()).contains("01234567").doesNotContain(WANG);
  }

  @Test
  void anOrderIsSignedAndItsLifeIsShown() throws Exception {
    office.tell(centre -> centre.expect(CABINET));
    String unlock =
        "{'station':'demo/cabinet-1','action':'unlock','door':'3','reason':'locked out'}";
    assertThat(order(unlock)).isEqualTo("503 the centre has no line to the broker");
    office.lineUp(sent::add);
    sent.clear();
    assertThat(order(unlock)).startsWith("200");
    assertThat(sent).hasSize(1);
    var command =
        HandWritten.open(
            sent.getFirst().payload(),
            "application/vnd.shuyi.command.v1+json",
            "li-ming-1",
            staffKey.getPublic());
    assertThat(command.at("/parameters/door").asText()).isEqualTo("3");
    office.arrived(
        CABINET.topic("answer"),
        HandWritten.json("{'command':'c-1','stage':'done','detail':'door 3 opened'}"));
    assertThat(get("/api/centre").at("/stations/0/orders/0/stages/0/detail").asText())
        .isEqualTo("door 3 opened");
  }

  @Test
  void anOrderThatMakesNoSenseIsNotSent() throws Exception {
    office.tell(centre -> centre.expect(CABINET));
    office.lineUp(sent::add);
    sent.clear();
    assertThat(order("{'station':'demo/cabinet-1','action':'dance'}")).startsWith("400 ");
    assertThat(order("{'station':'demo/other','action':'restart'}")).startsWith("404 ");
    assertThat(order("{'station':'demo/cabinet-1','action':'lock','door':'../1'}"))
        .startsWith("400 ");
    assertThat(order("{'station':'demo/cabinet-1','action':'out-of-service','text':' '}"))
        .startsWith("400 ");
    assertThat(sent).isEmpty();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + page.port() + path));
    return JSON.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }

  private String order(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + page.port() + "/api/order"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + JSON.readTree(answer.body()).path("words").asText();
  }
}
