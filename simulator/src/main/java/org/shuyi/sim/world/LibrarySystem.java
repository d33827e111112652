package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of a library system, as far as a station asks it: who has what, and what has a strip.
 */
public final class LibrarySystem {
  private final SortedMap<String, Copy> copies = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private final String user;
  private final String password;

  /** What the system knows of an item's magnetic strip. */
  public enum Strip {
    YES('Y'),
    NO('N'),
    UNKNOWN('U');

    private final char flag;

    Strip(char flag) {
      this.flag = flag;
    }

    public char flag() {
      return flag;
    }
  }

  /**
   * An item.
   *
   * @param held whether somebody waits for it
   * @param patron who has it, or nobody
   */
  public record Copy(Strip strip, boolean held, @Nullable String patron) {
    Copy with(@Nullable String other) {
      return new Copy(strip, held, other);
    }
  }

  public LibrarySystem(String user, String password) {
    this.user = user;
    this.password = password;
  }

  public void add(String barcode, Strip strip) {
    copies.put(barcode, new Copy(strip, false, null));
  }

  /** From now on somebody waits for it. */
  public void hold(String barcode) {
    copies.computeIfPresent(barcode, (_, copy) -> new Copy(copy.strip(), true, copy.patron()));
  }

  public @Nullable Copy copy(String barcode) {
    return copies.get(barcode);
  }

  public boolean admits(String name, String secret) {
    return user.equals(name) && password.equals(secret);
  }

  /** The item, where it is now this patron's; nobody's else. */
  public @Nullable Copy lend(String barcode, String patron) {
    told.add("lend " + barcode);
    Copy copy = copies.get(barcode);
    if (copy == null || copy.patron() != null) return null;
    Copy lent = copy.with(patron);
    copies.put(barcode, lent);
    return lent;
  }

  /** The item as it was, where the system knows it. */
  public @Nullable Copy takeBack(String barcode) {
    told.add("return " + barcode);
    Copy copy = copies.get(barcode);
    if (copy != null) copies.put(barcode, copy.with(null));
    return copy;
  }

  /** Each thing that was done in its books, in order; a question that came twice is done once. */
  public List<String> told() {
    return List.copyOf(told);
  }
}
