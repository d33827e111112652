package org.shuyi.kiosk.kernel;

import org.shuyi.kiosk.kernel.cabinet.Cabinet;
import org.shuyi.kiosk.kernel.camera.Pictures;
import org.shuyi.kiosk.kernel.climate.Climate;
import org.shuyi.kiosk.kernel.entrance.Entrance;
import org.shuyi.kiosk.kernel.guard.Guards;
import org.shuyi.kiosk.kernel.intake.Intake;
import org.shuyi.kiosk.kernel.light.Lights;
import org.shuyi.kiosk.kernel.magnet.Magnet;
import org.shuyi.kiosk.kernel.mark.Marks;
import org.shuyi.kiosk.kernel.place.Stay;
import org.shuyi.kiosk.kernel.power.Power;
import org.shuyi.kiosk.kernel.receipt.Receipts;
import org.shuyi.kiosk.kernel.uv.Uv;

/**
 * The section of what a station has besides its doors: each component is the state of one room, and
 * a station without that device never changes it.
 *
 * @param power where it comes from
 * @param receipts on paper
 * @param marks of the tags behind the doors
 * @param climate the air in the cabinet, and what is switched for it
 * @param intake the return slot
 * @param cabinet what its doors have besides a bolt and a switch
 * @param lights whether they are bright
 * @param uv the ultraviolet lamp
 * @param guards the alarms that stand
 * @param entrance of the room, and its exit
 * @param pictures of what may have been a break-in
 * @param place at which stop a mobile station stands
 * @param magnet what is to be done with magnetic strips
 */
public record Fittings(
    Power power,
    Receipts receipts,
    Marks marks,
    Climate climate,
    Intake intake,
    Cabinet cabinet,
    Lights lights,
    Uv uv,
    Guards guards,
    Entrance entrance,
    Pictures pictures,
    Stay place,
    Magnet magnet) {
  public static Fittings fresh() {
    return new Fittings(
        new Power.Mains(),
        Receipts.none(),
        Marks.none(),
        Climate.unheard(0),
        Intake.fresh(),
        Cabinet.plain(),
        Lights.on(),
        Uv.dark(),
        Guards.calm(),
        Entrance.fresh(),
        Pictures.none(),
        Stay.unknown(),
        Magnet.idle());
  }

  /** What is saved: not what sensors only say, since they say it anew at the next start. */
  public Fittings kept() {
    return new Fittings(
        power,
        receipts,
        marks,
        climate.kept(),
        intake,
        cabinet.kept(),
        lights,
        uv,
        guards,
        entrance,
        pictures,
        place,
        magnet);
  }

  public Fittings with(Power next) {
    return new Fittings(
        next, receipts, marks, climate, intake, cabinet, lights, uv, guards, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Receipts next) {
    return new Fittings(
        power, next, marks, climate, intake, cabinet, lights, uv, guards, entrance, pictures, place,
        magnet);
  }

  public Fittings with(Marks next) {
    return new Fittings(
        power, receipts, next, climate, intake, cabinet, lights, uv, guards, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Climate next) {
    return new Fittings(
        power, receipts, marks, next, intake, cabinet, lights, uv, guards, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Intake next) {
    return new Fittings(
        power, receipts, marks, climate, next, cabinet, lights, uv, guards, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Cabinet next) {
    return new Fittings(
        power, receipts, marks, climate, intake, next, lights, uv, guards, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Lights next) {
    return new Fittings(
        power, receipts, marks, climate, intake, cabinet, next, uv, guards, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Uv next) {
    return new Fittings(
        power, receipts, marks, climate, intake, cabinet, lights, next, guards, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Guards next) {
    return new Fittings(
        power, receipts, marks, climate, intake, cabinet, lights, uv, next, entrance, pictures,
        place, magnet);
  }

  public Fittings with(Entrance next) {
    return new Fittings(
        power, receipts, marks, climate, intake, cabinet, lights, uv, guards, next, pictures, place,
        magnet);
  }

  public Fittings with(Pictures next) {
    return new Fittings(
        power, receipts, marks, climate, intake, cabinet, lights, uv, guards, entrance, next, place,
        magnet);
  }

  public Fittings with(Stay next) {
    return new Fittings(
        power, receipts, marks, climate, intake, cabinet, lights, uv, guards, entrance, pictures,
        next, magnet);
  }

  public Fittings with(Magnet next) {
    return new Fittings(
        power, receipts, marks, climate, intake, cabinet, lights, uv, guards, entrance, pictures,
        place, next);
  }
}
