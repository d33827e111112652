package org.shuyi.kiosk.kernel.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.CommandEvent;
import org.shuyi.kiosk.kernel.CommandEvent.CommandReceived;
import org.shuyi.kiosk.kernel.CommandEvent.CommandsRefused;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.command.Answer.Stage;
import org.shuyi.kiosk.kernel.command.Commands.Standing;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelving;

/**
 * The life of remote commands. Each is accepted or refused once, answered the same whenever it
 * comes again, and ends in exactly one of done, failed, refused or expired, also over a restart.
 */
public final class Commanding {
  /** What waits for an idle station, or for a device, is given up after this. */
  private static final long PATIENCE = Duration.ofMinutes(10).toMillis();

  private Commanding() {}

  public static void on(CommandEvent event, Draft draft) {
    switch (event) {
      case CommandReceived(Command command) -> received(command, draft);
      case CommandsRefused(String reason, long count) -> Refusing.count(reason, count, draft);
    }
  }

  /** The lock board's word on a bolt that a command wanted pulled. */
  public static void pulled(String id, ShelfEvent.Pull pull, String detail, Draft draft) {
    switch (pull) {
      case DONE -> end(id, Stage.DONE, "the bolt was pulled once", draft);
      case NOT_DONE -> end(id, Stage.FAILED, "the bolt did not move: " + detail, draft);
      case UNKNOWN ->
          end(id, Stage.FAILED, "whether the bolt moved is not known: " + detail, draft);
    }
  }

  /** After every event: what waited for an idle station begins, and a finished count is told. */
  public static void settle(Draft draft) {
    for (Standing standing : draft.kiosk().commands().standing()) {
      if (standing.command().action() instanceof Action.Inventory) settleInventory(standing, draft);
    }
  }

  public static void timePassed(Draft draft) {
    Refusing.tell(draft);
    for (Standing standing : draft.kiosk().commands().standing()) {
      if (standing.answer().stage().ends() || draft.ticks() < standing.limit()) continue;
      boolean began = standing.answer().stage() == Stage.RUNNING;
      String id = standing.command().id();
      if (began) end(id, Stage.FAILED, unfinished(standing.command(), draft.kiosk()), draft);
      else end(id, Stage.EXPIRED, "the station was not idle in time", draft);
    }
  }

  /**
   * A restart was the aim of one command and the end of others: nobody knows whether a bolt moved.
   */
  public static void restarted(Draft draft) {
    for (Standing standing : draft.kiosk().commands().standing()) {
      if (standing.answer().stage() != Stage.RUNNING) continue;
      String id = standing.command().id();
      switch (standing.command().action()) {
        case Action.Restart restart ->
            end(id, Stage.DONE, "started again, boot " + draft.kiosk().station().boot(), draft);
        case Action.Unlock unlock ->
            end(id, Stage.FAILED, "the program ended; whether the bolt moved is not known", draft);
        case Action.Inventory inventory -> stand(standing, Stage.ACCEPTED, "begins anew", draft);
        case Action.Lock lock -> end(id, Stage.FAILED, "the program ended", draft);
        case Action.Release release -> end(id, Stage.FAILED, "the program ended", draft);
        case Action.OutOfService out -> end(id, Stage.FAILED, "the program ended", draft);
        case Action.InService in -> end(id, Stage.FAILED, "the program ended", draft);
      }
    }
  }

  public static long wakeAt(Kiosk kiosk) {
    long at = Refusing.wakeAt(kiosk);
    for (Standing standing : kiosk.commands().standing()) {
      if (!standing.answer().stage().ends()) at = Math.min(at, standing.limit());
    }
    return at;
  }

  private static void received(Command command, Draft draft) {
    Optional<Standing> known = draft.kiosk().commands().find(command.id());
    if (known.isPresent()) {
      draft.want(new Effect.Say(known.get().answer()));
      return;
    }
    Optional<String> stale = Authority.sequence(command, draft.kiosk());
    if (stale.isPresent()) {
      refuseUnnumbered(command, Refusing.REPLAYED, stale.get(), draft);
      return;
    }
    Optional<String> stranger = Authority.unknownKey(command, draft.kiosk());
    if (stranger.isPresent()) {
      refuseUnnumbered(command, Refusing.UNKNOWN_KEY, stranger.get(), draft);
      return;
    }
    if (draft.kiosk().commands().isFull()) {
      use(command, draft);
      refuse(command, "%d commands are under way".formatted(Commands.MOST), draft);
      return;
    }
    Optional<String> refusal = Authority.refusal(command, draft.kiosk(), draft.now());
    if (refusal.isPresent()) {
      use(command, draft);
      record(command, Stage.REFUSED, refusal.get(), draft);
      refuse(command, refusal.get(), draft);
      return;
    }
    use(command, draft);
    String key = command.signers().getFirst();
    draft.record(
        new CommandFact.CommandAccepted(
            command.id(),
            key,
            Authority.persons(command, draft.kiosk()),
            command.seq(),
            command.action().word(),
            command.reason()));
    record(command, Stage.ACCEPTED, "", draft);
    draft.want(new Effect.Say(new Answer(command.id(), Stage.ACCEPTED, "")));
    begin(command, draft);
  }

  private static void refuse(Command command, String why, Draft draft) {
    draft.record(new CommandFact.CommandEnded(command.id(), "refused", why));
    draft.want(new Effect.Say(new Answer(command.id(), Stage.REFUSED, why)));
  }

  /**
   * One without a number of its own to use: counted, no record of its own. A used number under an
   * id that is not remembered is most likely of a command that ended long ago; it ends no second
   * time, and takes no place from those that are remembered.
   */
  private static void refuseUnnumbered(Command command, String reason, String why, Draft draft) {
    Refusing.count(reason, 1, draft);
    draft.want(new Effect.Say(new Answer(command.id(), Stage.REFUSED, why)));
  }

  /**
   * A sequence number is used up by being judged, for every signer: neither the order of signatures
   * nor their number is signed. The caller has seen that it is fresh for each of them.
   */
  private static void use(Command command, Draft draft) {
    Commands commands = draft.kiosk().commands();
    var windows = new TreeMap<>(commands.windows());
    for (String key : command.signers()) {
      windows.put(key, commands.window(key).using(command.seq()));
    }
    draft.commands(commands.used(windows));
    draft.record(new CommandFact.NumberUsed(command.signers(), command.seq()));
  }

  private static void begin(Command command, Draft draft) {
    String id = command.id();
    switch (command.action()) {
      case Action.Lock(DoorId door) -> {
        bar(door, true, command, draft);
        end(id, Stage.DONE, "door " + door + " is kept from patrons", draft);
      }
      case Action.Release(DoorId door) -> {
        bar(door, false, command, draft);
        end(id, Stage.DONE, "door " + door + " serves patrons again", draft);
      }
      case Action.Unlock(DoorId door) -> {
        run(id, "the bolt is being pulled", draft);
        var opener = new Opener.Remote(Authority.persons(command, draft.kiosk()), id);
        Shelving.unlock(door, opener, draft);
      }
      case Action.OutOfService(String text) -> {
        serve(Optional.of(text), draft);
        end(id, Stage.DONE, "no new visits", draft);
      }
      case Action.InService in -> {
        serve(Optional.empty(), draft);
        boolean emergency = draft.kiosk().station().emergency() != Emergency.NONE;
        String when = emergency ? " when the emergency is over" : "";
        end(id, Stage.DONE, "visits begin again" + when, draft);
      }
      case Action.Inventory inventory -> {}
      case Action.Restart restart -> {
        run(id, "the program ends and is started again", draft);
        draft.want(new Effect.Restart("commanded: " + command.reason()));
      }
    }
  }

  private static void bar(DoorId door, boolean barred, Command command, Draft draft) {
    var shelf = draft.kiosk().shelf();
    draft.shelf(shelf.with(door, draft.door(door).barredNow(barred)));
    String person = Authority.persons(command, draft.kiosk());
    draft.record(new StationFact.DoorBarred(door, barred, person));
  }

  private static void serve(Optional<String> outOfService, Draft draft) {
    draft.station(draft.kiosk().station().ordered(outOfService));
    draft.record(new StationFact.ServiceChanged(outOfService.isEmpty(), outOfService.orElse("")));
  }

  private static void settleInventory(Standing standing, Draft draft) {
    Kiosk kiosk = draft.kiosk();
    String id = standing.command().id();
    switch (standing.answer().stage()) {
      case ACCEPTED -> {
        if (!Authority.isIdle(kiosk)) return;
        run(id, "every shelf is being counted", draft);
        kiosk.shelf().doors().keySet().forEach(door -> Shelving.countShut(door, draft));
        endCounted(id, draft);
      }
      case RUNNING -> endCounted(id, draft);
      case DONE, FAILED, REFUSED, EXPIRED -> {}
    }
  }

  /** Also at once, where no shelf can be counted. */
  private static void endCounted(String id, Draft draft) {
    Kiosk kiosk = draft.kiosk();
    boolean comes =
        kiosk.shelf().doors().keySet().stream().anyMatch(door -> Shelving.countComes(door, kiosk));
    if (!comes) end(id, Stage.DONE, counts(kiosk), draft);
  }

  private static String unfinished(Command command, Kiosk kiosk) {
    boolean counted = command.action() instanceof Action.Inventory;
    return "it did not finish in time" + (counted ? ": " + counts(kiosk) : "");
  }

  private static String counts(Kiosk kiosk) {
    var words = new ArrayList<String>();
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              boolean counted = door.state() instanceof DoorState.Shut;
              words.add(
                  "door %s: %s"
                      .formatted(
                          id,
                          counted
                              ? kiosk.custody().behind(id).size() + " items"
                              : "could not be counted"));
            });
    words.add("suspect: " + kiosk.custody().suspects());
    return String.join(", ", words);
  }

  private static void run(String id, String detail, Draft draft) {
    draft
        .kiosk()
        .commands()
        .find(id)
        .ifPresent(standing -> stand(standing, Stage.RUNNING, detail, draft));
  }

  private static void end(String id, Stage stage, String detail, Draft draft) {
    draft
        .kiosk()
        .commands()
        .find(id)
        .filter(standing -> !standing.answer().stage().ends())
        .ifPresent(
            standing -> {
              stand(standing, stage, detail, draft);
              draft.record(
                  new CommandFact.CommandEnded(id, stage.name().toLowerCase(Locale.ROOT), detail));
            });
  }

  private static void record(Command command, Stage stage, String detail, Draft draft) {
    Commands commands = draft.kiosk().commands();
    var answer = new Answer(command.id(), stage, detail);
    var standing = new ArrayList<>(commands.standing());
    while (standing.size() >= Commands.MOST && forgetOldest(standing)) {}
    standing.add(new Standing(command, answer, draft.ticks() + PATIENCE));
    draft.commands(commands.standing(standing));
  }

  private static boolean forgetOldest(List<Standing> standing) {
    for (int i = 0; i < standing.size(); i++) {
      if (standing.get(i).answer().stage().ends()) {
        standing.remove(i);
        return true;
      }
    }
    return false;
  }

  private static void stand(Standing old, Stage stage, String detail, Draft draft) {
    Commands commands = draft.kiosk().commands();
    var answer = new Answer(old.command().id(), stage, detail);
    var standing = new ArrayList<>(commands.standing());
    standing.replaceAll(
        s ->
            s.command().id().equals(old.command().id())
                ? new Standing(s.command(), answer, s.limit())
                : s);
    draft.commands(commands.standing(standing));
    draft.want(new Effect.Say(answer));
  }
}
