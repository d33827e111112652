package org.shuyi.devices.tag.memory;

import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;

/**
 * What an item's tag is to carry by ISO 28560-3: a basic block, then extension blocks.
 *
 * @param usage the class of the type of usage, 0 to 15; 1 is circulating
 * @param parts which part of a set it is
 * @param itemId 1 to 16 bytes of UTF-8
 * @param owner an ISIL such as {@code DK-718500}: country, hyphen, and what fits behind it
 * @param extensions blocks behind the basic one, in order
 */
public record BasicBlockItem(
    int usage, Parts parts, String itemId, String owner, List<Block> extensions) {
  private static final int ID_BYTES = 16;
  private static final int FULL = 34;
  private static final int SHORT = 32;
  private static final int BEFORE_OWNER = 21;
  private static final int LONGEST_PAYLOAD = 251;

  /**
   * An extension block.
   *
   * @param id 1 library, 2 acquisition, 3 library supplement, 4 title, 5 ILL
   * @param payload at most 251 bytes; texts in it are separated by 00
   */
  public record Block(int id, Bytes payload) {
    /** Length, id (low byte first), the byte that makes the xor of all nought, payload. */
    Bytes bytes() {
      int length = 4 + payload.size();
      int xor = length ^ (id & 0xFF) ^ (id >> 8);
      for (int i = 0; i < payload.size(); i++) xor ^= payload.at(i);
      return Bytes.of(length, id & 0xFF, id >> 8, xor).plus(payload);
    }
  }

  public BasicBlockItem {
    extensions = List.copyOf(extensions);
  }

  /** Why it cannot be written on a tag of so many bytes; empty if it can. */
  public Optional<String> refusal(int tagBytes) {
    if (usage < 0 || usage > 15) return Optional.of("usage " + usage + ", expected 0 to 15");
    if (parts.total() > 255) return Optional.of(parts + " parts, expected at most 255");
    int id = Utf8.encode(itemId).size();
    if (id == 0 || id > ID_BYTES || !isPrintable(itemId)) {
      return Optional.of("an item id of %d bytes, expected 1 to 16 of text".formatted(id));
    }
    if (!owner.matches("[A-Z]{2}-[A-Za-z0-9:/-]+")) {
      return Optional.of("owner \"" + owner + "\", expected an ISIL such as DK-718500");
    }
    int most = basicSize(tagBytes) - BEFORE_OWNER;
    if (owner.length() - 1 > most) {
      return Optional.of(
          "an owner of %d bytes, expected at most %d".formatted(owner.length() - 1, most));
    }
    boolean tooLong =
        extensions.stream().anyMatch(block -> block.payload().size() > LONGEST_PAYLOAD);
    if (tooLong) return Optional.of("an extension block of more than 255 bytes");
    int size = bytes(tagBytes).size();
    return size > tagBytes
        ? Optional.of("%d bytes, the tag has %d".formatted(size, tagBytes))
        : Optional.empty();
  }

  /** The contents for a tag of so many bytes; only where there is no {@link #refusal}. */
  public Bytes bytes(int tagBytes) {
    var head =
        Bytes.of(0x10 | usage, parts.total(), parts.part())
            .plus(filled(Utf8.encode(itemId), ID_BYTES));
    var name = Utf8.encode(owner.substring(0, 2) + owner.substring(3));
    int crc = Crc16.IBM_3740.of(head.plus(filled(name, FULL - BEFORE_OWNER)));
    var block =
        head.plus(crc & 0xFF, crc >> 8).plus(filled(name, basicSize(tagBytes) - BEFORE_OWNER));
    for (Block extension : extensions) block = block.plus(extension.bytes());
    return block;
  }

  /** The same as some vendors store it: the bytes of each block of four in reverse order. */
  public Bytes reversed(int tagBytes) {
    var plain = bytes(tagBytes);
    plain = plain.plus(new int[Math.floorMod(-plain.size(), 4)]);
    var turned = Bytes.EMPTY;
    for (int at = 0; at < plain.size(); at += 4) {
      turned = turned.plus(plain.slice(at, at + 4).reversed());
    }
    return turned;
  }

  /** A tag of 256 bits holds a truncated block. */
  private static int basicSize(int tagBytes) {
    return tagBytes < FULL ? SHORT : FULL;
  }

  private static Bytes filled(Bytes bytes, int size) {
    return bytes.plus(new int[Math.max(0, size - bytes.size())]);
  }

  private static boolean isPrintable(String text) {
    return Utf8.takes(text) && text.codePoints().noneMatch(Character::isISOControl);
  }
}
