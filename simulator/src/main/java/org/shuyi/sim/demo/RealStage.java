package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.scenario.Company;
import org.shuyi.sim.scenario.Company.Actor;
import org.shuyi.sim.scenario.Doing;
import org.shuyi.sim.scenario.Entry;
import org.shuyi.sim.scenario.Ledger;
import org.shuyi.sim.scenario.Seen;
import org.shuyi.sim.scenario.Shown;
import org.shuyi.sim.scenario.Stage;
import org.shuyi.sim.scenario.Truth;
import org.shuyi.sim.world.Book;

/**
 * A stage of real programs: hands act through the street, the screen is the touch API, the journal
 * is its file, the books are the centre's page. Nothing is read from inside.
 */
final class RealStage implements Stage {
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(40);
  private static final Duration DIES_WITHIN = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningDemo demo;
  private final Company company;
  private final LocalApi street;
  private final LocalApi centre;
  private final TechnicianPage technician;
  private final JournalReader journal;
  private long began = System.nanoTime();

  /**
   * Waits until the station of this demo serves.
   *
   * @param demo in which this company plays; closed with the stage
   * @throws RunningDemo.NotUp where the station does not serve in time
   */
  RealStage(RunningDemo demo, Company company) throws RunningDemo.NotUp {
    this.demo = demo;
    this.company = company;
    this.street = new LocalApi(demo.ports().street());
    this.centre = new LocalApi(demo.ports().centre());
    this.technician =
        new TechnicianPage(demo.ports().technician(), demo.secrets().logins().getFirst());
    this.journal = new JournalReader(demo.journal());
    awaitService();
    journal.begin();
    began = System.nanoTime();
  }

  private void awaitService() throws RunningDemo.NotUp {
    while (!serves()) {
      if (now().compareTo(OPENS_WITHIN) > 0) {
        throw new RunningDemo.NotUp("the station does not serve: " + ledger().report().words());
      }
      pass(blink());
    }
  }

  private boolean serves() {
    return screen().filter(shown -> shown.name().equals("attract")).isPresent()
        && company.isServed(ledger(), truth());
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  @Override
  public void pass(Duration time) {
    try {
      // The story's own seconds, on a stage whose clock is the real one.
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the story was interrupted", e);
    }
  }

  @Override
  public Duration blink() {
    return Duration.ofMillis(60);
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(40);
  }

  @Override
  public Company company() {
    return company;
  }

  @Override
  public String token(Actor actor) {
    return demo.secrets().tokens().token("iso14443a", actor.card().uid().hex());
  }

  // What is done.

  @Override
  public Seen carryOut(Doing doing) {
    return switch (doing) {
      case Doing.HoldCard(Actor actor) ->
          act(by(actor, "hold-card").put("card", StoryPlayers.id(actor)));
      case Doing.TakeCardAway() -> act(an("remove-card"));
      case Doing.Scan(String code) -> act(an("scan").put("code", code));
      case Doing.TouchDoor(int door) ->
          touch(intent("open-door").put("door", Integer.toString(door)));
      case Doing.TouchButton(String button) -> touch(intent(button));
      case Doing.TouchLanguage(String language) -> touch(intent("speak").put("language", language));
      case Doing.OpenDoor(int door, boolean withKey) ->
          act(an(withKey ? "open-with-key" : "open-door").put("door", door));
      case Doing.CloseDoor(int door) -> act(an("close-door").put("door", door));
      case Doing.Take(Actor actor, Book book) -> act(by(actor, "take").put("book", book.barcode()));
      case Doing.Put(Actor actor, Book book, int door) ->
          act(by(actor, "put").put("book", book.barcode()).put("door", door));
      case Doing.BuildSlot _ -> Seen.no("this street has no return slot; play it in virtual time");
      case Doing.LayIn _ -> Seen.no("this street has no return slot; play it in virtual time");
      case Doing.TakeOut _ -> Seen.no("this street has no return slot; play it in virtual time");
      case Doing.Unplug(String device) -> act(an("unplug").put("device", device));
      case Doing.PlugIn(String device) -> act(an("plug-in").put("device", device));
      case Doing.Mains(boolean on) -> act(an("mains").put("on", on));
      case Doing.Paper _ -> Seen.no("this street has no printer; play it in virtual time");
      case Doing.Feed _ -> Seen.no("this street has no battery; play it in virtual time");
      case Doing.Network(boolean on) -> act(an("network").put("on", on));
      case Doing.Panel(boolean open) -> act(an(open ? "open-panel" : "close-panel"));
      case Doing.Fire(boolean active) -> act(an("fire").put("on", active));
      case Doing.EndEmergency(String reason) ->
          new Seen(technician.told(an("end-emergency").put("reason", reason)), "");
      case Doing.BuildEntrance _,
          Doing.WalkOut _,
          Doing.ExitButton _,
          Doing.BridgeExit _,
          Doing.ClearExit _ ->
          Seen.no("this street has no room with an entrance; play it in virtual time");
      case Doing.Jam(int door, boolean jammed) ->
          act(an("jam").put("door", door).put("on", jammed));
      case Doing.Cross(int one, int other, boolean crossed) -> {
        demo.world().crossBolts(one, other, crossed);
        yield Seen.yes("");
      }
      case Doing.OutboxLimit _ ->
          Seen.no("no real station's limit is that low; play it in virtual time");
      case Doing.Trouble(String device, List<Fault> faults) -> trouble(device, faults);
      case Doing.KillStation() -> kill();
      case Doing.StartStation() -> start();
      case Doing.Command command -> command(command);
      case Doing.CommandAgain() ->
          Seen.no("no real broker can be told to deliver twice; play it in virtual time");
    };
  }

  private static ObjectNode an(String act) {
    return JSON.createObjectNode().put("act", act);
  }

  private static ObjectNode by(Actor actor, String act) {
    return an(act).put("person", actor.name());
  }

  private static ObjectNode intent(String name) {
    return JSON.createObjectNode().put("intent", name);
  }

  private Seen act(ObjectNode act) {
    return told(street, "/api/act", act);
  }

  private static Seen told(LocalApi page, String path, ObjectNode body) {
    try {
      var answer = page.post(path, body);
      return new Seen(answer.good(), answer.good() ? "" : answer.body().path("words").asText());
    } catch (IOException e) {
      return Seen.no(path + " does not answer: " + e.getMessage());
    }
  }

  private Seen touch(ObjectNode intent) {
    try {
      int status = demo.touch().touch(intent);
      return status == 202
          ? Seen.yes("")
          : Seen.no("the screen does not offer it (" + status + ")");
    } catch (IOException nobody) {
      return Seen.no("the screen is dark");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Seen.no("interrupted");
    }
  }

  private Seen trouble(String device, List<Fault> faults) {
    demo.ail(device, faults);
    return Seen.yes("");
  }

  private Seen kill() {
    var child = demo.station().child();
    if (child == null) return Seen.no("it does not run");
    demo.station().powerOff();
    try {
      child.exit().get(DIES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return Seen.yes("process " + child.pid());
    } catch (ExecutionException | TimeoutException e) {
      return Seen.no("process " + child.pid() + " does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Seen.no("interrupted");
    }
  }

  private Seen start() {
    if (demo.station().child() != null) return Seen.no("it runs already");
    demo.station().powerOn();
    var child = demo.station().child();
    return child == null ? Seen.no("it does not start") : Seen.yes("process " + child.pid());
  }

  private Seen command(Doing.Command command) {
    var body = JSON.createObjectNode();
    body.put("station", Town.STATION.toString()).put("action", command.action());
    command.parameters().forEach(body::put);
    body.put("reason", command.reason()).put("override", command.override());
    return told(centre, "/api/order", body);
  }

  // What is seen.

  @Override
  public Optional<Shown> screen() {
    try {
      return demo.touch().shown().map(Pictures::screen);
    } catch (IOException restarting) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public Truth truth() {
    return Pictures.truth(seen(street, "/api/world"), seen(street, "/api/history"));
  }

  @Override
  public List<Entry> journal() {
    return journal.entries();
  }

  @Override
  public Ledger ledger() {
    return Pictures.ledger(seen(centre, "/api/centre"));
  }

  /** The town is this program: a page of it that does not answer is a bug of ours. */
  private static JsonNode seen(LocalApi page, String path) {
    try {
      return page.get(path).body();
    } catch (IOException e) {
      throw new IllegalStateException(path + " does not answer", e);
    }
  }

  @Override
  public void close() {
    demo.close();
  }
}
