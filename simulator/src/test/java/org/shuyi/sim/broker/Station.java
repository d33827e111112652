package org.shuyi.sim.broker;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.centre.PahoBroker;
import org.shuyi.kiosk.centre.Tls;
import org.shuyi.kiosk.centre.Told;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.kernel.CommandEvent.CommandReceived;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.Verifier;

/** The real courier with the real Paho on a thread of its own, over a journal on paper. */
final class Station implements AutoCloseable {
  private final Paper paper = new Paper();
  private final BlockingQueue<Told> queue = new LinkedBlockingQueue<>(10_000);
  final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final PahoBroker broker;
  private final Courier courier;
  private final Thread thread;
  private volatile String problem = "";

  Station(URI uri, Optional<Tls> tls, Address address, SortedMap<String, Verifier> centreKeys) {
    broker = new PahoBroker(uri, tls, notice -> queue.add(new Told.Noticed(notice)));
    var who = new Courier.Identity(address, 1, "test", centreKeys);
    courier = new Courier(who, CourierSettings.desk(), paper, new SplittableRandom(1));
    thread = Thread.ofPlatform().name("courier").start(this::loop);
  }

  /** What last went wrong with the line, as people are told. */
  String problem() {
    return problem;
  }

  void tell(Told told) {
    queue.add(told);
  }

  /** As a power cut ends it: nothing is said. */
  void kill() {
    thread.interrupt();
    broker.close();
  }

  /** Answers commands as a station would that has only this to do. */
  private void obey(CommandReceived received) {
    Command command = received.command();
    tell(new Told.Said(new Answer(command.id(), Answer.Stage.ACCEPTED, "")));
    boolean known = command.action().equals(new Action.Unlock(new DoorId("3")));
    Answer.Stage end = known ? Answer.Stage.DONE : Answer.Stage.REFUSED;
    String detail = known ? "door 3 opened" : "not this";
    tell(new Told.Said(new Answer(command.id(), end, detail)));
  }

  void write(int count) {
    paper.write(count);
    tell(new Told.Grew());
  }

  List<Octets> journal() {
    return paper.all();
  }

  private void loop() {
    Told told = new Told.TimePassed();
    while (true) {
      Courier.Actions actions = courier.on(told, millis());
      problem = courier.view().problem();
      actions.orders().forEach(broker::carryOut);
      for (Courier.Delivery delivery : actions.deliveries()) {
        events.add(delivery.event());
        if (delivery.event() instanceof CommandReceived received) obey(received);
        if (delivery.receipt() != 0) tell(new Told.Settled(delivery.receipt()));
      }
      if (told instanceof Told.Stopping) return;
      long rest = Math.clamp(courier.wakeAt() - millis(), 0, 60_000);
      try {
        Told next = queue.poll(rest, TimeUnit.MILLISECONDS);
        told = next == null ? new Told.TimePassed() : next;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public void close() {
    tell(new Told.Stopping());
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    broker.close();
  }

  private static final class Paper implements Backlog {
    private final List<Octets> records = new ArrayList<>();
    private final List<Chain> chain = new ArrayList<>(List.of(Chain.START));

    synchronized void write(int count) {
      for (int i = 0; i < count; i++) {
        Octets bytes = Octets.utf8("record " + (records.size() + 1));
        records.add(bytes);
        chain.add(chain.getLast().then(bytes.toArray()));
      }
    }

    synchronized List<Octets> all() {
      return List.copyOf(records);
    }

    @Override
    public void disowned(String why, long centreHas) {
      throw new AssertionError(why);
    }

    @Override
    public Optional<TagId> arrived(long seq) {
      return Optional.empty();
    }

    @Override
    public Octets epoch() {
      return Octets.ofHex("0a1b2c3d4e5f6071");
    }

    @Override
    public synchronized long lastSeq() {
      return records.size();
    }

    @Override
    public long applied() {
      return 0;
    }

    @Override
    public synchronized Octets hashAt(long seq) {
      return chain.get((int) seq).hash();
    }

    @Override
    public synchronized List<Octets> records(long fromSeq, int most) {
      int from = (int) fromSeq - 1;
      return List.copyOf(records.subList(from, Math.min(records.size(), from + most)));
    }
  }
}
