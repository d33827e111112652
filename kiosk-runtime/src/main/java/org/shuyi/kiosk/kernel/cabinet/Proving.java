package org.shuyi.kiosk.kernel.cabinet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.ServiceFact;
import org.shuyi.kiosk.kernel.cabinet.Trial.Stage;

/**
 * The proof of a lock board at the door (locks.md, section 6): with every door shut its bits are
 * read, one named door is opened by key, and the bits are read again. Exactly the bit of that door
 * must have changed, and what it was says what a 1 means. No bolt is pulled for it.
 */
public final class Proving {
  /** Two polls of the slowest board, and some patience. */
  private static final long PATIENCE = Duration.ofSeconds(5).toMillis();

  private Proving() {}

  /** Whether it is known what this board's bits mean: by the configuration, or by a proof. */
  public static boolean isProven(Kiosk kiosk, DeviceId board) {
    return !unproven(kiosk).containsKey(board)
        || kiosk.fittings().cabinet().proofs().containsKey(board);
  }

  /** Why a proof of this board may not begin, or empty. */
  public static Optional<String> refusal(String person, DeviceId board, Kiosk kiosk) {
    if (!unproven(kiosk).containsKey(board)) {
      return Optional.of("the configuration says what its bits mean");
    }
    return outOfService(person, kiosk);
  }

  /** Why a proof may not go on, or empty. */
  public static Optional<String> refusal(String person, Kiosk kiosk) {
    boolean waits =
        kiosk.fittings().cabinet().trial().map(Trial::stage).filter(Proving::waits).isPresent();
    return waits ? outOfService(person, kiosk) : Optional.of("no proof waits for anybody");
  }

  /** A proof begins; the caller has seen that it may. */
  public static void wanted(String person, DeviceId board, Draft draft) {
    DoorId first = channels(draft.kiosk(), board).firstKey();
    become(new Trial(board, first, person, Stage.SHUT_ALL, "", Long.MAX_VALUE, ""), draft);
  }

  /** The person has done what was asked for; the caller has seen that it was. */
  public static void goesOn(Draft draft) {
    trial(draft)
        .ifPresent(
            trial -> {
              Stage next = trial.stage() == Stage.SHUT_ALL ? Stage.READ_SHUT : Stage.READ_OPEN;
              become(trial.at(next, draft.ticks() + PATIENCE), draft);
              draft.want(new Effect.LookAtBoard(trial.board()));
            });
  }

  /** A board has told its bits, or cannot. */
  public static void read(DeviceId board, String bits, Draft draft) {
    Optional<Trial> under = trial(draft).filter(trial -> trial.board().equals(board));
    if (under.isEmpty()) return;
    Trial trial = under.get();
    switch (trial.stage()) {
      case READ_SHUT -> shut(trial, bits, draft);
      case READ_OPEN -> opened(trial, bits, draft);
      case SHUT_ALL, OPEN_ONE, ENDED -> {}
    }
  }

  public static void timePassed(Draft draft) {
    trial(draft)
        .filter(trial -> draft.ticks() >= trial.until())
        .ifPresent(trial -> fail(trial, "the board does not answer", draft));
  }

  /** Whoever was proving is gone. */
  public static void abandon(Draft draft) {
    if (trial(draft).isPresent()) Cabinet.of(draft).withTrial(Optional.empty()).in(draft);
  }

  /** The drivers begin anew and know of no proof. */
  public static void restarted(Draft draft) {
    abandon(draft);
    Cabinet.of(draft)
        .proofs()
        .forEach(
            (board, proof) -> {
              if (unproven(draft.kiosk()).containsKey(board)) believe(board, proof, draft);
            });
  }

  public static long wakeAt(Kiosk kiosk) {
    return kiosk.fittings().cabinet().trial().map(Trial::until).orElse(Long.MAX_VALUE);
  }

  private static void shut(Trial trial, String bits, Draft draft) {
    var channels = channels(draft.kiosk(), trial.board());
    if (bits.length() < channels.values().stream().mapToInt(n -> n).max().orElse(0)) {
      fail(trial, bits.isEmpty() ? "the board does not answer" : "it has too few channels", draft);
      return;
    }
    char first = bits.charAt(channels.firstEntry().getValue() - 1);
    List<String> others =
        channels.entrySet().stream()
            .filter(door -> bits.charAt(door.getValue() - 1) != first)
            .map(door -> door.getKey().label())
            .toList();
    if (others.isEmpty()) become(trial.knowing(bits), draft);
    else fail(trial, "not every door is shut, or wired alike: see " + others, draft);
  }

  private static void opened(Trial trial, String bits, Draft draft) {
    if (bits.length() != trial.shut().length()) {
      fail(trial, "the board does not answer", draft);
      return;
    }
    int own =
        Optional.ofNullable(channels(draft.kiosk(), trial.board()).get(trial.door())).orElse(0);
    List<Integer> changed =
        IntStream.rangeClosed(1, bits.length())
            .filter(channel -> bits.charAt(channel - 1) != trial.shut().charAt(channel - 1))
            .boxed()
            .toList();
    // A door's own sensor may hang on the board too; another door's latch may not have moved.
    var latches = channels(draft.kiosk(), trial.board()).values();
    if (changed.stream().filter(latches::contains).toList().equals(List.of(own))) {
      proven(trial, trial.shut().charAt(own - 1) == '1', draft);
    } else if (changed.isEmpty()) {
      fail(trial, "nothing changed when door " + trial.door() + " was opened", draft);
    } else {
      fail(
          trial,
          "door %s changed channel %s instead of %d".formatted(trial.door(), changed, own),
          draft);
    }
  }

  private static void proven(Trial trial, boolean oneIsClosed, Draft draft) {
    var proof = new Proof(oneIsClosed, trial.person());
    Cabinet.of(draft).proving(trial.board(), proof).in(draft);
    draft.record(new ServiceFact.PolarityProven(trial.board(), oneIsClosed, trial.person()));
    become(trial.ended("proven: a 1 is " + (oneIsClosed ? "closed" : "open")), draft);
    believe(trial.board(), proof, draft);
    draft.want(new Effect.SenseDoors());
  }

  private static void believe(DeviceId board, Proof proof, Draft draft) {
    draft.want(new Effect.BelievePolarity(board, proof.oneIsClosed()));
  }

  private static void fail(Trial trial, String why, Draft draft) {
    draft.record(new ServiceFact.ProofFailed(trial.board(), why, trial.person()));
    become(trial.ended(why), draft);
  }

  private static boolean waits(Stage stage) {
    return stage == Stage.SHUT_ALL || stage == Stage.OPEN_ONE;
  }

  private static Optional<String> outOfService(String person, Kiosk kiosk) {
    var service = kiosk.station().service();
    if (service.isEmpty()) return Optional.of("not in service mode");
    return service.get().person().equals(person)
        ? Optional.empty()
        : Optional.of("service mode is " + service.get().person() + "'s");
  }

  private static SortedMap<DeviceId, SortedMap<DoorId, Integer>> unproven(Kiosk kiosk) {
    return kiosk.plan().fittings().cabinet().unproven();
  }

  private static SortedMap<DoorId, Integer> channels(Kiosk kiosk, DeviceId board) {
    return unproven(kiosk).getOrDefault(board, new TreeMap<>());
  }

  private static Optional<Trial> trial(Draft draft) {
    return Cabinet.of(draft).trial();
  }

  private static void become(Trial trial, Draft draft) {
    Cabinet.of(draft).withTrial(Optional.of(trial)).in(draft);
  }
}
