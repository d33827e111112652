package org.shuyi.kiosk.ui;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person of the staff may do at the station's own page. */
public enum Role {
  COURIER,
  LIBRARIAN,
  TECHNICIAN,
  ADMINISTRATOR;

  /** Something that needs a right. */
  public enum Act {
    /** Look at devices, doors, journal and link. */
    SEE,
    /** Count the shelves. */
    COUNT,
    /** Say what is true of a suspect item. */
    SETTLE,
    /** Begin and end service mode. */
    SERVE,
    /** Open a door in service mode. */
    OPEN,
    /** End an emergency, after having looked. */
    END_EMERGENCY;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public boolean may(Act act) {
    return acts().contains(act);
  }

  public Set<Act> acts() {
    return switch (this) {
      case COURIER -> EnumSet.of(Act.SEE);
      case LIBRARIAN -> EnumSet.of(Act.SEE, Act.COUNT, Act.SETTLE, Act.END_EMERGENCY);
      case TECHNICIAN -> EnumSet.of(Act.SEE, Act.COUNT, Act.SERVE, Act.OPEN, Act.END_EMERGENCY);
      case ADMINISTRATOR -> EnumSet.allOf(Act.class);
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of this word.
   *
   * @throws IllegalArgumentException naming the words that there are
   */
  public static Role of(String word) {
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "role: "
                        + word
                        + "; expected "
                        + Arrays.stream(values())
                            .map(Role::word)
                            .collect(Collectors.joining(", "))));
  }
}
