package org.shuyi.sim.demo;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.shuyi.sim.broker.EmbeddedBroker;
import org.shuyi.sim.centre.Address;
import org.shuyi.sim.centre.CentreLink;
import org.shuyi.sim.centre.CentreOffice;
import org.shuyi.sim.centre.CentrePage;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.street.Street;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/**
 * All that is around a station: the cabinet and its devices, the network cable, the broker, the
 * centre, and the two pages on which people act.
 *
 * <p>It outlives the station, so that a killed one finds the world as it left it.
 */
public final class Town implements AutoCloseable {
  /** The station's branch of the topic tree. */
  public static final Address STATION = new Address("gz", "demo-1");

  private static final long SEED = 20_260_101;

  private final Closing closing;
  private final World world;
  private final CentreOffice centre;
  private final Devices devices;
  private final CuttableProxy cable;
  private final CuttableProxy desk;

  /**
   * Opens a town.
   *
   * @param clock milliseconds from any origin, never going back
   * @param progress a few words on each part that is there
   * @throws Exception where a port is taken or there are no serial ports
   */
  static Town open(
      Home home,
      Ports ports,
      Secrets secrets,
      Players players,
      Exchange exchange,
      LongSupplier clock,
      Consumer<String> progress)
      throws Exception {
    var closing = new Closing();
    try {
      return new Town(closing, home, ports, secrets, players, exchange, clock, progress);
    } catch (Exception e) {
      closing.close();
      throw e;
    }
  }

  private Town(
      Closing closing,
      Home home,
      Ports ports,
      Secrets secrets,
      Players players,
      Exchange exchange,
      LongSupplier clock,
      Consumer<String> progress)
      throws Exception {
    this.closing = closing;
    world = new World(clock, SEED);
    var shelves = Devices.build(world);
    players.furnish(world, shelves);
    devices = closing.later(Devices.plugIn(world, home, ports, clock));
    progress.accept("devices     %d on the wires under %s".formatted(count(), home.device("")));

    closing.later(exchange.open(home, ports.broker()));
    cable = closing.later(CuttableProxy.listen(ports.cable(), ports.broker()));
    desk = closing.later(CuttableProxy.listen(0, ports.broker()));
    progress.accept("broker      MQTT 5 at 127.0.0.1:" + ports.broker());

    centre = new CentreOffice(reference(secrets, players), InstantSource.system()::instant);
    centre.tell(c -> c.expect(STATION));
    String uri = "tcp://127.0.0.1:" + desk.port();
    closing.later(new CentreLink(CentreLink.Settings.plain(uri), centre).start());
    var links = ports.links();
    closing.later(new CentrePage(ports.centre(), centre, secrets.desk(), links));
    closing.later(
        new Street(
            ports.street(),
            world,
            players.pocket(),
            players.people(),
            devices.labels(),
            devices,
            links));
    world.watch((at, deed) -> network(deed));
    progress.accept("town        street and centre are open");
  }

  /** In memory: what it was given is gone with the town, and so are the centre's books. */
  static EmbeddedBroker broker(Home home, int port) throws IOException {
    // A JDK 25 warns on the terminal of what Netty does there, and a demo needs no such speed.
    System.setProperty("io.netty.noUnsafe", "true");
    return EmbeddedBroker.start(port, Optional.empty(), Optional.empty());
  }

  private int count() {
    return devices.labels().size();
  }

  private static ReferenceCentre reference(Secrets secrets, Players players) {
    return new ReferenceCentre(
        secrets.centreId(),
        secrets.centre().getPrivate(),
        Rules.usual(secrets.obeyed()),
        players.patrons(secrets.tokens()),
        () -> UUID.randomUUID().toString());
  }

  private void network(Deed deed) {
    if (deed instanceof Deed.NetworkChanged(boolean on)) {
      if (on) cable.mend();
      else cable.cut();
    }
  }

  /** Lets the mains of this world rule a station. */
  void power(StationUnit unit) {
    world.watch(
        (at, deed) -> {
          if (deed instanceof Deed.MainsChanged(boolean on)) {
            if (on) unit.powerOn();
            else unit.powerOff();
          }
        });
    if (world.mains()) unit.powerOn();
  }

  public World world() {
    return world;
  }

  public CentreOffice centre() {
    return centre;
  }

  Devices devices() {
    return devices;
  }

  CuttableProxy cable() {
    return cable;
  }

  CuttableProxy desk() {
    return desk;
  }

  @Override
  public void close() {
    closing.close();
  }
}
