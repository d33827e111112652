package org.shuyi.kiosk.journal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Fittings;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.figures.Figures;
import org.shuyi.kiosk.kernel.policy.KnownPatrons;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.shelf.Heard;
import org.shuyi.kiosk.kernel.shelf.Shelf;
import org.shuyi.kiosk.kernel.visit.Visits;

/** Random values of any type that is kept, always the same for a seed. */
final class Chance {
  private static final List<String> TEXTS =
      List.of("", "a", "三体", "Moby \"Dick\"", "line\nbreak\t\u0000", "𠮷野家 📚", "x".repeat(300));

  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A fact of every kind there is. */
  List<Fact> oneOfEach() {
    return Names.FACTS.stream().map(name -> (Fact) record(name.type())).toList();
  }

  Fact fact() {
    return (Fact) record(Names.FACTS.get(below(Names.FACTS.size())).type());
  }

  Now now(long ticks) {
    return new Now(
        ticks,
        value(Instant.class),
        random.nextBoolean() ? Now.ClockTrust.SYNCHRONISED : Now.ClockTrust.UNTRUSTED);
  }

  /** A station with a random value in every part that is saved. */
  Kiosk kiosk(Plan plan, Outbox outbox) {
    Kiosk fresh = Kiosk.fresh(plan, outbox);
    var doors = new TreeMap<>(fresh.shelf().doors());
    doors.replaceAll((id, door) -> value(org.shuyi.kiosk.kernel.shelf.Door.class));
    var heard = new TreeMap<TagId, Heard>();
    for (int i = below(4); i > 0; i--) heard.put(value(TagId.class), value(Heard.class));
    return fresh
        .with(value(Station.class))
        .with(value(Visits.class))
        .with(new Shelf(doors, number(), heard))
        .with(value(CustodyBook.class))
        .with(value(KnownPatrons.class))
        .with(value(Policy.class))
        .with(value(Commands.class))
        .with(value(Figures.class))
        .with(value(Fittings.class).kept());
  }

  @SuppressWarnings("unchecked")
  <T> T value(Class<T> type) {
    return (T) any(type);
  }

  private Object any(Type type) {
    if (type instanceof ParameterizedType generic) return container(generic);
    Class<?> plain = (Class<?>) type;
    if (plain == long.class || plain == Long.class) return number();
    if (plain == int.class || plain == Integer.class) return (int) number();
    if (plain == boolean.class) return random.nextBoolean();
    if (plain == String.class) return TEXTS.get(below(TEXTS.size()));
    if (plain == Instant.class) return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    if (plain == Duration.class) return Duration.ofMillis(random.nextLong(1_000_000_000));
    if (plain == DoorId.class) return new DoorId("" + (1 + below(4)));
    if (plain == TagId.class) return new TagId("E004%012X".formatted(random.nextLong(1L << 40)));
    if (plain == PatronToken.class) {
      return new PatronToken("%032x".formatted(random.nextLong(Long.MAX_VALUE)));
    }
    if (plain.isEnum()) return plain.getEnumConstants()[below(plain.getEnumConstants().length)];
    if (plain.isSealed()) {
      Class<?>[] cases = plain.getPermittedSubclasses();
      return any(cases[below(cases.length)]);
    }
    return record(plain);
  }

  private Object container(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    int size = below(4);
    if (type.getRawType() == Optional.class) {
      return size == 0 ? Optional.empty() : Optional.of(any(of[0]));
    }
    if (type.getRawType() == SortedMap.class) {
      var map = new TreeMap<Object, Object>();
      for (int i = 0; i < size; i++) map.put(any(of[0]), any(of[1]));
      return map;
    }
    var items = new ArrayList<Object>();
    for (int i = 0; i < size; i++) items.add(any(of[0]));
    return type.getRawType() == SortedSet.class ? new TreeSet<>(items) : items;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = any(components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " refuses random values", e);
    }
  }

  /** Every size of number, both signs. */
  private long number() {
    return random.nextLong() >> below(64);
  }
}
