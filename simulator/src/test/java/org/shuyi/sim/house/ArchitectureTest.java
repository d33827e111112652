package org.shuyi.sim.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may import whom. The table is the rule; a room that is not built yet simply has no classes.
 *
 * <p>The town ({@code org.shuyi.sim}) may import everything and is no part of the table.
 */
class ArchitectureTest {

  private static final String ROOT = "org.shuyi.";

  /** A room, and the rooms of this project that it may import (always itself too). */
  record Row(String room, List<String> mayImport) {
    @Override
    public String toString() {
      return room + " -> " + (mayImport.isEmpty() ? "nobody" : String.join(", ", mayImport));
    }
  }

  private static Row room(String room, String... mayImport) {
    return new Row(room, List.of(mayImport));
  }

  static Stream<Row> table() {
    return Stream.of(
        room("devices"),
        room("kiosk.trust"),
        room("kiosk.kernel"),
        room("kiosk.config", "kiosk.trust", "devices.Settings"),
        room("kiosk.journal", "kiosk.kernel", "kiosk.trust"),
        room("kiosk.centre", "kiosk.kernel", "kiosk.trust"),
        room("kiosk.ils", "devices"),
        room("kiosk.ui", "kiosk.kernel", "kiosk.trust"),
        room("kiosk.hardware", "kiosk.kernel", "kiosk.trust", "devices"),
        room("kiosk.host", "kiosk", "devices"),
        room("provisioning", "kiosk.config", "kiosk.trust", "kiosk.centre"));
  }

  /** A library, and the only room that may know it: what is replaced one day is replaced there. */
  record Only(String library, List<String> rooms) {
    @Override
    public String toString() {
      return library + " only in " + String.join(", ", rooms);
    }
  }

  private static Only only(String library, String... rooms) {
    return new Only(library, List.of(rooms));
  }

  static Stream<Only> onlyHere() {
    return Stream.of(
        only("com.fazecast..", "devices.link"),
        only("com.pi4j..", "devices.link"),
        only("javax.smartcardio..", "devices.link"),
        only("io.javalin..", "kiosk.ui"),
        only("org.eclipse.jetty..", "kiosk.ui"),
        only("org.eclipse.paho..", "kiosk.centre"),
        only("java.sql..", "kiosk.journal"),
        only("org.sqlite..", "kiosk.journal"),
        only("org.snakeyaml..", "kiosk.config"),
        only("picocli..", "kiosk.host", "provisioning"),
        only("org.bouncycastle..", "provisioning"));
  }

  /** What would make the kernel answer differently on another day or in another start. */
  private static final Set<String> NOT_IN_THE_KERNEL =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.time.Clock",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.TimerTask",
          "java.util.Scanner",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.Hashtable");

  /** Calls whose answer depends on the clock, on chance or on hash order. */
  private static final Pattern CALLS_NOT_IN_THE_KERNEL =
      Pattern.compile(
          """
          java\\.util\\.(Set|Map)\\.(of|ofEntries|copyOf|entry)\
          |java\\.util\\.stream\\.Collectors\\.(toSet|toUnmodifiableSet|toMap|toUnmodifiableMap|groupingBy|partitioningBy)\
          |java\\.util\\.(Collection|List)\\.parallelStream\
          |java\\.util\\.Collections\\.shuffle\
          |java\\.util\\.UUID\\.randomUUID\
          |java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getProperty|getenv|identityHashCode)\
          |java\\.lang\\.Math\\.random\
          |java\\.time\\.[A-Za-z]+\\.now""");

  private static final Set<String> KERNEL_JAVA = Set.of("java.lang", "java.util", "java.time");

  private static final Set<String> KERNEL_EXTRAS =
      Set.of(
          "java.util.function",
          "java.util.stream",
          "java.util.regex",
          "java.time.chrono",
          "java.time.temporal",
          "java.lang.runtime",
          "java.lang.invoke",
          "java.lang.annotation",
          "org.jspecify.annotations");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.shuyi");

  @ParameterizedTest
  @MethodSource("table")
  void aRoomImportsOnlyWhatTheTableSays(Row row) {
    keep(
        ArchRuleDefinition.classes()
            .that(in(row.room()))
            .should(importOnly(row))
            .because("the house has this table of imports: " + row));
  }

  @ParameterizedTest
  @MethodSource("onlyHere")
  void aLibraryStaysInItsRoom(Only only) {
    keep(
        noClasses()
            .that(inProduct(only.rooms()))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(only.library())
            .because(only.toString()));
  }

  /** Its events come late, never or by the hundred, and a flush loses what was to be sent. */
  @Test
  void noListenerOfJSerialCommIsUsedAndNothingIsFlushed() {
    keep(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("com\\.fazecast\\.jSerialComm\\..*(Listener|Event).*"));
    keep(
        noClasses()
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "flush a port",
                    call ->
                        call.getTargetOwner().getPackageName().startsWith("com.fazecast")
                            && call.getName().startsWith("flush"))));
  }

  @Test
  void theKernelIsMadeOfValues() {
    keep(ArchRuleDefinition.classes().that(in("kiosk.kernel")).should(bePure()));
  }

  @Test
  void trustKnowsNothingButJava() {
    keep(
        noClasses()
            .that(in("kiosk.trust"))
            .should()
            .dependOnClassesThat(
                new DescribedPredicate<>("are neither java.*, jspecify nor trust itself") {
                  @Override
                  public boolean test(JavaClass type) {
                    String owner = type.getPackageName();
                    return !owner.isEmpty()
                        && !owner.startsWith("java.")
                        && !owner.startsWith("javax.crypto")
                        && !owner.startsWith("javax.security")
                        && !owner.startsWith("org.jspecify.")
                        && !isIn("kiosk.trust", type);
                  }
                }));
  }

  @Test
  void aMakerNeverImportsAnotherMaker() {
    keep(
        ArchRuleDefinition.classes()
            .that(inProduct(List.of()))
            .should(
                new ArchCondition<JavaClass>("not import a maker, save the same maker's kinds") {
                  @Override
                  public void check(JavaClass type, ConditionEvents events) {
                    if (isIn("kiosk.host", type)) {
                      return;
                    }
                    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                      String maker = makerOf(dependency.getTargetClass());
                      if (!maker.isEmpty() && !maker.equals(makerOf(type))) {
                        events.add(
                            SimpleConditionEvent.violated(type, dependency.getDescription()));
                      }
                    }
                  }
                }));
  }

  @Test
  void aDriverDoesNoInputAndNoOutput() {
    keep(
        noClasses()
            .that(
                DescribedPredicate.describe(
                    "are drivers and their words",
                    type ->
                        type.getPackageName().startsWith("org.shuyi.devices.")
                            && !isIn("devices.link", type)))
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "read, write, wait, lock or log", ArchitectureTest::touchesTheWorld))
            .because("a driver is told bytes and time, and answers; threads live in devices.link"));
  }

  @Test
  void noRoomIsCalledAfterNothing() {
    Set<String> vague =
        Set.of("common", "util", "utils", "helper", "helpers", "manager", "core", "misc");
    Set<String> found = new TreeSet<>();
    for (JavaClass type : PRODUCT) {
      for (String part : type.getPackageName().split("\\.", -1)) {
        if (vague.contains(part)) {
          found.add(type.getPackageName());
        }
      }
    }
    assertThat(found).as("packages whose name says nothing").isEmpty();
  }

  @Test
  void theRulesHaveTeeth() {
    JavaClasses offenders =
        new ClassFileImporter().importClasses(Offender.class, ArchitectureTest.class);
    ArchRule pure = ArchRuleDefinition.classes().should(bePure());
    assertThatThrownBy(() -> pure.check(offenders))
        .hasMessageContaining("java.util.Set.of")
        .hasMessageContaining("java.time.Instant.now")
        .hasMessageContaining("java.util.HashMap")
        .hasMessageContaining("java.io.File")
        .hasMessageContaining("Collectors.groupingBy(java.util.function.Function)")
        .hasMessageNotContaining(
            "Collectors.groupingBy(java.util.function.Function, java.util.function.Supplier");

    ArchRule alone = ArchRuleDefinition.classes().should(importOnly(room("sim.house")));
    assertThatThrownBy(() -> alone.check(offenders))
        .hasMessageContaining("org.shuyi.devices.Health");
  }

  /** Does all that the kernel may not. */
  static final class Offender {
    Object sins() {
      return List.of(
          Set.of("a", "b"),
          java.time.Instant.now(),
          Stream.of("a").collect(Collectors.groupingBy(String::length)),
          Stream.of("a")
              .collect(
                  Collectors.groupingBy(
                      String::length, java.util.TreeMap::new, Collectors.counting())),
          new java.util.HashMap<String, String>(),
          new java.io.File("x"),
          org.shuyi.devices.Health.class);
    }
  }

  private static void keep(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }

  private static boolean isIn(String room, JavaClass type) {
    String whole = ROOT + room;
    String name = type.getBaseComponentType().getName();
    return name.equals(whole) || name.startsWith(whole + ".") || name.startsWith(whole + "$");
  }

  private static DescribedPredicate<JavaClass> in(String room) {
    return DescribedPredicate.describe("are in " + room, type -> isIn(room, type));
  }

  private static DescribedPredicate<JavaClass> inProduct(List<String> except) {
    return DescribedPredicate.describe(
        "are in the product" + (except.isEmpty() ? "" : " outside " + except),
        type -> !isIn("sim", type) && except.stream().noneMatch(room -> isIn(room, type)));
  }

  private static ArchCondition<JavaClass> importOnly(Row row) {
    return new ArchCondition<>("import only " + row.mayImport()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          boolean ours = target.getPackageName().startsWith("org.shuyi");
          boolean allowed =
              isIn(row.room(), target)
                  || row.mayImport().stream().anyMatch(other -> isIn(other, target));
          if (ours && !allowed) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> bePure() {
    return new ArchCondition<>("know only values, and nothing of clock, chance or hash order") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (!isPure(target)) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
        for (JavaAccess<?> call : type.getAccessesFromSelf()) {
          String callee = call.getTargetOwner().getName() + "." + call.getName();
          if (CALLS_NOT_IN_THE_KERNEL.matcher(callee).matches() && !choosesItsMap(call)) {
            events.add(SimpleConditionEvent.violated(type, callee + ": " + call.getDescription()));
          }
        }
      }

      private boolean isPure(JavaClass target) {
        String owner = target.getPackageName();
        boolean known =
            target.isPrimitive()
                || isIn("kiosk.kernel", target)
                || KERNEL_JAVA.contains(owner)
                || KERNEL_EXTRAS.contains(owner);
        return known && !NOT_IN_THE_KERNEL.contains(target.getName());
      }
    };
  }

  /** A collector that is told which map to fill, such as {@code TreeMap::new}, is in order. */
  private static boolean choosesItsMap(JavaAccess<?> call) {
    return call.getTarget() instanceof AccessTarget.CodeUnitAccessTarget callee
        && callee.getOwner().isEquivalentTo(Collectors.class)
        && callee.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(Supplier.class));
  }

  private static boolean touchesTheWorld(JavaClass type) {
    String owner = type.getPackageName();
    return owner.equals("java.io")
        || owner.startsWith("java.net")
        || owner.startsWith("java.nio.channels")
        || owner.startsWith("java.nio.file")
        || owner.startsWith("java.util.concurrent")
        || owner.startsWith("org.slf4j")
        || type.getName().equals("java.lang.Thread")
        || type.getName().equals("java.time.Clock");
  }

  /** {@code feig} for {@code org.shuyi.devices.tag.feig}; empty for what belongs to no maker. */
  private static String makerOf(JavaClass type) {
    List<String> parts = List.of(type.getPackageName().split("\\.", -1));
    boolean maker =
        parts.size() > 4
            && type.getPackageName().startsWith("org.shuyi.devices.")
            && !parts.get(3).equals("link")
            && !(parts.get(3).equals("tag") && parts.get(4).equals("memory"));
    return maker ? parts.get(4) : "";
  }
}
