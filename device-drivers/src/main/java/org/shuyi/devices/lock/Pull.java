package org.shuyi.devices.lock;

/** How a pull of a bolt went, as far as the board lets one know. */
public enum Pull {
  /** The board answered that it pulled the bolt. */
  ACKNOWLEDGED,
  /** Sent to a board that is alive and does not answer this command; watch the contact. */
  SENT,
  /** The board answered that it did not pull. */
  FAILED,
  /** No answer, or the line went down: whether the bolt moved is unknown. */
  UNANSWERED,
  /**
   * Not sent: the board is lost, the channel is cooling down or does not exist, or polarity is not
   * proven.
   */
  REFUSED
}
