package org.shuyi.kiosk.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.CameraFact;
import org.shuyi.kiosk.kernel.ClimateFact;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.MagnetFact;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PlaceFact;
import org.shuyi.kiosk.kernel.PowerFact;
import org.shuyi.kiosk.kernel.ReceiptFact;
import org.shuyi.kiosk.kernel.ServiceFact;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.UvFact;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.kiosk.kernel.cabinet.Trial;
import org.shuyi.kiosk.kernel.climate.Air;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.intake.Intake;
import org.shuyi.kiosk.kernel.intake.Stage;
import org.shuyi.kiosk.kernel.magnet.Task;
import org.shuyi.kiosk.kernel.place.Stay;
import org.shuyi.kiosk.kernel.power.Power;
import org.shuyi.kiosk.kernel.receipt.Slip;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.uv.Lamp;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * The checked-in list of every word that stands on disk and on the wire for a Java type. A class
 * may be renamed at any time; a word, once released, means the same for ever.
 */
final class Names {
  private Names() {}

  /**
   * A word for one case of a sealed family.
   *
   * @param format of a fact's fields, counted up when they change; 1 where it is not a fact
   */
  record Name(String word, int format, Class<? extends Record> type) {}

  /** A word for one constant of an enum. */
  record Constant(String word, Enum<?> value) {}

  static final List<Name> FACTS =
      List.of(
          name("visit-began", VisitFact.VisitBegan.class),
          name("visit-refused", VisitFact.VisitRefused.class),
          name("visit-ended", VisitFact.VisitEnded.class),
          name("unlock-meant", ShelfFact.UnlockMeant.class),
          name("door-opened", ShelfFact.DoorOpened.class),
          name("door-closed", ShelfFact.DoorClosed.class),
          name("door-forced", ShelfFact.DoorForced.class),
          name("door-left-open", ShelfFact.DoorLeftOpen.class),
          name("loaned", ShelfFact.Loaned.class),
          name("returned", ShelfFact.Returned.class),
          name("moved", ShelfFact.Moved.class),
          name("stocked", ShelfFact.Stocked.class),
          name("removed", ShelfFact.Removed.class),
          name("found", ShelfFact.Found.class),
          name("became-suspect", ShelfFact.BecameSuspect.class),
          name("suspicion-ended", ShelfFact.SuspicionEnded.class),
          name("left-uncounted", ShelfFact.LeftUncounted.class),
          name("mark-failed", ShelfFact.MarkFailed.class),
          name("number-used", CommandFact.NumberUsed.class),
          name("command-accepted", CommandFact.CommandAccepted.class),
          name("command-ended", CommandFact.CommandEnded.class),
          name("commands-refused", CommandFact.CommandsRefused.class),
          name("logged-in", ServiceFact.LoggedIn.class),
          name("service-began", ServiceFact.ServiceBegan.class),
          name("service-ended", ServiceFact.ServiceEnded.class),
          name("acted", ServiceFact.Acted.class),
          name("journal-began", StationFact.JournalBegan.class),
          name("started", StationFact.Started.class),
          name("device-became", StationFact.DeviceBecame.class),
          name("link-became", StationFact.LinkBecame.class),
          name("policy-adopted", StationFact.PolicyAdopted.class),
          name("service-changed", StationFact.ServiceChanged.class),
          name("door-barred", StationFact.DoorBarred.class),
          name("record-was-refused", StationFact.RecordWasRefused.class),
          name("record-salvaged", StationFact.RecordSalvaged.class),
          name("records-lost", StationFact.RecordsLost.class),
          name("tamper-began", StationFact.TamperBegan.class),
          name("tamper-ended", StationFact.TamperEnded.class),
          name("wrong-door-opened", ShelfFact.WrongDoorOpened.class),
          name("fire-began", StationFact.FireBegan.class),
          name("fire-ended", StationFact.FireEnded.class),
          name("emergency-ended", StationFact.EmergencyEnded.class),
          name("mains-lost", PowerFact.MainsLost.class),
          name("battery-low", PowerFact.BatteryLow.class),
          name("mains-back", PowerFact.MainsBack.class),
          name("mark-repaired", ShelfFact.MarkRepaired.class),
          name("switched", ClimateFact.Switched.class),
          name("receipt-meant", ReceiptFact.ReceiptMeant.class),
          name("receipt-printed", ReceiptFact.ReceiptPrinted.class),
          name("receipt-not-printed", ReceiptFact.ReceiptNotPrinted.class),
          name("sort-meant", IntakeFact.SortMeant.class),
          name("taken-back", IntakeFact.TakenBack.class),
          name("handed-back", IntakeFact.HandedBack.class),
          name("slot-stopped", IntakeFact.SlotStopped.class),
          name("slot-went-on", IntakeFact.SlotWentOn.class),
          name("went-astray", IntakeFact.WentAstray.class),
          name("astray-settled", IntakeFact.AstraySettled.class),
          name("door-ajar", ShelfFact.DoorAjar.class),
          name("compartment-suspect", ShelfFact.CompartmentSuspect.class),
          name("compartment-cleared", ShelfFact.CompartmentCleared.class),
          name("uv-began", UvFact.UvBegan.class),
          name("uv-ended", UvFact.UvEnded.class),
          name("alarm-began", StationFact.AlarmBegan.class),
          name("alarm-ended", StationFact.AlarmEnded.class),
          name("polarity-proven", ServiceFact.PolarityProven.class),
          name("proof-failed", ServiceFact.ProofFailed.class),
          name("people-counted", EntranceFact.PeopleCounted.class),
          name("room-reset", EntranceFact.RoomReset.class),
          name("counter-failed", EntranceFact.CounterFailed.class),
          name("counter-well", EntranceFact.CounterWell.class),
          name("admitted", EntranceFact.Admitted.class),
          name("not-admitted", EntranceFact.NotAdmitted.class),
          name("entrance-failed", EntranceFact.EntranceFailed.class),
          name("tailgated", EntranceFact.Tailgated.class),
          name("gate-rang", EntranceFact.GateRang.class),
          name("gate-rang-for-loan", EntranceFact.GateRangForLoan.class),
          name("picture-meant", CameraFact.PictureMeant.class),
          name("picture-kept", CameraFact.PictureKept.class),
          name("picture-not-taken", CameraFact.PictureNotTaken.class),
          name("picture-erased", CameraFact.PictureErased.class),
          name("stop-changed", PlaceFact.StopChanged.class),
          name("exit-not-free", EntranceFact.ExitNotFree.class),
          name("exit-freed", EntranceFact.ExitFreed.class),
          name("exit-cleared", EntranceFact.ExitCleared.class),
          name("loan-refused", MagnetFact.LoanRefused.class),
          name("pulse-meant", MagnetFact.PulseMeant.class),
          name("pulse-ended", MagnetFact.PulseEnded.class),
          name("strip-left-undone", MagnetFact.LeftUndone.class),
          name("picture-found", CameraFact.PictureFound.class),
          name("outbox-filled", StationFact.OutboxFilled.class),
          name("outbox-drained", StationFact.OutboxDrained.class));

  static final List<Name> CASES =
      List.of(
          name("visitor", Opener.Visitor.class),
          name("staff", Opener.Staff.class),
          name("remote", Opener.Remote.class),
          name("unknown", Opener.Unknown.class),
          name("nobody", Visit.Nobody.class),
          name("greeted", Visit.Greeted.class),
          name("asking", Visit.Asking.class),
          name("turned-away", Visit.TurnedAway.class),
          name("inside", Visit.Inside.class),
          name("leaving", Visit.Leaving.class),
          name("shut", DoorState.Shut.class),
          name("may-open", DoorState.MayOpen.class),
          name("open", DoorState.Open.class),
          name("counting", DoorState.Counting.class),
          name("uncounted", DoorState.Uncounted.class),
          name("unseen", DoorState.Unseen.class),
          name("on-shelf", Custody.OnShelf.class),
          name("suspect", Custody.Suspect.class),
          name("lock", Action.Lock.class),
          name("release", Action.Release.class),
          name("unlock", Action.Unlock.class),
          name("out-of-service", Action.OutOfService.class),
          name("in-service", Action.InService.class),
          name("inventory", Action.Inventory.class),
          name("restart", Action.Restart.class),
          name("mains", Power.Mains.class),
          name("battery", Power.Battery.class),
          name("low", Power.Low.class),
          name("ending", Power.Ending.class),
          name("ended", Power.Ended.class),
          name("unseen", Power.Unseen.class),
          name("unheard", Air.Unheard.class),
          name("measured", Air.Measured.class),
          name("unknown", Air.Unknown.class),
          name("idle", Stage.Idle.class),
          name("farewell", Stage.Farewell.class),
          name("opening", Stage.Opening.class),
          name("gate-open", Stage.GateOpen.class),
          name("to-take", Stage.ToTake.class),
          name("closing", Stage.Closing.class),
          name("blocked", Stage.Blocked.class),
          name("taking-in", Stage.TakingIn.class),
          name("reading", Stage.Reading.class),
          name("asking", Stage.Asking.class),
          name("sorting", Stage.Sorting.class),
          name("retrieving", Stage.Retrieving.class),
          name("handing-back", Stage.HandingBack.class),
          name("stopped", Stage.Stopped.class),
          name("dark", Lamp.Dark.class),
          name("counting-down", Lamp.CountingDown.class),
          name("burning", Lamp.Burning.class),
          name("securing", Stage.Securing.class),
          name("loan-asked", Task.LoanAsked.class),
          name("to-lay-on", Task.ToLayOn.class),
          name("silencing", Task.Silencing.class),
          name("return-said", Task.ReturnSaid.class));

  static final List<Constant> CONSTANTS =
      List.of(
          new Constant("none", Emergency.NONE),
          new Constant("active", Emergency.ACTIVE),
          new Constant("unseen", Emergency.UNSEEN),
          new Constant("over", Emergency.OVER),
          new Constant("counting", Emergency.COUNTING),
          new Constant("nobody", Intake.Company.NOBODY),
          new Constant("here", Intake.Company.HERE),
          new Constant("leaving", Intake.Company.LEAVING),
          new Constant("shut-all", Trial.Stage.SHUT_ALL),
          new Constant("read-shut", Trial.Stage.READ_SHUT),
          new Constant("open-one", Trial.Stage.OPEN_ONE),
          new Constant("read-open", Trial.Stage.READ_OPEN),
          new Constant("ended", Trial.Stage.ENDED),
          new Constant("occupied", ShelfEvent.Occupancy.OCCUPIED),
          new Constant("empty", ShelfEvent.Occupancy.EMPTY),
          new Constant("unknown", ShelfEvent.Occupancy.UNKNOWN),
          new Constant("loaned", Visit.Handed.Kind.LOANED),
          new Constant("returned", Visit.Handed.Kind.RETURNED),
          new Constant("unclear", Visit.Handed.Kind.UNCLEAR),
          new Constant("printing", Slip.Stage.PRINTING),
          new Constant("printed", Slip.Stage.PRINTED),
          new Constant("no-paper", Slip.Stage.NO_PAPER),
          new Constant("not-printed", Slip.Stage.NOT_PRINTED),
          new Constant("accepted", Answer.Stage.ACCEPTED),
          new Constant("running", Answer.Stage.RUNNING),
          new Constant("done", Answer.Stage.DONE),
          new Constant("failed", Answer.Stage.FAILED),
          new Constant("refused", Answer.Stage.REFUSED),
          new Constant("expired", Answer.Stage.EXPIRED),
          new Constant("tilt", Guard.TILT),
          new Constant("vibration", Guard.VIBRATION),
          new Constant("service-door", Guard.SERVICE_DOOR),
          new Constant("reception", Stay.Source.RECEPTION),
          new Constant("staff", Stay.Source.STAFF),
          new Constant("nobody", Stay.Source.NOBODY));

  private static final Map<Class<?>, Name> BY_TYPE =
      Stream.concat(FACTS.stream(), CASES.stream())
          .collect(Collectors.toMap(Name::type, Function.identity()));

  private static final Map<Enum<?>, String> BY_CONSTANT =
      CONSTANTS.stream().collect(Collectors.toMap(Constant::value, Constant::word));

  private static final Map<String, Name> FACTS_BY_WORD =
      FACTS.stream().collect(Collectors.toMap(fact -> key(fact.word(), fact.format()), f -> f));

  static Name of(Class<?> type) {
    Name name = BY_TYPE.get(type);
    if (name == null) throw new IllegalStateException(type + " has no word in the list of names");
    return name;
  }

  static String of(Enum<?> constant) {
    String word = BY_CONSTANT.get(constant);
    if (word == null) throw new IllegalStateException(constant + " has no word in the list");
    return word;
  }

  /** The case of a sealed family behind a word. */
  static Optional<Class<? extends Record>> find(Class<?> family, String word) {
    for (Name name : CASES) {
      if (name.word().equals(word) && family.isAssignableFrom(name.type())) {
        return Optional.of(name.type());
      }
    }
    return Optional.empty();
  }

  /** The constant of an enum behind a word. */
  static Optional<Enum<?>> constant(Class<?> type, String word) {
    for (Constant constant : CONSTANTS) {
      if (constant.word().equals(word) && type.isInstance(constant.value())) {
        return Optional.of(constant.value());
      }
    }
    return Optional.empty();
  }

  /** The fact of a kind in one of its formats. */
  static Optional<Name> fact(String kind, long format) {
    return Optional.ofNullable(FACTS_BY_WORD.get(key(kind, format)));
  }

  private static String key(String kind, long format) {
    return kind + "/" + format;
  }

  private static Name name(String word, Class<? extends Record> type) {
    return new Name(word, 1, type);
  }
}
