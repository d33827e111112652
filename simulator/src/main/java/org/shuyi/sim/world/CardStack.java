package org.shuyi.sim.world;

/** The blank cards of a dispenser: its stack, the card that is out, its gate and its bin. */
public final class CardStack {
  /** Where a card is that left the stack. */
  public enum At {
    NOWHERE,
    INSIDE,
    GATE
  }

  private static final int FEW = 10;
  private static final int BIN = 20;

  private int cards;
  private int captured;
  private int drawn;
  private int taken;
  private boolean jammed;
  private At at = At.NOWHERE;

  public CardStack(int cards) {
    this.cards = cards;
  }

  /** A card leaves the stack; two at once is what must never happen. */
  public void draw() {
    if (at != At.NOWHERE) throw new IllegalStateException("a second card while one is " + at);
    cards--;
    drawn++;
    at = At.INSIDE;
  }

  public void present() {
    at = At.GATE;
  }

  public void capture() {
    at = At.NOWHERE;
    captured++;
  }

  /** A person takes the card out of the gate, if one is there. */
  public void take() {
    if (at != At.GATE) return;
    at = At.NOWHERE;
    taken++;
  }

  public void refill(int count) {
    cards = count;
  }

  public void emptyBin() {
    captured = 0;
  }

  public void jam(boolean stuck) {
    jammed = stuck;
  }

  public boolean empty() {
    return cards <= 0;
  }

  public boolean few() {
    return cards <= FEW;
  }

  public boolean binFull() {
    return captured >= BIN;
  }

  public boolean jammed() {
    return jammed;
  }

  public At at() {
    return at;
  }

  public int drawn() {
    return drawn;
  }

  public int taken() {
    return taken;
  }
}
