package org.shuyi.devices.tag.memory;

import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * What a UHF reader has read from one EPC Gen2 tag, as the input of {@link TagMemory#decode(
 * Gen2Contents)}.
 *
 * @param bank the PC word and the EPC behind it, without the CRC before them
 * @param user the user bank from word 0, if it was read; a tag may have none
 */
public record Gen2Contents(Bytes bank, Optional<Bytes> user) {
  private static final int PC_BYTES = 2;

  /** What stands in the PC word. */
  PcWord pc() {
    return bank.size() < PC_BYTES ? new PcWord(0) : new PcWord(bank.at(0) << 8 | bank.at(1));
  }

  /** The EPC, as far as it was read. */
  Bytes epc() {
    return bank.from(Math.min(PC_BYTES, bank.size()));
  }
}
