package org.shuyi.sim.house;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test that needs something of the machine which a fresh clone may lack, such as a browser.
 *
 * <p>The launcher looks at the machine once ({@code ./kiosk test} prints what it found) and hands
 * over {@code -Dshuyi.have.NAME=true}. Without that word the test is skipped with a reason that the
 * launcher counts by name, and with {@code CI=true} such a skip fails the run. The names are those
 * of the table in the launcher; {@code TidyTest} holds the two together.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Probe.class)
public @interface Needs {

  /** Names from the launcher's table: {@code chromium}, {@code mosquitto}, {@code fuse}, ... */
  String[] value();

  /** Skips the test at the first need that the launcher did not find. */
  final class Probe implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
          .map(needs -> judge(needs.value()))
          .orElse(ConditionEvaluationResult.enabled("needs nothing"));
    }

    private static ConditionEvaluationResult judge(String... names) {
      for (String name : names) {
        if (!Boolean.getBoolean("shuyi.have." + name)) {
          return ConditionEvaluationResult.disabled("needs " + name);
        }
      }
      return ConditionEvaluationResult.enabled("the machine has what it needs");
    }
  }
}
