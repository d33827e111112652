package org.shuyi.sim.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param slice how long ours and the twin take turns in the commit measurement
 * @param slices how many of each
 * @param visits with touches from tap to bolt
 * @param transactions loans and returns before memory is read the last time
 * @param rows in the journal that a killed station starts from
 * @param repeats kills of each program
 */
record Scale(Duration slice, int slices, int visits, int transactions, int rows, int repeats) {
  static final Scale USUAL = new Scale(Duration.ofMillis(250), 12, 60, 20_000, 100_000, 5);
  static final Scale QUICK = new Scale(Duration.ofMillis(50), 5, 5, 2_000, 10_000, 2);

  Scale withVisits(int n) {
    return new Scale(slice, slices, n, transactions, rows, repeats);
  }

  Scale withTransactions(int n) {
    return new Scale(slice, slices, visits, n, rows, repeats);
  }

  Scale withRows(int n) {
    return new Scale(slice, slices, visits, transactions, n, repeats);
  }

  Scale withRepeats(int n) {
    return new Scale(slice, slices, visits, transactions, rows, n);
  }
}
