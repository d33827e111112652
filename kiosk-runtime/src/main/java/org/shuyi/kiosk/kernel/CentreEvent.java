package org.shuyi.kiosk.kernel;

import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** What the centre says, already verified at the gate. */
public sealed interface CentreEvent extends Event {
  /** The line to the centre, after hysteresis. */
  record LinkChanged(boolean online) implements CentreEvent {}

  /** The centre's word on a patron; late answers are noted, not obeyed. */
  record PatronAnswered(long ask, Verdict verdict) implements CentreEvent {}

  /** The centre's word on an item; late answers are noted, not obeyed. */
  record ItemAnswered(long ask, ItemVerdict verdict) implements CentreEvent {}

  record PolicyArrived(Policy policy) implements CentreEvent {}

  /**
   * The centre has applied every record of this epoch up to {@code through}; the refused among them
   * are settled too, and become work items here.
   */
  record Applied(long through, List<RecordRefused> refused) implements CentreEvent {}

  /**
   * @param arrived the item of which that record says that it is here now, if it says so
   */
  record RecordRefused(long seq, String reason, Optional<TagId> arrived) {}
}
