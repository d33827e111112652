package org.shuyi.devices.tag.memory;

import java.util.List;
import java.util.Optional;

/** A blank tag: nothing has been written yet. */
public record Empty(Stock stock) implements TagMemory {
  /** What a blank tag looks like. */
  public enum Stock {
    /** Every byte is 00. */
    ALL_ZERO,
    /** 24 bytes of 55 and then 00, as 3M sold them. */
    NEW_3M
  }

  @Override
  public Optional<String> itemId() {
    return Optional.empty();
  }

  @Override
  public Optional<String> owner() {
    return Optional.empty();
  }

  @Override
  public Optional<Parts> parts() {
    return Optional.empty();
  }

  @Override
  public Optional<Usage> usage() {
    return Optional.empty();
  }

  @Override
  public List<Note> notes() {
    return List.of();
  }
}
