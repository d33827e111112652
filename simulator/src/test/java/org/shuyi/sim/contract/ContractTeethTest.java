package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Settings;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.picker.PickerCommand;
import org.shuyi.devices.picker.PickerNotice;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.sorter.SorterNotice;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Counted;
import org.shuyi.devices.tag.TagNotice.Marked;
import org.shuyi.devices.tag.TagNotice.NotCounted;

/**
 * A contract that a bad driver passes is worth nothing: planted bugs break the promise they should.
 */
class ContractTeethTest {
  private final PortContractsTest house = new PortContractsTest();

  private static void isCaught(ThrowingCallable promise) {
    assertThatThrownBy(promise).isInstanceOf(AssertionError.class);
  }

  @Test
  void aBoltThatIsSentTwiceIsCaught() {
    var twice =
        lockThatWrites(frames -> frames.stream().flatMap(ContractTeethTest::again).toList());
    isCaught(twice::everyOpenIsOnePulseOfItsOwnBolt);
    isCaught(twice::everyOpenHasExactlyOnePulledAndAtMostOnePulseWhateverHappens);
    isCaught(twice::noPulseIsRepeatedInThreeHundredDisturbedOpens);
  }

  /** KERONG's unlock is command 31. */
  private static Stream<Bytes> again(Bytes frame) {
    return frame.at(2) == 0x31 ? Stream.of(frame, frame) : Stream.of(frame);
  }

  @Test
  void aDoorTakenForClosedWhenTheBoardIsSilentIsCaught() {
    var silent = lockThatTells(said -> said.stream().map(ContractTeethTest::closed).toList());
    isCaught(silent::silenceIsUnknownAndNeverClosed);
  }

  private static LockNotice closed(LockNotice notice) {
    return switch (notice) {
      case LockNotice.Changed(int channel, Contact contact) when contact == Contact.UNKNOWN ->
          new LockNotice.Changed(channel, Contact.CLOSED);
      case LockNotice.Changed changed -> changed;
      case LockNotice.Sensed sensed -> sensed;
      case LockNotice.Pulled pulled -> pulled;
      case LockNotice.Occupied occupied -> occupied;
      case LockNotice.Looked looked -> looked;
      case LockNotice.SupplyWanted wanted -> wanted;
      case LockNotice.SupplyEnded ended -> ended;
    };
  }

  @Test
  void aSupplyThatIsLeftOnOrNotWaitedForIsCaught() {
    var late =
        lockThatTells(
            said ->
                said.stream()
                    .filter(one -> !(one instanceof LockNotice.SupplyEnded))
                    .map(ContractTeethTest::longer)
                    .toList());
    isCaught(late::aRelayThatSticksIsReleasedWithinTheLongestPulse);
    isCaught(late::behindASupplyABoltThatIsHeldIsReleasedWithinTheLongestPulseWhateverHappens);
    var hasty =
        house.new Kerong() {
          @Override
          Driver<LockCommand, LockNotice> driver(Settings settings) {
            return super.driver(settings instanceof Given given ? unfed(given) : settings);
          }
        };
    isCaught(hasty::withoutItsSupplyNothingIsSentAndItIsTold);
    isCaught(hasty::behindASupplyAHealthyPulseIsWhole);
  }

  private static Given unfed(Given given) {
    var values = new TreeMap<>(given.values());
    values.remove("supply");
    return new Given(values);
  }

  private static LockNotice longer(LockNotice notice) {
    return notice instanceof LockNotice.SupplyWanted(Duration atMost)
        ? new LockNotice.SupplyWanted(atMost.plusMillis(200))
        : notice;
  }

  @Test
  void anOpenThatIsNeverAnsweredIsCaught() {
    var mute =
        lockThatTells(
            said -> said.stream().filter(one -> !(one instanceof LockNotice.Pulled)).toList());
    isCaught(mute::aLineThatGoesDownAtAnyMomentEndsTheOpenOnce);
    isCaught(mute::whatMayNotOrCannotBePulledIsRefused);
  }

  @Test
  void aShelfTakenForEmptyWhenTheReaderIsSilentIsCaught() {
    var empty = tagsThatTell(notice -> notice instanceof NotCounted not ? none(not) : notice);
    isCaught(empty::aReaderThatFallsSilentOrIsUnpluggedCountsNothing);
  }

  private static Counted none(NotCounted not) {
    return new Counted(
        not.request(), not.antenna(), 3, Collections.unmodifiableSortedMap(new TreeMap<>()));
  }

  @Test
  void aTagThatIsForgottenInACountIsCaught() {
    var forgetful =
        tagsThatTell(notice -> notice instanceof Counted counted ? less(counted) : notice);
    isCaught(forgetful::aHundredTagsAreCounted);
    isCaught(forgetful::moreTagsThanOneAnswerHoldsAreAllCounted);
  }

  private static Counted less(Counted counted) {
    var tags = new TreeMap<>(counted.tags());
    tags.pollLastEntry();
    return new Counted(counted.request(), counted.antenna(), counted.rounds(), tags);
  }

  @Test
  void aMarkSaidToBeWrittenThatIsNotIsCaught() {
    var sure =
        tagsThatTell(
            notice ->
                notice instanceof Marked marked
                    ? new Marked(marked.uid(), marked.antenna(), true, "")
                    : notice);
    isCaught(sure::aWriteThatFailsOnceIsWrittenAgainAndOneThatFailsForEverIsTold);
    isCaught(sure::writtenIsSaidOnlyOfATagThatBearsItsMarks);
  }

  @Test
  void aCardToldTwiceAndACodeToldTwiceAreCaught() {
    UnaryOperator<List<CardNotice>> cards =
        said -> said.stream().flatMap(one -> Stream.of(one, one)).toList();
    var card =
        house.new FeigCards() {
          @Override
          Driver<CardCommand, CardNotice> driver(Settings settings) {
            return Sabotaged.telling(super.driver(settings), cards);
          }
        };
    isCaught(card::aCardIsToldOnceForEachTimeItComes);
    UnaryOperator<List<CodeNotice>> codes =
        said -> said.stream().flatMap(one -> Stream.of(one, one)).toList();
    var code =
        house.new SerialCodes() {
          @Override
          Driver<CodeCommand, CodeNotice> driver(Settings settings) {
            return Sabotaged.telling(super.driver(settings), codes);
          }
        };
    isCaught(code::theSameCodeWithinTwoSecondsIsToldOnce);
  }

  @Test
  void aSorterThatTakesThePlcsWordForTheSensorsIsCaught() {
    var believing =
        house.new ModbusSorter() {
          @Override
          Driver<SorterCommand, SorterNotice> driver(Settings settings) {
            return Sabotaged.telling(
                super.driver(settings),
                said -> said.stream().map(ContractTeethTest::believed).toList());
          }
        };
    isCaught(believing::aBinThatIsTakenAwayWhileABookIsOnItsWayIsNotSaidToHaveIt);
    isCaught(believing::aBookThatFellIntoAnotherBinIsSaidToHaveFailed);
  }

  private static SorterNotice believed(SorterNotice notice) {
    return notice instanceof SorterNotice.Moved moved
            && moved.outcome() == SorterNotice.Outcome.FAILED
        ? new SorterNotice.Moved(moved.motion(), SorterNotice.Outcome.DONE, "")
        : notice;
  }

  /** On TCP the function stands behind the header of seven bytes; a halt is a coil. */
  @Test
  void aSorterThatDoesNotStopForAHandIsCaught() {
    var heedless =
        house.new ModbusSorterOnTcp() {
          @Override
          Driver<SorterCommand, SorterNotice> driver(Settings settings) {
            return Sabotaged.writing(
                super.driver(settings),
                frames -> frames.stream().filter(frame -> frame.at(7) != 0x05).toList());
          }
        };
    isCaught(heedless::aHandInTheGateStopsAllMotionInTheStepThatSeesIt);
    isCaught(heedless::haltedItStandsUntilSomethingIsAskedForAnew);
    isCaught(heedless::whatMovesWhenWeComeIsHalted);
  }

  @Test
  void aPickerThatSaysDoneWhateverHappenedIsCaught() {
    var believing =
        house.new ModbusPicker() {
          @Override
          Driver<PickerCommand, PickerNotice> driver(Settings settings) {
            return Sabotaged.telling(
                super.driver(settings),
                said -> said.stream().map(ContractTeethTest::believed).toList());
          }
        };
    isCaught(believing::anItemThatFallsOnTheWayIsNotSaidToBeInTheHatch);
    isCaught(believing::aBlockedPathIsToldApartFromALostPosition);
    isCaught(believing::aPickerThatLosesItsPositionSaysSoAndServesNobodyUntilTheOriginIsFound);
  }

  private static PickerNotice believed(PickerNotice notice) {
    return notice instanceof PickerNotice.Moved moved
            && moved.outcome() != PickerNotice.Outcome.REFUSED
        ? new PickerNotice.Moved(moved.motion(), PickerNotice.Outcome.DONE, "")
        : notice;
  }

  private LockContract lockThatWrites(UnaryOperator<List<Bytes>> wire) {
    return house.new Kerong() {
      @Override
      Driver<LockCommand, LockNotice> driver(Settings settings) {
        return Sabotaged.writing(super.driver(settings), wire);
      }
    };
  }

  private LockContract lockThatTells(UnaryOperator<List<LockNotice>> says) {
    return house.new Kerong() {
      @Override
      Driver<LockCommand, LockNotice> driver(Settings settings) {
        return Sabotaged.telling(super.driver(settings), says);
      }
    };
  }

  private TagContract tagsThatTell(UnaryOperator<TagNotice> says) {
    return house.new FeigTags() {
      @Override
      Driver<TagCommand, TagNotice> driver(Settings settings) {
        return Sabotaged.telling(super.driver(settings), said -> said.stream().map(says).toList());
      }
    };
  }
}
