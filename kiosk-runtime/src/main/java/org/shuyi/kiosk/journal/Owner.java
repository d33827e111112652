package org.shuyi.kiosk.journal;

import java.sql.SQLException;

/**
 * The row that says whose journal this is: a card that was put into another station is not that
 * station's. It lies behind the sections, on a page that no visit writes.
 */
final class Owner {
  static final long ID = 1_000;
  private static final String NAME = "owner";
  private static final int FORMAT = 1;

  private Owner() {}

  static void write(Db db, String owner) throws SQLException {
    State.putSection(db, ID, NAME, FORMAT, Json.encode(new Tree.Text(owner)));
  }

  /** Empty where no owner has been written yet. */
  static String read(Db db) throws SQLException {
    return State.rows(db).stream().map(Owner::of).filter(n -> !n.isEmpty()).findFirst().orElse("");
  }

  /** The owner that a row names, or empty. */
  static String of(State.SectionRow row) {
    if (row.id() != ID || row.format() != FORMAT || !row.isSound()) return "";
    try {
      return Json.decode(row.json()) instanceof Tree.Text(String name) ? name : "";
    } catch (Misfit unreadable) {
      return "";
    }
  }
}
