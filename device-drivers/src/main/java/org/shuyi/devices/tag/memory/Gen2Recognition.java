package org.shuyi.devices.tag.memory;

import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * Tells the two ways apart in which libraries write UHF tags: the toggle bit of the PC word first,
 * then a reading that succeeds. What fits neither is unknown, which real tags are.
 */
final class Gen2Recognition {
  private Gen2Recognition() {}

  static TagMemory of(Gen2Contents contents) {
    var epc = contents.epc();
    if (contents.bank().size() < 4) {
      return new Unknown("no EPC was read", 0, List.of());
    }
    if (isBlank(epc)) return new Empty(Empty.Stock.ALL_ZERO);
    var pc = contents.pc();
    if (pc.isIso()) {
      return isLibrary(pc.afi())
          ? Iso28560Part4.read(contents)
          : new Unknown(
              "AFI %02X in the PC word is no library's".formatted(pc.afi()), 1, List.of());
    }
    return AllianceTag.read(contents)
        .<TagMemory>map(tag -> tag)
        .orElseGet(
            () ->
                new Unknown(
                    "an EPC that is neither ISO's nor the university alliance's", 2, List.of()));
  }

  private static boolean isLibrary(int afi) {
    return afi == Afi.IN_LIBRARY.code() || afi == Afi.ON_LOAN.code();
  }

  private static boolean isBlank(Bytes epc) {
    for (int i = 0; i < epc.size(); i++) if (epc.at(i) != 0) return false;
    return true;
  }
}
