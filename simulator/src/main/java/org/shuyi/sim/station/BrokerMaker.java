package org.shuyi.sim.station;

import java.util.function.Consumer;
import org.shuyi.kiosk.centre.Broker;

/** Makes a broker port that tells this listener. */
public interface BrokerMaker {
  Broker connect(Consumer<Broker.Notice> listener);
}
