package org.shuyi.kiosk.host;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.shuyi.kiosk.centre.Told;
import org.shuyi.kiosk.hardware.Hardware;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.ui.AnnounceText;
import org.shuyi.kiosk.ui.PaperText;
import org.shuyi.kiosk.ui.Texts;

/** Takes each effect to the room that does it. */
public final class Routing implements Hands {
  private final Hardware hardware;
  private final PaperText paper;
  private final AnnounceText announced = new AnnounceText(Texts.bundled());
  private final Consumer<Told> courier;
  private final Consumer<Screen> screens;
  private final Consumer<Status> statuses;
  private final Consumer<String> restarts;
  private final Consumer<String> halts;
  private final LongSupplier ticks;
  private Camera camera = Camera.NONE;
  private long policyVersion;
  private long committed;

  /** Whether this turn wants its news told at once, which follow when it is over. */
  private boolean hurried;

  /**
   * @param paper what receipts say
   * @param courier the courier's queue
   * @param restarts is told why the program is to end and be started again
   * @param halts is told why the program is to end until the mains are back
   * @param ticks station time
   */
  public Routing(
      Hardware hardware,
      PaperText paper,
      Consumer<Told> courier,
      Consumer<Screen> screens,
      Consumer<Status> statuses,
      Consumer<String> restarts,
      Consumer<String> halts,
      LongSupplier ticks) {
    this.hardware = hardware;
    this.paper = paper;
    this.courier = courier;
    this.screens = screens;
    this.statuses = statuses;
    this.restarts = restarts;
    this.halts = halts;
    this.ticks = ticks;
  }

  /** The same with a camera. */
  public Routing with(Camera other) {
    camera = other;
    return this;
  }

  @Override
  public void act(Effect effect, Now decided) {
    switch (effect) {
      case Effect.Unlock unlock -> hardware.unlock(unlock, since(decided));
      case Effect.PrintReceipt receipt ->
          hardware.print(receipt.job(), paper.lines(receipt), since(decided));
      case Effect.Mark mark -> hardware.mark(mark);
      case Effect.Convey convey -> hardware.convey(convey, since(decided));
      case Effect.HaltSlot halt -> hardware.haltSlot();
      case Effect.SenseSlot sense -> hardware.senseSlot();
      case Effect.CountTunnel count -> hardware.countTunnel(count);
      case Effect.AskItem ask -> courier.accept(new Told.AskedOfItem(ask));
      case Effect.Restart(String reason) -> restarts.accept(reason);
      case Effect.Halt(String reason) -> halts.accept(reason);
      case Effect.Show(Screen screen) -> screens.accept(screen);
      case Effect.SenseDoors sense -> hardware.sense();
      case Effect.LookAtBoard(var board) -> hardware.lookAt(board);
      case Effect.BelievePolarity believed -> hardware.believe(believed);
      case Effect.CountShelf count -> hardware.count(count);
      case Effect.AskCentre ask -> courier.accept(new Told.Asked(ask));
      case Effect.Say(var answer) -> courier.accept(new Told.Said(answer));
      case Effect.Report(Status status) -> {
        statuses.accept(status);
        courier.accept(new Told.Reported(status));
      }
      case Effect.TellAtOnce tell -> hurried = true;
      case Effect.Light light -> hardware.light(light);
      case Effect.Switch wanted -> hardware.switchOn(wanted);
      case Effect.Shine shine -> hardware.shine(shine, since(decided));
      case Effect.Admit admit -> hardware.admit(admit, since(decided));
      case Effect.Magnetise wanted -> hardware.magnetise(wanted, since(decided));
      case Effect.SayLoan loan -> hardware.library().lend(loan, decided.wall());
      case Effect.SayReturn back -> hardware.library().takeBack(back, decided.wall());
      case Effect.Darken dark -> hardware.darken();
      case Effect.SenseAir sense -> hardware.senseAir();
      case Effect.Announce what ->
          hardware.announce(what, announced.written(what), announced.spoken(what));
      case Effect.Silence(var outlet) -> hardware.silence(outlet);
      case Effect.TakePicture(long picture) -> camera.take(picture);
      case Effect.ErasePictures(var pictures) -> camera.erase(pictures);
    }
  }

  private Duration since(Now decided) {
    return Duration.ofMillis(ticks.getAsLong() - decided.ticks());
  }

  @Override
  public void turned(Kiosk kiosk, long nowCommitted) {
    if (nowCommitted != committed) {
      committed = nowCommitted;
      courier.accept(new Told.Grew());
    }
    if (hurried) {
      hurried = false;
      courier.accept(new Told.Hurried());
    }
    if (kiosk.policy().version() != policyVersion) {
      policyVersion = kiosk.policy().version();
      courier.accept(new Told.Ruled(kiosk.policy()));
    }
  }
}
