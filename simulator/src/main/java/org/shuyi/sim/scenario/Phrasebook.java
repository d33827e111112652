package org.shuyi.sim.scenario;

import java.util.List;
import java.util.stream.Stream;

/** Every sentence that a story can use. */
final class Phrasebook {
  static final List<Form> DEEDS =
      Stream.of(Deeds.PEOPLE, Deeds.FATE, Deeds.CENTRE).flatMap(List::stream).toList();

  static final List<Form> EXPECTATIONS =
      Stream.of(Expectations.SCREEN, Expectations.WORLD, Expectations.JOURNAL, Expectations.CENTRE)
          .flatMap(List::stream)
          .toList();

  static final List<Form> FORMS = Stream.of(DEEDS, EXPECTATIONS).flatMap(List::stream).toList();

  private Phrasebook() {}
}
