package org.shuyi.kiosk.kernel;

/**
 * What a library tag says of its item (ISO 28560-2 elements).
 *
 * @param barcode primary item identifier, OID 1
 * @param owner the owner's ISIL, OID 3, or empty
 * @param title OID 17, or empty
 * @param usage type of usage, OID 5, one byte as class and sub-class; 0x10 where the tag is silent
 */
public record Item(String barcode, String owner, String title, int usage) {
  /** Circulating, not to be issued while the centre cannot be asked. */
  public boolean notIssuedOffline() {
    return usage == 0x13 || usage == 0x15;
  }

  /**
   * Circulating stock is class 1; where class and sub-class say something else it is not for loan.
   */
  public boolean circulates() {
    return usage >> 4 == 1 || usage == 0;
  }
}
