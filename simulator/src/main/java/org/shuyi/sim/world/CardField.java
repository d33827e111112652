package org.shuyi.sim.world;

import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/** What is held to a card reader. */
@FunctionalInterface
public interface CardField {
  /** The UID that the card gives now, in the order of the standard, or nothing. */
  @Nullable Bytes uid();
}
