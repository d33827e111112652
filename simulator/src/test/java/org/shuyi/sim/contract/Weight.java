package org.shuyi.sim.contract;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a machine holds: the elements of every collection and array that can be reached from it
 * through our own classes. A machine that forgets nothing grows, and this shows it.
 */
final class Weight {
  private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
  private long weight;

  private Weight() {}

  static long of(Object machine) {
    var weighing = new Weight();
    weighing.add(machine);
    return weighing.weight;
  }

  private void add(@Nullable Object object) {
    if (object == null || object instanceof Enum<?> || !met.add(object)) return;
    weight++;
    switch (object) {
      case Collection<?> all -> all.forEach(this::add);
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                add(key);
                add(value);
              });
      case Object array when array.getClass().isArray() -> weight += Array.getLength(array);
      case Object other -> fields(other, other.getClass());
    }
  }

  private void fields(Object object, @Nullable Class<?> type) {
    if (type == null || !type.getName().startsWith("org.shuyi.")) return;
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
      try {
        field.setAccessible(true);
        add(field.get(object));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field.toString(), e);
      }
    }
    fields(object, type.getSuperclass());
  }
}
