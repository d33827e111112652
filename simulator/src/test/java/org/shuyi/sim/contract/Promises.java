package org.shuyi.sim.contract;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/** Watches which promise each driver kept, and draws the table of all of them. */
final class Promises implements TestWatcher, InvocationInterceptor {
  private static final String CANNOT = "cannot";
  private static final SortedMap<String, String> RESULTS = new ConcurrentSkipListMap<>();

  @Override
  public void testSuccessful(ExtensionContext context) {
    note(context, "kept");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    note(context, "BROKEN");
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    note(context, String.valueOf(cause.getMessage()).startsWith(CANNOT) ? CANNOT : "aborted");
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> promise,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    var subject = (PortContract<?, ?>) context.getRequiredTestInstance();
    if (can(subject, method.getExecutable())) {
      promise.proceed();
      return;
    }
    promise.skip();
    String what = method.getExecutable().getAnnotation(WhereItCan.class).value();
    throw new TestAbortedException("%s: %s has no %s".formatted(CANNOT, subject.name(), what));
  }

  private static boolean can(PortContract<?, ?> subject, Method promise) {
    var needed = promise.getAnnotation(WhereItCan.class);
    return needed == null || subject.abilities().contains(needed.value());
  }

  private static void note(ExtensionContext context, String result) {
    RESULTS.put(key(context.getRequiredTestClass(), context.getRequiredTestMethod()), result);
  }

  private static String key(Class<?> subject, Method promise) {
    return subject.getName() + "#" + promise.getName();
  }

  /**
   * The table of what was promised: each mark stands for a test that every build runs; what a
   * device cannot do by its maker's documents, its driver says and nobody tests.
   */
  static String promised(SortedMap<String, Class<?>> subjects) {
    return tables(
        subjects,
        (subject, promise) -> can(PortContractsTest.made(subject), promise) ? "✓" : CANNOT);
  }

  /** The table of what was kept in this run. */
  static String kept(SortedMap<String, Class<?>> subjects) {
    return tables(
        subjects, (subject, promise) -> RESULTS.getOrDefault(key(subject, promise), "not run"));
  }

  private static String tables(
      SortedMap<String, Class<?>> subjects, BiFunction<Class<?>, Method, String> mark) {
    var ports = new TreeMap<String, SortedMap<String, Class<?>>>();
    subjects.forEach(
        (kind, subject) ->
            ports
                .computeIfAbsent(kind.substring(0, kind.indexOf('.')), port -> new TreeMap<>())
                .put(kind, subject));
    return ports.values().stream().map(port -> table(port, mark)).collect(Collectors.joining("\n"));
  }

  private static String table(
      SortedMap<String, Class<?>> port, BiFunction<Class<?>, Method, String> mark) {
    var sentences = new TreeSet<String>();
    port.values()
        .forEach(subject -> promises(subject).map(Promises::sentence).forEach(sentences::add));
    var rows = new ArrayList<List<String>>();
    rows.add(
        Stream.concat(Stream.of("promise"), port.keySet().stream().map(kind -> "`" + kind + "`"))
            .toList());
    for (String sentence : sentences) {
      var row = new ArrayList<String>();
      row.add(sentence);
      for (Class<?> subject : port.values()) {
        row.add(
            promises(subject)
                .filter(promise -> sentence(promise).equals(sentence))
                .findFirst()
                .map(promise -> mark.apply(subject, promise))
                .orElse("-"));
      }
      rows.add(row);
    }
    return drawn(rows);
  }

  private static String drawn(List<List<String>> rows) {
    var widths = new ArrayList<Integer>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    var text = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < widths.size(); column++) {
        text.append("| ").append(padded(rows.get(row).get(column), widths.get(column))).append(' ');
      }
      text.append("|\n");
      if (row == 0) {
        widths.forEach(width -> text.append('|').append("-".repeat(width + 2)));
        text.append("|\n");
      }
    }
    return text.toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** Every promise that a subject keeps, its port's and its own. */
  private static Stream<Method> promises(Class<?> subject) {
    var found = new TreeMap<String, Method>();
    for (Class<?> type = subject; type != null; type = type.getSuperclass()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Test.class))
          .forEach(method -> found.putIfAbsent(method.getName(), method));
    }
    return found.values().stream().sorted(Comparator.comparing(Method::getName));
  }

  /** {@code everyOpenIsOnePulse} as a person says it. */
  private static String sentence(Method promise) {
    String words =
        promise
            .getName()
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
            .toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
