package org.shuyi.sim.soak;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.CameraFact;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PowerFact;
import org.shuyi.kiosk.kernel.ReceiptFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.Extra;
import org.shuyi.sim.station.VirtualTown;

/**
 * Compares what a station does and claims of its fittings with the house around it; lamp and heater
 * with what it has seen itself.
 */
final class FittingsJudge {
  private static final DeviceId AIR = new DeviceId(Extra.AIR.device());

  /** A flush of half a minute, or a program that stands still, holds back what is switched. */
  private static final long LONGEST_HELD_UP = 45_000;

  private final VirtualTown town;
  private final Optional<House> house;
  private final Set<Long> meant = new TreeSet<>();
  private final Set<Long> ended = new TreeSet<>();
  private final Set<Long> pictures = new TreeSet<>();
  private final Set<Long> shown = new TreeSet<>();
  private int printed;
  private long blindSince = Long.MAX_VALUE;

  /**
   * @param house around the cabinet; none where it has no fittings
   */
  FittingsJudge(VirtualTown town, Optional<House> house) {
    this.town = town;
    this.house = house;
  }

  void turned(Kiosk kiosk) {
    if (house.isEmpty()) return;
    if (town.world().runs("uv") && isSeenOpenBeforeTheLamp(kiosk)) {
      throw new Violation(Promise.AUTHORISED, "the lamp burns, and its door is seen open");
    }
    long now = town.time().now();
    boolean blind = kiosk.devices().of(AIR) instanceof DeviceHealth.Lost;
    blindSince = blind ? Math.min(blindSince, now) : Long.MAX_VALUE;
    if (blind && now - blindSince > LONGEST_HELD_UP && town.world().runs("heater")) {
      throw new Violation(Promise.AUTHORISED, "it heats, and nobody knows how warm it is");
    }
  }

  private static boolean isSeenOpenBeforeTheLamp(Kiosk kiosk) {
    return kiosk.plan().fittings().uv().stream()
        .anyMatch(
            uv ->
                kiosk.shelf().doors().entrySet().stream()
                    .filter(door -> uv.doors().contains(door.getKey()))
                    .anyMatch(door -> door.getValue().state() instanceof DoorState.Open));
  }

  /** A job is meant once, ends once, and what is said to be printed lies in the tray. */
  void recorded(ReceiptFact receipt) {
    if (house.isEmpty()) throw new Violation(Promise.CREDIT, "no printer says so: " + receipt);
    boolean right =
        switch (receipt) {
          case ReceiptFact.ReceiptMeant(long job) -> meant.add(job);
          case ReceiptFact.ReceiptPrinted(long job) -> {
            printed++;
            yield meant.contains(job) && ended.add(job) && town.paper().slips().size() >= printed;
          }
          case ReceiptFact.ReceiptNotPrinted(long job, String why) ->
              meant.contains(job) && ended.add(job);
        };
    if (!right) {
      throw new Violation(
          Promise.EVIDENCE, receipt + ", and " + town.paper().slips().size() + " slips lie there");
    }
  }

  /** A picture is meant once, and becomes one thing. */
  void recorded(CameraFact picture) {
    boolean right =
        switch (picture) {
          case CameraFact.PictureMeant(long number, String event) -> pictures.add(number);
          case CameraFact.PictureKept kept ->
              pictures.contains(kept.picture()) && shown.add(kept.picture());
          case CameraFact.PictureNotTaken not ->
              pictures.contains(not.picture()) && shown.add(not.picture());
          case CameraFact.PictureFound found -> false;
          case CameraFact.PictureErased erased -> pictures.contains(erased.picture());
        };
    if (house.isEmpty() || !right) throw new Violation(Promise.EVIDENCE, "a picture: " + picture);
  }

  void recorded(PowerFact power) {
    if (house.filter(House::wasOnBattery).isEmpty() && !(power instanceof PowerFact.MainsBack)) {
      throw new Violation(Promise.CREDIT, "no supply says so: " + power);
    }
  }

  void recorded(StationFact.AlarmBegan began) {
    if (house.filter(here -> here.wasOpen(began.guard())).isEmpty()) {
      throw new Violation(Promise.CREDIT, "an alarm for no reason: " + began);
    }
  }
}
