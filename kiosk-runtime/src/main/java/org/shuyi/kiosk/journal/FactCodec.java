package org.shuyi.kiosk.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Now.ClockTrust;

/**
 * Records as bytes: a deterministic CBOR array [kind, format, ticks, wall epoch millis, clock
 * trusted, fields in the order of the fact's components]. Kinds are words of the checked-in list;
 * ids are text, times are milliseconds, a sealed case is an array that begins with its word.
 */
public final class FactCodec {
  /** Kind, format, ticks, wall and trust stand before the fact's own fields. */
  private static final int STAMP = 5;

  private static final Shapes SHAPES = new Shapes(Shapes.Form.ARRAYS);

  private FactCodec() {}

  /** The one way to write this fact. */
  public static byte[] encode(StampedFact stamped) {
    Fact fact = stamped.fact();
    Now now = stamped.now();
    Names.Name name = Names.of(fact.getClass());
    var items = new ArrayList<Tree>();
    items.add(new Tree.Text(name.word()));
    items.add(new Tree.Int(name.format()));
    items.add(new Tree.Int(now.ticks()));
    items.add(new Tree.Int(now.wall().toEpochMilli()));
    items.add(new Tree.Flag(now.trusted()));
    items.addAll(SHAPES.ofRecord(fact.getClass()).values(fact));
    return Cbor.encode(new Tree.Array(items));
  }

  /** Total: any bytes are answered by a value. */
  public static Decoded decode(byte[] bytes) {
    try {
      List<Tree> items = items(bytes);
      Names.Name name = name(items);
      Now now = now(items);
      Object fact = SHAPES.ofRecord(name.type()).build(items.subList(STAMP, items.size()));
      return new Decoded.Understood(new StampedFact((Fact) fact, now));
    } catch (Misfit misfit) {
      return new Decoded.Refused(String.valueOf(misfit.getMessage()));
    }
  }

  /**
   * What every record says first, whatever kind and format it is.
   *
   * @param kind empty where the bytes are no record
   */
  record Head(String kind, long ticks) {}

  static Head head(byte[] bytes) {
    try {
      List<Tree> items = items(bytes);
      if (items.get(0) instanceof Tree.Text(String kind)) {
        return new Head(kind, now(items).ticks());
      }
    } catch (Misfit misfit) {
      // Whoever needs to know why asks decode.
    }
    return new Head("", 0);
  }

  /** The word of a fact's kind, such as {@code loaned}. */
  public static String kindOf(Fact fact) {
    return Names.of(fact.getClass()).word();
  }

  /** The fact's fields for a person: {@code visit=7 door=3 ...}. */
  static String describe(Fact fact) {
    Shapes.RecordShape shape = SHAPES.ofRecord(fact.getClass());
    List<Tree> values = shape.values(fact);
    var words = new ArrayList<String>();
    for (int i = 0; i < values.size(); i++) {
      words.add(shape.names().get(i) + "=" + words(values.get(i)));
    }
    return String.join(" ", words);
  }

  private static String words(Tree tree) {
    return switch (tree) {
      case Tree.Int(long value) -> Long.toString(value);
      case Tree.Flag(boolean value) -> value ? "yes" : "no";
      case Tree.Nothing() -> "-";
      case Tree.Text(String value) ->
          value.isEmpty() || value.contains(" ") ? quoted(value) : value;
      case Tree.Array(var items) -> items.stream().map(FactCodec::words).toList().toString();
      case Tree.Fields(var fields) -> fields.toString();
    };
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static List<Tree> items(byte[] bytes) throws Misfit {
    if (Cbor.decode(bytes) instanceof Tree.Array(List<Tree> items) && items.size() >= STAMP) {
      return items;
    }
    throw new Misfit("not a record");
  }

  private static Names.Name name(List<Tree> items) throws Misfit {
    if (items.get(0) instanceof Tree.Text(String kind)
        && items.get(1) instanceof Tree.Int(long format)) {
      Optional<Names.Name> name = Names.fact(kind, format);
      if (name.isPresent()) return name.get();
      throw new Misfit("unknown kind " + kind + " in format " + format);
    }
    throw new Misfit("a record without kind and format");
  }

  private static Now now(List<Tree> items) throws Misfit {
    if (items.get(2) instanceof Tree.Int(long ticks)
        && items.get(3) instanceof Tree.Int(long wall)
        && items.get(4) instanceof Tree.Flag(boolean trusted)) {
      ClockTrust trust = trusted ? ClockTrust.SYNCHRONISED : ClockTrust.UNTRUSTED;
      return new Now(ticks, Instant.ofEpochMilli(wall), trust);
    }
    throw new Misfit("a record without its time");
  }
}
