package org.shuyi.sim.crash;

import org.shuyi.kiosk.journal.Journal;
import org.shuyi.sim.soak.Plant;
import org.shuyi.sim.station.Assembly;

/** How the traced program is made: as the product is, or wrong in one way that must be found. */
enum Made {
  AS_PRODUCT,
  SYNCHRONOUS_NORMAL,
  ACKNOWLEDGED_BEFORE_COMMIT;

  Assembly assembly() {
    return switch (this) {
      case AS_PRODUCT, SYNCHRONOUS_NORMAL -> Assembly.PRODUCT;
      case ACKNOWLEDGED_BEFORE_COMMIT -> Plant.PUBLISH_BEFORE_COMMIT.assembly();
    };
  }

  /** What is wrong with the journal itself. */
  void spoil(Journal journal) {
    switch (this) {
      case AS_PRODUCT, ACKNOWLEDGED_BEFORE_COMMIT -> {}
      case SYNCHRONOUS_NORMAL -> Loosened.toNormal(journal);
    }
  }

  /** Whether every turn is on the disk at its end, and not only those that must be. */
  boolean commitsEachTurn() {
    return this == ACKNOWLEDGED_BEFORE_COMMIT;
  }
}
