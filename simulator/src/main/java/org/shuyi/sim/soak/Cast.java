package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.ReferenceCentre.Staff;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.centre.Rules.StaffKey;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Iso28560;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Tag;

/** The people of a town, their cards, and the books. */
final class Cast {
  private static final String OWN = "CN-440100-1-GZL";
  private static final String OTHER = "CN-310000-1-SHL";
  private static final String GARBAGE = "garbage-";
  private static final String UNTAGGED = "untagged-";
  private static final String BLANK = "blank-";
  private static final int NEIGHBOURS = 9;
  private static final int ON_SHELF_MARK = 0x07;
  private static final int ON_LOAN_MARK = 0xC2;
  private static final int DSFID = 0x06;

  static final Staff SUPERVISOR =
      new Staff("zhao-1", "zhao", VirtualTown.quickKeys("zhao").getPrivate());
  static final Staff OPERATOR =
      new Staff("qian-1", "qian", VirtualTown.quickKeys("qian").getPrivate());

  /** Somebody who signs with a key that nobody gave them, under the supervisor's name. */
  static final Staff FORGER =
      new Staff("zhao-1", "zhao", VirtualTown.quickKeys("nobody").getPrivate());

  /** A key that no rules know. */
  static final Staff STRANGER =
      new Staff("sun-1", "sun", VirtualTown.quickKeys("stranger").getPrivate());

  /** The technician with a key to every door. */
  static final Person TECHNICIAN = new Person("Lin");

  /** Somebody with a key who tells nobody. */
  static final Person KEYHOLDER = new Person("Ma");

  /**
   * Somebody with a card or a code on a phone.
   *
   * @param standing nothing for a stranger to the centre
   */
  record Neighbour(
      Person person, Optional<Card> card, String code, String token, Optional<Patron> standing) {}

  private final List<Neighbour> neighbours = new ArrayList<>();

  Cast(Random random) {
    for (int i = 0; i < NEIGHBOURS; i++) neighbours.add(neighbour(i, random));
  }

  private static Neighbour neighbour(int number, Random random) {
    var person = new Person("P" + number);
    Optional<Patron> standing =
        switch (number) {
          case NEIGHBOURS - 1 -> Optional.empty();
          case NEIGHBOURS - 2 -> Optional.of(new Patron(5, Standing.BLOCKED));
          case NEIGHBOURS - 3 -> Optional.of(new Patron(5, Standing.EXPIRED));
          default -> Optional.of(new Patron(1 + random.nextInt(12), Standing.GOOD));
        };
    if (number % 4 == 3) {
      String code = "LIB-%05d".formatted(1_000 + number);
      return new Neighbour(person, Optional.empty(), code, VirtualTown.token(code), standing);
    }
    var uid = number % 2 == 0 ? Bytes.of(0x5A, 1, 2, number) : Bytes.of(4, 1, 2, 3, 4, 5, number);
    var card = new Card("card " + number, uid, false);
    return new Neighbour(person, Optional.of(card), "", VirtualTown.token(uid), standing);
  }

  List<Neighbour> neighbours() {
    return neighbours;
  }

  Patrons patrons() {
    var patrons = Patrons.none();
    for (Neighbour one : neighbours) {
      if (one.standing().isPresent()) patrons = patrons.with(one.token(), one.standing().get());
    }
    return patrons;
  }

  static Rules rules() {
    var staff = new TreeMap<String, StaffKey>();
    staff.put(
        SUPERVISOR.keyId(),
        new StaffKey(
            SUPERVISOR.person(),
            VirtualTown.quickKeys("zhao").getPublic(),
            new TreeSet<>(List.of("supervisor"))));
    staff.put(
        OPERATOR.keyId(),
        new StaffKey(
            OPERATOR.person(),
            VirtualTown.quickKeys("qian").getPublic(),
            new TreeSet<>(List.of("operator"))));
    return Rules.usual(staff);
  }

  /** A book of our own; one in eight still carries the marks of a shelf in the house. */
  static Book own(int number) {
    String barcode = "1008642%04d".formatted(number);
    int mark = number % 8 == 7 ? ON_SHELF_MARK : ON_LOAN_MARK;
    var tag = new Tag(uid(number), Iso28560.book(barcode, OWN), mark, DSFID, false);
    return new Book(barcode, "book " + number, tag);
  }

  /** A book of another library, which may be returned here all the same. */
  static Book others(int number) {
    String barcode = "SH%06d".formatted(number);
    var tag =
        new Tag(uid(0x1000 + number), Iso28560.book(barcode, OTHER), ON_LOAN_MARK, DSFID, false);
    return new Book(barcode, "foreign book " + number, tag);
  }

  /** A book of another shelf in the house, which nobody lent. */
  static Book secured() {
    var tag = new Tag(uid(0x6000), Iso28560.book("10086499999", OWN), ON_SHELF_MARK, DSFID, true);
    return new Book("10086499999", "a book of the open shelves", tag);
  }

  /** Something with a tag that no library wrote. */
  static Book blank(int number) {
    var tag = new Tag(uid(0x2000 + number), Bytes.EMPTY, 0, 0, false);
    return new Book(BLANK + number, "blank tag " + number, tag);
  }

  /** The second tag of a book that somebody tagged again. */
  static Tag again(int number) {
    String barcode = "1008642%04d".formatted(number);
    return new Tag(uid(0x4000 + number), Iso28560.book(barcode, OWN), ON_LOAN_MARK, DSFID, false);
  }

  /** Another book under the number of this one. */
  static Book twin(int number) {
    String barcode = "1008642%04d".formatted(number);
    var tag =
        new Tag(uid(0x5000 + number), Iso28560.book(barcode, OWN), ON_LOAN_MARK, DSFID, false);
    return new Book(barcode, "twin of book " + number, tag);
  }

  /** A tag whose memory is noise, or lengths that reach beyond its end. */
  static Book garbage(int number, Random random) {
    byte[] memory = new byte[112];
    random.nextBytes(memory);
    if (number % 2 == 0) Arrays.fill(memory, 0, 40, (byte) 0xFF);
    var tag =
        new Tag(uid(0x3000 + number), Bytes.copyOf(memory), random.nextInt(256), DSFID, false);
    return new Book(GARBAGE + number, "garbage " + number, tag);
  }

  /** A book that nobody ever tagged: no reader sees it come or go. */
  static Book untagged(int number) {
    return new Book(UNTAGGED + number, "untagged book " + number, List.of());
  }

  static boolean isGarbage(Book book) {
    return book.barcode().startsWith(GARBAGE);
  }

  /** Whether it is nothing that a library ever tagged. */
  static boolean isForeign(Book book) {
    return book.barcode().startsWith(BLANK) || book.barcode().startsWith(UNTAGGED);
  }

  /** Whether no library wrote this tag, so that it stays suspect wherever it lies. */
  static boolean isStrange(TagId tag) {
    return tag.hex().startsWith("E004010012342") || tag.hex().startsWith("E004010012343");
  }

  private static Bytes uid(int number) {
    return Bytes.of(0xE0, 0x04, 0x01, 0x00, 0x12, 0x34, number >> 8, number & 0xFF);
  }
}
