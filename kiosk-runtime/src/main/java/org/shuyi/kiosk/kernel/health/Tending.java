package org.shuyi.kiosk.kernel.health;

import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.HealthEvent.BoardRead;
import org.shuyi.kiosk.kernel.HealthEvent.DeviceChanged;
import org.shuyi.kiosk.kernel.HealthEvent.DeviceMissed;
import org.shuyi.kiosk.kernel.HealthEvent.FireChanged;
import org.shuyi.kiosk.kernel.HealthEvent.FireUnseen;
import org.shuyi.kiosk.kernel.HealthEvent.GuardChanged;
import org.shuyi.kiosk.kernel.HealthEvent.TamperChanged;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.cabinet.Proving;
import org.shuyi.kiosk.kernel.entrance.Freeing;
import org.shuyi.kiosk.kernel.guard.Guarding;
import org.shuyi.kiosk.kernel.shelf.Lamps;
import org.shuyi.kiosk.kernel.shelf.Shelving;

/**
 * Devices that come and go: whatever was waiting for one is looked at again when it is back. And
 * the cabinet that is opened where nobody should.
 */
public final class Tending {
  private Tending() {}

  public static void on(HealthEvent event, Draft draft) {
    switch (event) {
      case DeviceChanged(DeviceId device, DeviceHealth health) -> changed(device, health, draft);
      case DeviceMissed missed -> {
        draft.want(new Effect.SenseDoors());
        if (draft.plan().fittings().climate().isPresent()) draft.want(new Effect.SenseAir());
        if (draft.plan().fittings().intake().isPresent()) draft.want(new Effect.SenseSlot());
      }
      case TamperChanged(boolean open) -> tampered(open, draft);
      case GuardChanged(Guard guard, boolean open) -> Guarding.changed(guard, open, draft);
      case BoardRead(DeviceId board, String bits) -> Proving.read(board, bits, draft);
      case FireChanged(boolean active) -> {
        Evacuating.changed(active, draft);
        Freeing.fire(active, draft);
      }
      case FireUnseen unseen -> Evacuating.unseen(draft);
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
    // What was away may hold the lamps and switches, and they are off then.
    draft.want(new Effect.Light(Lamps.lit(draft.kiosk())));
    draft.said(draft.kiosk().said().unswitched());
  }

  private static void tampered(boolean open, Draft draft) {
    Station station = draft.kiosk().station();
    if (open == station.tampered()) return;
    draft.station(station.tamperedNow(open));
    String attendant = station.service().map(Station.Service::person).orElse("");
    draft.record(open ? new StationFact.TamperBegan(attendant) : new StationFact.TamperEnded());
  }
}
