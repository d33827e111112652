package org.shuyi.devices.tag.memory;

import java.util.List;
import java.util.Optional;

/**
 * Contents in ISO 28560-3 and the Danish model before it: a basic block of 34 bytes (32 on tags of
 * 256 bits), then extension blocks.
 *
 * @param firstByte content parameter and type of usage, one nibble each
 * @param totalByte number of parts as it stands in byte 1
 * @param partByte number of this part as it stands in byte 2
 * @param id the primary item id, as far as it is text
 * @param ownerField country and the rest of the ISIL without the hyphen between them, such as
 *     {@code DK718500}
 * @param crc as it stands, low byte first; a wrong one makes the contents {@link #doubtful}
 * @param reversedBlocks whether the bytes of each block stand in reverse, as some vendors store
 *     them
 */
public record Iso28560Part3(
    int firstByte,
    int totalByte,
    int partByte,
    String id,
    String ownerField,
    Check crc,
    boolean reversedBlocks,
    List<Extension> extensions,
    List<Note> notes)
    implements TagMemory {
  public Iso28560Part3 {
    extensions = List.copyOf(extensions);
    notes = List.copyOf(notes);
  }

  /**
   * A wrong CRC: the id is a hint only, and nothing is lent or taken back without the centre's
   * word.
   */
  public boolean doubtful() {
    return !crc.ok();
  }

  /**
   * x1 with x over 1: the nibbles are exchanged, or it is another version. The centre knows the
   * usage.
   */
  public boolean ambiguous() {
    return firstByte >> 4 != 1;
  }

  @Override
  public Optional<String> itemId() {
    return isClean(id) ? Optional.of(id) : Optional.empty();
  }

  @Override
  public Optional<String> owner() {
    return isClean(ownerField) && ownerField.length() > 2
        ? Optional.of(ownerField.substring(0, 2) + "-" + ownerField.substring(2))
        : Optional.empty();
  }

  /** Exchanged numbers are put right: part 3 of 2 is part 2 of 3. */
  @Override
  public Optional<Parts> parts() {
    return Parts.of(Math.min(totalByte, partByte), Math.max(totalByte, partByte));
  }

  @Override
  public Optional<Usage> usage() {
    return ambiguous() ? Optional.empty() : Optional.of(Usage.ofGroup(firstByte & 0xF));
  }

  private static boolean isClean(String field) {
    return !field.isEmpty()
        && field.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xFFFD);
  }
}
