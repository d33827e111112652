package org.shuyi.kiosk.kernel;

/** The audit of staff at the station. */
public sealed interface ServiceFact extends Fact {
  /** A person has proven at the door what a lock board's bits mean. */
  record PolarityProven(DeviceId board, boolean oneIsClosed, String person)
      implements ServiceFact {}

  /** A proof that came to nothing, and why; what was proven before stands. */
  record ProofFailed(DeviceId board, String why, String person) implements ServiceFact {}

  record LoggedIn(String person, boolean admitted) implements ServiceFact {}

  record ServiceBegan(String person, String reason) implements ServiceFact {}

  record ServiceEnded(String person, String how) implements ServiceFact {}

  /** Something a person did or asked for; {@code refusal} is empty where it was done. */
  record Acted(String person, String act, String refusal) implements ServiceFact {}
}
