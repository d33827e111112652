package org.shuyi.kiosk.journal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.TagId;

/**
 * How the kernel's values look as trees, found from their records: ids are text, times are
 * milliseconds, a case of a sealed family stands with its word from {@link Names}.
 *
 * <p>Reading is strict: what is missing, too much, of another type or refused by a record's own
 * constructor is a {@link Misfit}.
 */
final class Shapes {
  /** How a record looks: its components alone in order, or each with its name. */
  enum Form {
    ARRAYS,
    NAMED
  }

  /** One type's two ways. */
  interface Shape {
    Tree write(Object value);

    Object read(Tree tree) throws Misfit;
  }

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType ACCESSOR = MethodType.genericMethodType(1);

  private static final Set<Class<?>> IDS =
      Set.of(DoorId.class, TagId.class, DeviceId.class, PatronToken.class);

  /** The field that tells which case of a family a named record is. */
  private static final String IS = "is";

  private final Form form;
  private final Map<Type, Shape> known = new ConcurrentHashMap<>();

  Shapes(Form form) {
    this.form = form;
  }

  Shape of(Type type) {
    Shape shape = known.get(type);
    if (shape == null) {
      shape = make(type);
      known.put(type, shape);
    }
    return shape;
  }

  /** The shape of a record by its components, for {@link FactCodec}. */
  RecordShape ofRecord(Class<?> type) {
    return (RecordShape) of(type);
  }

  private Shape make(Type type) {
    if (type instanceof ParameterizedType generic) return ofGeneric(generic);
    Class<?> plain = (Class<?>) type;
    if (plain == long.class || plain == Long.class) return new LongShape();
    if (plain == int.class || plain == Integer.class) return new IntShape();
    if (plain == boolean.class) return new FlagShape();
    if (plain == String.class) return new TextShape();
    if (plain == Instant.class) return new InstantShape();
    if (plain == Duration.class) return new DurationShape();
    if (plain.isEnum()) return new EnumShape(plain);
    if (IDS.contains(plain)) return new IdShape(new RecordShape(plain));
    if (plain.isRecord()) return new RecordShape(plain);
    if (plain.isSealed()) return new FamilyShape(plain);
    throw new IllegalStateException("values of " + type + " are not kept");
  }

  private Shape ofGeneric(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) return new OptionalShape(of(of[0]));
    if (raw == List.class) return new ListShape(of(of[0]), false);
    if (raw == SortedSet.class) return new ListShape(of(of[0]), true);
    if (raw == SortedMap.class) return new MapShape(of(of[0]), of(of[1]));
    throw new IllegalStateException("values of " + type + " are not kept");
  }

  private static Tree.Int number(Tree tree) throws Misfit {
    if (tree instanceof Tree.Int number) return number;
    throw new Misfit("expected a number, found " + tree);
  }

  private static String text(Tree tree) throws Misfit {
    if (tree instanceof Tree.Text(String text)) return text;
    throw new Misfit("expected a text, found " + tree);
  }

  private record LongShape() implements Shape {
    @Override
    public Tree write(Object value) {
      return new Tree.Int((Long) value);
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return number(tree).value();
    }
  }

  private record IntShape() implements Shape {
    @Override
    public Tree write(Object value) {
      return new Tree.Int((Integer) value);
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      long value = number(tree).value();
      if (value != (int) value) throw new Misfit(value + " is too large");
      return (int) value;
    }
  }

  private record FlagShape() implements Shape {
    @Override
    public Tree write(Object value) {
      return new Tree.Flag((Boolean) value);
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      if (tree instanceof Tree.Flag(boolean flag)) return flag;
      throw new Misfit("expected true or false, found " + tree);
    }
  }

  private record TextShape() implements Shape {
    @Override
    public Tree write(Object value) {
      return new Tree.Text((String) value);
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return text(tree);
    }
  }

  /** Epoch milliseconds; what is finer is not kept. */
  private record InstantShape() implements Shape {
    @Override
    public Tree write(Object value) {
      return new Tree.Int(((Instant) value).toEpochMilli());
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return Instant.ofEpochMilli(number(tree).value());
    }
  }

  /** Milliseconds; what is finer is not kept. */
  private record DurationShape() implements Shape {
    @Override
    public Tree write(Object value) {
      return new Tree.Int(((Duration) value).toMillis());
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return Duration.ofMillis(number(tree).value());
    }
  }

  private record EnumShape(Class<?> type) implements Shape {
    @Override
    public Tree write(Object value) {
      return new Tree.Text(Names.of((Enum<?>) value));
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      String word = text(tree);
      Optional<Enum<?>> constant = Names.constant(type, word);
      if (constant.isEmpty()) throw new Misfit("no " + type.getSimpleName() + ": " + word);
      return constant.get();
    }
  }

  /** A record of one text, as that text. */
  private record IdShape(RecordShape record) implements Shape {
    @Override
    public Tree write(Object value) {
      return record.values(value).getFirst();
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return record.build(List.of(tree));
    }
  }

  private record OptionalShape(Shape of) implements Shape {
    @Override
    public Tree write(Object value) {
      return ((Optional<?>) value).<Tree>map(of::write).orElseGet(Tree.Nothing::new);
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return tree instanceof Tree.Nothing ? Optional.empty() : Optional.of(of.read(tree));
    }
  }

  /** A list or a sorted set. */
  private record ListShape(Shape of, boolean sorted) implements Shape {
    @Override
    public Tree write(Object value) {
      var items = new ArrayList<Tree>();
      for (Object item : (Iterable<?>) value) items.add(of.write(item));
      return new Tree.Array(items);
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      if (!(tree instanceof Tree.Array(List<Tree> items))) throw new Misfit("expected a list");
      var values = new ArrayList<>();
      for (Tree item : items) values.add(of.read(item));
      return sorted ? new TreeSet<Object>(values) : values;
    }
  }

  /** A map by texts or ids. */
  private record MapShape(Shape key, Shape of) implements Shape {
    @Override
    public Tree write(Object value) {
      var fields = new LinkedHashMap<String, Tree>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        fields.put(((Tree.Text) key.write(entry.getKey())).value(), of.write(entry.getValue()));
      }
      return new Tree.Fields(fields);
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      if (!(tree instanceof Tree.Fields(var fields))) throw new Misfit("expected named values");
      var map = new TreeMap<Object, Object>();
      for (Map.Entry<String, Tree> field : fields.entrySet()) {
        map.put(key.read(new Tree.Text(field.getKey())), of.read(field.getValue()));
      }
      return map;
    }
  }

  /** A sealed family: the word of the case, then its components. */
  private final class FamilyShape implements Shape {
    private final Class<?> family;

    FamilyShape(Class<?> family) {
      this.family = family;
    }

    @Override
    public Tree write(Object value) {
      Tree word = new Tree.Text(Names.of(value.getClass()).word());
      RecordShape record = ofRecord(value.getClass());
      return switch (form) {
        case ARRAYS -> {
          var items = new ArrayList<Tree>();
          items.add(word);
          items.addAll(record.values(value));
          yield new Tree.Array(items);
        }
        case NAMED -> {
          var fields = new LinkedHashMap<String, Tree>();
          fields.put(IS, word);
          fields.putAll(record.fields(value));
          yield new Tree.Fields(fields);
        }
      };
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return switch (tree) {
        case Tree.Array(var items) when form == Form.ARRAYS && !items.isEmpty() ->
            caseOf(items.getFirst()).build(items.subList(1, items.size()));
        case Tree.Fields(var fields) when form == Form.NAMED -> {
          var others = new LinkedHashMap<>(fields);
          Tree word = others.remove(IS);
          if (word == null) throw new Misfit(family.getSimpleName() + " without its case");
          yield caseOf(word).buildNamed(others);
        }
        case Tree other -> throw new Misfit("not a " + family.getSimpleName() + ": " + other);
      };
    }

    private RecordShape caseOf(Tree word) throws Misfit {
      Optional<Class<? extends Record>> type = Names.find(family, text(word));
      if (type.isEmpty()) throw new Misfit("no " + family.getSimpleName() + ": " + word);
      return ofRecord(type.get());
    }
  }

  /** A record by its components. */
  final class RecordShape implements Shape {
    private final Class<?> type;
    private final List<String> names = new ArrayList<>();
    private final List<MethodHandle> accessors = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final MethodHandle constructor;

    RecordShape(Class<?> type) {
      this.type = type;
      var types = new ArrayList<Class<?>>();
      try {
        for (RecordComponent component : type.getRecordComponents()) {
          names.add(component.getName());
          accessors.add(LOOKUP.unreflect(component.getAccessor()).asType(ACCESSOR));
          shapes.add(of(component.getGenericType()));
          types.add(component.getType());
        }
        constructor =
            LOOKUP
                .unreflectConstructor(type.getDeclaredConstructor(types.toArray(Class<?>[]::new)))
                .asType(MethodType.genericMethodType(types.size()))
                .asSpreader(Object[].class, types.size());
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a record without its constructor or components", e);
      }
    }

    @Override
    public Tree write(Object value) {
      return switch (form) {
        case ARRAYS -> new Tree.Array(values(value));
        case NAMED -> new Tree.Fields(fields(value));
      };
    }

    @Override
    public Object read(Tree tree) throws Misfit {
      return switch (tree) {
        case Tree.Array(var items) when form == Form.ARRAYS -> build(items);
        case Tree.Fields(var fields) when form == Form.NAMED -> buildNamed(fields);
        case Tree other -> throw new Misfit("not a " + type.getSimpleName() + ": " + other);
      };
    }

    List<String> names() {
      return names;
    }

    List<Tree> values(Object value) {
      var values = new ArrayList<Tree>();
      for (int i = 0; i < accessors.size(); i++) {
        values.add(shapes.get(i).write(component(value, i)));
      }
      return values;
    }

    Map<String, Tree> fields(Object value) {
      var fields = new LinkedHashMap<String, Tree>();
      for (int i = 0; i < accessors.size(); i++) {
        fields.put(names.get(i), shapes.get(i).write(component(value, i)));
      }
      return fields;
    }

    Object build(List<Tree> items) throws Misfit {
      if (items.size() != shapes.size()) {
        throw new Misfit(
            "%s has %d fields, not %d"
                .formatted(type.getSimpleName(), shapes.size(), items.size()));
      }
      var arguments = new Object[items.size()];
      for (int i = 0; i < arguments.length; i++) arguments[i] = shapes.get(i).read(items.get(i));
      try {
        return constructor.invokeExact(arguments);
      } catch (IllegalArgumentException | DateTimeException refused) {
        throw new Misfit(String.valueOf(refused.getMessage()));
      } catch (Throwable e) {
        throw new IllegalStateException(type + " cannot be built", e);
      }
    }

    Object buildNamed(Map<String, Tree> fields) throws Misfit {
      var items = new ArrayList<Tree>();
      for (String name : names) {
        Tree item = fields.get(name);
        if (item == null) throw new Misfit(type.getSimpleName() + " without " + name);
        items.add(item);
      }
      if (fields.size() != items.size()) {
        throw new Misfit(type.getSimpleName() + " with unknown fields: " + fields.keySet());
      }
      return build(items);
    }

    private Object component(Object value, int i) {
      try {
        return accessors.get(i).invokeExact(value);
      } catch (Throwable e) {
        throw new IllegalStateException(type + " cannot be read", e);
      }
    }
  }
}
