package org.shuyi.kiosk.kernel.health;

import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.HealthEvent.DeviceChanged;
import org.shuyi.kiosk.kernel.HealthEvent.DeviceMissed;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.shelf.Shelving;

/** Devices that come and go: whatever was waiting for one is looked at again when it is back. */
public final class Tending {
  private Tending() {}

  public static void on(HealthEvent event, Draft draft) {
    switch (event) {
      case DeviceChanged(DeviceId device, DeviceHealth health) -> changed(device, health, draft);
      case DeviceMissed missed -> draft.want(new Effect.SenseDoors());
    }
  }

  private static void changed(DeviceId device, DeviceHealth health, Draft draft) {
    DeviceHealth before = draft.kiosk().devices().of(device);
    draft.devices(draft.kiosk().devices().with(device, health));
    if (health.equals(before)) return;
    draft.record(new StationFact.DeviceBecame(device, health.word(), health.reason()));
    boolean back = before instanceof DeviceHealth.Lost && !(health instanceof DeviceHealth.Lost);
    if (!back) return;
    boolean isLock = draft.plan().doors().values().stream().anyMatch(d -> d.lock().equals(device));
    if (isLock) draft.want(new Effect.SenseDoors());
    Shelving.readerIsBack(device, draft);
  }
}
