package org.shuyi.kiosk.kernel;

/** The ultraviolet lamp. */
public sealed interface UvFact extends Fact {
  /** It is meant to burn, for so long at most. */
  record UvBegan(long atMostMillis) implements UvFact {}

  /**
   * It is off again.
   *
   * @param burntMillis this time; where the program ended meanwhile, all that was meant
   * @param inAllMillis since the lamp was new
   * @param why {@code done}, or what came between
   */
  record UvEnded(long burntMillis, long inAllMillis, String why) implements UvFact {}
}
