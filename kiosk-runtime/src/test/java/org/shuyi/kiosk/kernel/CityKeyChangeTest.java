package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.policy.KnownPatrons.Known;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** While the city key changes a card has two tokens, and is the same patron under either. */
class CityKeyChangeTest {
  private static final PatronToken NEW = new PatronToken("c".repeat(32));

  private final Tale tale = Tale.inService();

  @Test
  void whoIsBlockedUnderTheOldTokenIsRefusedUnderTheNewOne() {
    tale.tell(new CentreEvent.PolicyArrived(blocking(2, ALICE))).forget();
    tale.tell(aliceTaps());
    assertThat(tale.facts).containsExactly(new VisitFact.VisitRefused(NEW, "blocked"));
  }

  @Test
  void whoIsBlockedUnderTheOldTokenWhileTheCentreIsAskedIsRefusedToo() {
    tale.tell(aliceTaps()).tell(new CentreEvent.PolicyArrived(blocking(2, ALICE)));
    tale.tell(new CentreEvent.PatronAnswered(1, new Verdict.Welcome(3)));
    assertThat(tale.facts(VisitFact.VisitBegan.class)).isEmpty();
  }

  @Test
  void whatIsKnownUnderTheOldTokenIsKnownUnderTheNewOneAndOnlyThere() {
    tale.tell(new CentreEvent.PolicyArrived(Tale.policy(2, 9, false)));
    tale.admitted(ALICE, 3).tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    tale.after(60_000).tell(new CentreEvent.LinkChanged(false)).forget();
    tale.tell(aliceTaps());
    assertThat(tale.facts(VisitFact.VisitBegan.class))
        .extracting(VisitFact.VisitBegan::patron)
        .containsExactly(NEW);
    assertThat(tale.kiosk.known().find(NEW)).map(Known::mayBorrow).contains(3);
    assertThat(tale.kiosk.known().find(ALICE)).isEmpty();
  }

  private static VisitEvent aliceTaps() {
    return new VisitEvent.CardTapped(NEW, Optional.of(ALICE));
  }

  private static Policy blocking(long version, PatronToken patron) {
    Policy usual = Tale.policy(version, 3, true);
    return new Policy(
        version,
        usual.loanDays(),
        usual.freshFor(),
        usual.offline(),
        new TreeSet<>(List.of(patron, BOB)),
        usual.keys(),
        true);
  }
}
