package org.shuyi.sim.page;

/** A request that is not answered as it wished, with the status and the reason in a sentence. */
public final class Unwelcome extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public Unwelcome(int status, String why) {
    super(why);
    this.status = status;
  }

  int status() {
    return status;
  }
}
