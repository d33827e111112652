package org.shuyi.kiosk.kernel.figures;

import org.shuyi.kiosk.kernel.CameraFact;
import org.shuyi.kiosk.kernel.ClimateFact;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.IntakeFact;
import org.shuyi.kiosk.kernel.MagnetFact;
import org.shuyi.kiosk.kernel.PlaceFact;
import org.shuyi.kiosk.kernel.PowerFact;
import org.shuyi.kiosk.kernel.ReceiptFact;
import org.shuyi.kiosk.kernel.ServiceFact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.UvFact;
import org.shuyi.kiosk.kernel.VisitFact;

/**
 * Service statistics since the journal began.
 *
 * @param visits persons who began a visit (流通人次), not touches or books
 * @param loans items lent (外借册次)
 * @param returns items returned
 */
public record Figures(long visits, long loans, long returns) {
  /** The same figures with one more fact. */
  public Figures after(Fact fact) {
    return switch (fact) {
      case VisitFact.VisitBegan began -> new Figures(visits + 1, loans, returns);
      case ShelfFact.Loaned loaned -> new Figures(visits, loans + 1, returns);
      case ShelfFact.Returned returned -> new Figures(visits, loans, returns + 1);
      case VisitFact visit -> this;
      case ShelfFact shelf -> this;
      case CommandFact command -> this;
      case IntakeFact.TakenBack back -> new Figures(visits, loans, returns + 1);
      case IntakeFact intake -> this;
      case ServiceFact service -> this;
      case StationFact station -> this;
      case PowerFact power -> this;
      case ClimateFact climate -> this;
      case ReceiptFact receipt -> this;
      case UvFact uv -> this;
      case MagnetFact magnet -> this;
      case EntranceFact entrance -> this;
      case CameraFact camera -> this;
      case PlaceFact place -> this;
    };
  }

  public static Figures none() {
    return new Figures(0, 0, 0);
  }
}
