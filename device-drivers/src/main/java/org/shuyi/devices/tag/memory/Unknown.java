package org.shuyi.devices.tag.memory;

import java.util.List;
import java.util.Optional;

/**
 * Contents in no model that is read here: "this book cannot be read here, please use the return
 * slot".
 *
 * @param why the reason in one sentence
 * @param offset the byte where the most likely model broke off
 * @param notes what each model that was tried found
 */
public record Unknown(String why, int offset, List<Note> notes) implements TagMemory {
  public Unknown {
    notes = List.copyOf(notes);
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
  public boolean intact() {
    return false;
  }
}
