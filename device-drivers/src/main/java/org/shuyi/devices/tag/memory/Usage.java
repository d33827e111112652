package org.shuyi.devices.tag.memory;

/**
 * What an item is for (28560-2: OID 5): a class in the high nibble and a sub-class in the low one.
 *
 * @param code the byte, 0 to 255; 28560-3 has the class only, which reads as sub-class 0
 */
public record Usage(int code) {
  public Usage {
    if (code < 0 || code > 0xFF)
      throw new IllegalArgumentException("type of usage " + code + ", expected 0 to 255");
  }

  static Usage ofGroup(int group) {
    return new Usage(group << 4);
  }

  public int group() {
    return code >> 4;
  }

  public int detail() {
    return code & 0xF;
  }

  /** 13 and 15: not to be lent while the centre cannot be asked. */
  public boolean mayIssueOffline() {
    return code != 0x13 && code != 0x15;
  }

  /** 14 and 15: not to be taken back while the centre cannot be asked. */
  public boolean mayReturnOffline() {
    return code != 0x14 && code != 0x15;
  }

  public boolean isPatronCard() {
    return group() == 8;
  }

  public boolean isDiscarded() {
    return group() == 7;
  }

  /** The meaning in words. */
  public String says() {
    return switch (code) {
      case 0x11 -> "circulating, for automatic sorting";
      case 0x12 -> "circulating, not for automatic sorting";
      case 0x13 -> "circulating, not for issue while off-line";
      case 0x14 -> "circulating, not for return while off-line";
      case 0x15 -> "circulating, neither issue nor return while off-line";
      case 0x71 -> "discarded, for sale";
      case 0x72 -> "discarded, sold";
      case 0x73 -> "discarded, for disposal";
      case 0x81 -> "patron card, adult";
      case 0x82 -> "patron card, young adult";
      case 0x83 -> "patron card, child";
      default -> groupSays();
    };
  }

  private String groupSays() {
    return switch (group()) {
      case 0 -> "acquisition";
      case 1 -> "circulating";
      case 2 -> "not circulating";
      case 3, 4 -> "local use";
      case 5 -> "future use";
      case 6 -> "not said";
      case 7 -> "discarded";
      case 8 -> "patron card";
      case 9 -> "equipment";
      default -> "not assigned";
    };
  }
}
