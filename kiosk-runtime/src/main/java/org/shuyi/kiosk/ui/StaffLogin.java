package org.shuyi.kiosk.ui;

import org.shuyi.kiosk.trust.PasswordHash;

/**
 * A person who may log in at the station, as the configuration names them.
 *
 * @param name of a person, never of a role; 1 to 32 letters, digits, dots or hyphens
 * @param role what the person may do
 * @param hash of the person's password
 */
public record StaffLogin(String name, Role role, PasswordHash hash) {
  public StaffLogin {
    if (!name.matches("[\\p{L}0-9.-]{1,32}"))
      throw new IllegalArgumentException(
          "staff name: " + name + "; expected 1 to 32 letters, digits, dots or hyphens");
  }
}
