package org.shuyi.kiosk.kernel;

/**
 * Something that is true from now on, in the past tense. Facts are the journal's records: numbered,
 * chained by hashes, and sent to the centre until it has applied them.
 */
public sealed interface Fact
    permits VisitFact,
        ShelfFact,
        CommandFact,
        ServiceFact,
        StationFact,
        PowerFact,
        ClimateFact,
        ReceiptFact,
        IntakeFact,
        UvFact,
        EntranceFact,
        CameraFact,
        PlaceFact,
        MagnetFact {

  /**
   * Whether the fact must be on the disk before anything is done or claimed. The others go with the
   * next flush, after 60 s, or at an ordered stop: what a power cut takes of them is sensed again
   * or said again by the centre.
   */
  default boolean isClaim() {
    return switch (this) {
      case VisitFact visit -> false;
      // No sensor tells a key in service from the visitor of a moment ago.
      case ShelfFact.DoorOpened opened -> opened.opener() instanceof Opener.Staff;
      case ShelfFact.DoorClosed closed -> false;
      case ShelfFact shelf -> true;
      case CommandFact.CommandsRefused refused -> false;
      case CommandFact command -> true;
      case ServiceFact.LoggedIn login -> false;
      case ServiceFact service -> true;
      // Told to the person by the gate that opens, and to be seen again by looking.
      case IntakeFact.HandedBack back -> false;
      case IntakeFact.SlotStopped stopped -> false;
      case IntakeFact.SlotWentOn wentOn -> false;
      case IntakeFact intake -> true;
      case StationFact.DeviceBecame device -> false;
      case StationFact.LinkBecame link -> false;
      case StationFact station -> true;
      case PowerFact power -> true;
      // It says what was done, and nobody is owed it.
      case ClimateFact climate -> false;
      // The intent goes to the disk with its motion; what is lost of the end is not known then.
      case ReceiptFact receipt -> false;
      case UvFact.UvBegan began -> true;
      // Lost, it is said anew by the next start, with all the time that was meant.
      case UvFact.UvEnded ended -> false;
      // The intent goes to the disk before the lens opens; that a picture is gone is owed to who is
      // on it.
      case CameraFact camera -> true;
      case EntranceFact.NotAdmitted outside -> false;
      case EntranceFact entrance -> true;
      // Sensed again, and what staff chose goes to the disk with their act.
      case PlaceFact place -> false;
      // Lost, the next start says that nobody knows.
      case MagnetFact.PulseEnded ended -> false;
      case MagnetFact magnet -> true;
    };
  }
}
