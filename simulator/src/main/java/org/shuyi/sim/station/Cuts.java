package org.shuyi.sim.station;

import org.shuyi.kiosk.kernel.Effect;

/** Decides, at each boundary of a turn, whether the power goes there. */
public interface Cuts {
  /** Where a turn can be cut. */
  enum Boundary {
    BEFORE_TURN,
    BEFORE_EFFECT,
    /** The intent is on the disk, and the bolt has not moved. */
    BEFORE_PULL,
    /** What a tag should carry is decided, and not written. */
    BEFORE_MARK,
    /** What a turn decided is not on the disk yet. */
    BEFORE_FLUSH,
    /** It is, and nobody has been told. */
    AFTER_FLUSH,
    AFTER_TURN;

    static Boundary before(Effect effect) {
      return switch (effect) {
        case Effect.Unlock _ -> BEFORE_PULL;
        case Effect.Mark _ -> BEFORE_MARK;
        case Effect.Restart _, Effect.Halt _, Effect.PrintReceipt _ -> BEFORE_EFFECT;
        case Effect.Convey _, Effect.Shine _, Effect.TakePicture _, Effect.Admit _ -> BEFORE_EFFECT;
        case Effect.Magnetise _ -> BEFORE_EFFECT;
        case Effect.Wish _ -> BEFORE_EFFECT;
      };
    }
  }

  Cuts NEVER =
      new Cuts() {
        @Override
        public boolean cutAt(Boundary boundary) {
          return false;
        }

        @Override
        public boolean linesAreQuicker() {
          return false;
        }
      };

  boolean cutAt(Boundary boundary);

  /** Whether what was handed to the lines before a cut still reaches the devices. */
  boolean linesAreQuicker();
}
