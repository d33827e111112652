package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The centre as a page sees it; patrons appear by the first 8 digits of their tokens. */
final class CentrePicture {
  private static final int LINES = 80;
  private static final int ORDERS = 12;
  private static final int CASES = 12;
  private static final int LOANS = 60;
  private static final int PLACES = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private CentrePicture() {}

  static JsonNode of(ReferenceCentre centre, Instant now, boolean online) {
    var json = JSON.createObjectNode();
    json.put("now", now.toEpochMilli());
    json.put("online", online);
    json.put("policyVersion", centre.rules().version());
    books(json.putObject("books"), centre.books());
    var stations = json.putArray("stations");
    for (var address : centre.stations()) {
      station(stations.addObject(), centre, address);
    }
    var feed = json.putArray("feed");
    var lines = centre.feed();
    lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(l -> line(feed, l));
    return json;
  }

  private static void books(ObjectNode json, CentreBooks books) {
    json.put("loansApplied", books.loansApplied());
    json.put("returnsApplied", books.returnsApplied());
    json.put("items", books.items().size());
    json.put("unaccounted", books.unaccounted().size());
    var loans = json.putArray("onLoan");
    var all = books.loans();
    json.put("onLoanCount", all.size());
    books.items().values().stream()
        .filter(e -> e.place() instanceof Place.OnLoan)
        .limit(LOANS)
        .forEach(
            e -> {
              if (e.place() instanceof Place.OnLoan(var patron, var from, var since, var due)) {
                loans
                    .addObject()
                    .put("title", e.title().isEmpty() ? e.id().barcode() : e.title())
                    .put("barcode", e.id().barcode())
                    .put("patron", FeedLines.brief(patron))
                    .put("since", since.toEpochMilli())
                    .put("due", due.toEpochMilli());
              }
            });
    var places = json.putArray("places");
    books.items().values().stream().limit(PLACES).forEach(e -> place(places.addObject(), e));
    var cases = json.putArray("cases");
    var made = books.cases();
    json.put("caseCount", made.size());
    for (var one : made.subList(Math.max(0, made.size() - CASES), made.size())) {
      var line = cases.addObject();
      line.put("kind", one.kind()).put("seq", one.seq());
      line.put("station", one.station().station());
      line.put("item", books.find(one.item()).map(CentreBooks.Entry::title).orElse(""));
      line.put("barcode", one.item().barcode());
      one.steps().forEach(line.withArray("steps")::add);
    }
  }

  /** Where the books hold an item to be, in a word, with its patron or its door. */
  private static void place(ObjectNode json, CentreBooks.Entry entry) {
    json.put("barcode", entry.id().barcode());
    switch (entry.place()) {
      case Place.OnLoan loan ->
          json.put("place", "on-loan").put("patron", FeedLines.brief(loan.patron()));
      case Place.InStation in -> json.put("place", "here").put("door", in.door());
      case Place.WithStaff staff -> json.put("place", "staff");
      case Place.InBin bin -> json.put("place", "staff");
      case Place.Suspected suspected -> json.put("place", "suspect").put("door", suspected.door());
      case Place.Astray astray -> json.put("place", "astray");
    }
  }

  private static void station(ObjectNode json, ReferenceCentre centre, Address address) {
    var book = centre.station(address);
    json.put("address", address.toString());
    json.put("organisation", address.organisation());
    json.put("name", address.station());
    json.set("state", book.state);
    json.set("status", book.status);
    if (book.birth instanceof ObjectNode birth) {
      json.set("birth", birth.deepCopy().without("status"));
    }
    json.put("inBooks", centre.books().in(address).size());
    var epochs = json.putArray("epochs");
    for (var progress : centre.progress(address)) {
      var one = epochs.addObject();
      one.put("epoch", progress.epoch()).put("through", progress.through());
      one.put("hash", progress.hash());
      var refused = one.putArray("refused");
      progress
          .refused()
          .forEach((seq, why) -> refused.addObject().put("seq", seq).put("reason", why));
    }
    var alarms = json.putArray("alarms");
    centre.alarms(address).forEach((name, words) -> alarms.add(name + ": " + words));
    var orders = json.putArray("orders");
    var sent = centre.orders(address);
    sent.subList(Math.max(0, sent.size() - ORDERS), sent.size()).forEach(o -> order(orders, o));
  }

  private static void order(ArrayNode orders, Order order) {
    var json = orders.addObject();
    json.put("id", order.id()).put("person", order.person()).put("action", order.action());
    order.parameters().forEach(json::put);
    json.put("reason", order.reason()).put("sentAt", order.sentAt().toEpochMilli());
    json.put("notAfter", order.notAfter().toEpochMilli());
    var stages = json.putArray("stages");
    for (var stage : order.stages()) {
      stages
          .addObject()
          .put("stage", stage.stage())
          .put("detail", stage.detail())
          .put("at", stage.at().toEpochMilli());
    }
  }

  private static void line(ArrayNode feed, Feed.Line line) {
    feed.addObject()
        .put("number", line.number())
        .put("at", line.at().toEpochMilli())
        .put("station", line.station().station())
        .put("kind", line.kind())
        .put("seq", line.seq())
        .put("title", line.title())
        .put("patron", line.patron())
        .put("detail", line.detail())
        .put("mark", line.mark());
  }
}
