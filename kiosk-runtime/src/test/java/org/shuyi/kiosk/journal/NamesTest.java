package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Fittings;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.figures.Figures;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.shelf.Shelf;
import org.shuyi.kiosk.kernel.visit.Visits;

/** The list of names has a word for all that is kept, and for nothing else. */
class NamesTest {
  private final Set<Class<?>> cases = new LinkedHashSet<>();
  private final Set<Enum<?>> constants = new LinkedHashSet<>();
  private final Set<Type> seen = new LinkedHashSet<>();

  @Test
  void everyCaseOfEveryFamilyThatIsKeptHasAWordAndNoWordIsIdle() {
    Stream.of(
            Fact.class,
            Station.class,
            Visits.class,
            Shelf.class,
            Custody.class,
            Policy.class,
            Commands.class,
            Figures.class,
            Fittings.class)
        .forEach(this::walk);

    assertThat(named(Stream.concat(Names.FACTS.stream(), Names.CASES.stream())))
        .containsExactlyInAnyOrderElementsOf(cases);
    assertThat(Names.CONSTANTS.stream().map(Names.Constant::value).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(constants);
    assertThat(named(Names.FACTS.stream())).allMatch(Fact.class::isAssignableFrom);
    assertThat(named(Names.CASES.stream())).noneMatch(Fact.class::isAssignableFrom);
  }

  @Test
  void aWordMeansOneThingInItsFamily() {
    assertThat(Names.FACTS.stream().map(Names.Name::word)).doesNotHaveDuplicates();
    for (Names.Name name : Names.CASES) {
      Class<?> family = name.type().getInterfaces()[0];
      assertThat(Names.find(family, name.word())).as(name.word()).hasValue(name.type());
    }
    for (Names.Constant constant : Names.CONSTANTS) {
      assertThat(Names.constant(constant.value().getDeclaringClass(), constant.word()))
          .hasValue(constant.value());
    }
    assertThat(words()).allMatch(word -> word.matches("[a-z]+(-[a-z]+)*"));
  }

  private static Set<Class<?>> named(Stream<Names.Name> names) {
    return names.map(Names.Name::type).collect(Collectors.toSet());
  }

  private static Set<String> words() {
    var words = new TreeSet<String>();
    List.of(Names.FACTS, Names.CASES).forEach(l -> l.forEach(name -> words.add(name.word())));
    Names.CONSTANTS.forEach(constant -> words.add(constant.word()));
    return words;
  }

  private void walk(Type type) {
    if (!seen.add(type)) return;
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) walk(argument);
    } else if (type instanceof Class<?> plain && plain.getName().startsWith("org.shuyi")) {
      if (plain.isEnum()) {
        for (Object constant : plain.getEnumConstants()) constants.add((Enum<?>) constant);
      } else if (plain.isSealed()) {
        for (Class<?> one : plain.getPermittedSubclasses()) {
          if (one.isRecord()) cases.add(one);
          walk(one);
        }
      } else {
        for (RecordComponent component : plain.getRecordComponents()) {
          walk(component.getGenericType());
        }
      }
    }
  }
}
