package org.shuyi.kiosk.kernel;

import java.util.Optional;
import org.shuyi.kiosk.kernel.announce.AnnouncePlan;
import org.shuyi.kiosk.kernel.cabinet.CabinetPlan;
import org.shuyi.kiosk.kernel.camera.CameraPlan;
import org.shuyi.kiosk.kernel.climate.ClimatePlan;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;
import org.shuyi.kiosk.kernel.intake.IntakePlan;
import org.shuyi.kiosk.kernel.light.LightsPlan;
import org.shuyi.kiosk.kernel.magnet.MagnetPlan;
import org.shuyi.kiosk.kernel.place.PlacePlan;
import org.shuyi.kiosk.kernel.uv.UvPlan;

/**
 * What the configuration says of a station's devices besides its doors; each is optional.
 *
 * @param printer of receipts
 * @param climate by what rules the air is kept
 * @param intake the return slot
 * @param cabinet what its doors have besides a bolt and a switch
 * @param lights when they may be dim
 * @param uv behind which doors the ultraviolet lamp shines, and when
 * @param entrance how its people are counted, and who may come in
 * @param announce by what it speaks to whoever passes by
 * @param camera whether it takes pictures of break-ins; empty where nobody has switched it on
 * @param place the stops of a mobile station
 * @param magnet a library system that is told of loans and returns, and what it wants of strips
 */
public record FittingsPlan(
    Optional<DeviceId> printer,
    Optional<ClimatePlan> climate,
    Optional<IntakePlan> intake,
    CabinetPlan cabinet,
    Optional<LightsPlan> lights,
    Optional<UvPlan> uv,
    EntrancePlan entrance,
    Optional<AnnouncePlan> announce,
    Optional<CameraPlan> camera,
    Optional<PlacePlan> place,
    Optional<MagnetPlan> magnet) {
  /** Doors, and nothing else. */
  public static FittingsPlan none() {
    return new FittingsPlan(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        CabinetPlan.plain(),
        Optional.empty(),
        Optional.empty(),
        EntrancePlan.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with this printer of receipts. */
  public FittingsPlan printing(DeviceId plan) {
    var printer = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(ClimatePlan plan) {
    var climate = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(IntakePlan plan) {
    var intake = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(CabinetPlan other) {
    return new FittingsPlan(
        printer, climate, intake, other, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(LightsPlan plan) {
    var lights = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(UvPlan plan) {
    var uv = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(EntrancePlan plan) {
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, plan, announce, camera, place, magnet);
  }

  public FittingsPlan with(AnnouncePlan plan) {
    var announce = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(CameraPlan plan) {
    var camera = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(PlacePlan plan) {
    var place = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }

  public FittingsPlan with(MagnetPlan plan) {
    var magnet = Optional.of(plan);
    return new FittingsPlan(
        printer, climate, intake, cabinet, lights, uv, entrance, announce, camera, place, magnet);
  }
}
