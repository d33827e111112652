package org.shuyi.kiosk.kernel;

/** The audit of staff at the station. */
public sealed interface ServiceFact extends Fact {
  record LoggedIn(String person, boolean admitted) implements ServiceFact {}

  record ServiceBegan(String person, String reason) implements ServiceFact {}

  record ServiceEnded(String person, String how) implements ServiceFact {}

  /** Something a person did or asked for; {@code refusal} is empty where it was done. */
  record Acted(String person, String act, String refusal) implements ServiceFact {}
}
