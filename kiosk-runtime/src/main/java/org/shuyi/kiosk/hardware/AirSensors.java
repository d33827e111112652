package org.shuyi.kiosk.hardware;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.shuyi.devices.climate.ClimateCommand;
import org.shuyi.devices.climate.ClimateNotice;
import org.shuyi.devices.climate.ClimateNotice.Climate;
import org.shuyi.kiosk.kernel.ClimateEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.climate.Air;

/** The sensors of the air: their words become the kernel's. */
final class AirSensors {
  private final List<Consumer<ClimateCommand>> sensors = new CopyOnWriteArrayList<>();

  Consumer<ClimateNotice> attach(Consumer<ClimateCommand> sensor, Consumer<Event> events) {
    sensors.add(sensor);
    return notice -> events.accept(event(notice));
  }

  void sense() {
    sensors.forEach(sensor -> sensor.accept(new ClimateCommand.Sense()));
  }

  private static Event event(ClimateNotice notice) {
    return switch (notice) {
      case ClimateNotice.Changed(Climate climate) -> new ClimateEvent.AirChanged(air(climate));
    };
  }

  private static Air air(Climate climate) {
    return switch (climate) {
      case Climate.Measured(int celsius, var percent) -> new Air.Measured(celsius, percent);
      case Climate.Unknown(String why) -> new Air.Unknown(why);
    };
  }
}
