package org.shuyi.devices.tag.memory;

import java.util.Optional;

/** The elements of ISO 28560-2 by their relative object identifiers; 27 to 31 are reserved. */
public enum Oid {
  UNIQUE_ITEM_ID(0, "unique item id", Form.TEXT),
  PRIMARY_ITEM_ID(1, "primary item id", Form.TEXT),
  /** Never given: it follows from the other elements. */
  CONTENT_PARAMETER(2, "content parameter", Form.BIT_MAP),
  OWNER(3, "owner institution", Form.ISIL),
  SET_INFORMATION(4, "set information", Form.SET),
  TYPE_OF_USAGE(5, "type of usage", Form.ONE_BYTE),
  SHELF_LOCATION(6, "shelf location", Form.TEXT),
  ONIX_MEDIA_FORMAT(7, "ONIX media format", Form.TEXT),
  MARC_MEDIA_FORMAT(8, "MARC media format", Form.TEXT),
  SUPPLIER_ID(9, "supplier id", Form.TEXT),
  ORDER_NUMBER(10, "order number", Form.TEXT),
  ILL_BORROWER(11, "ILL borrowing institution", Form.ISIL),
  ILL_TRANSACTION(12, "ILL transaction number", Form.TEXT),
  GS1_PRODUCT_ID(13, "GS1 product id", Form.TEXT),
  ALTERNATIVE_UNIQUE_ITEM_ID(14, "alternative unique item id", Form.TEXT),
  LOCAL_DATA_A(15, "local data A", Form.TEXT),
  LOCAL_DATA_B(16, "local data B", Form.TEXT),
  TITLE(17, "title", Form.UTF8),
  LOCAL_PRODUCT_ID(18, "local product id", Form.TEXT),
  OTHER_MEDIA_FORMAT(19, "media format (other)", Form.ONE_BYTE),
  SUPPLY_CHAIN_STAGE(20, "supply chain stage", Form.ONE_BYTE),
  SUPPLIER_INVOICE(21, "supplier invoice", Form.TEXT),
  ALTERNATIVE_ITEM_ID(22, "alternative item id", Form.TEXT),
  ALTERNATIVE_OWNER(23, "alternative owner", Form.TEXT),
  OWNER_SUBSIDIARY(24, "subsidiary of the owner", Form.TEXT),
  ALTERNATIVE_ILL_INSTITUTION(25, "alternative ILL institution", Form.TEXT),
  LOCAL_DATA_C(26, "local data C", Form.TEXT);

  /** The highest number that the model sets aside. */
  static final int HIGHEST = 31;

  /** What an element's data are, beside how they are packed. */
  enum Form {
    TEXT,
    /**
     * A text that is written in UTF-8 even where another compaction were shorter, as Chinese
     * readers expect it.
     */
    UTF8,
    ISIL,
    BIT_MAP,
    /** 2, 4 or 6 digits: how many parts, and which one. */
    SET,
    /** One byte, given and shown as two hex digits. */
    ONE_BYTE
  }

  /** Each at its number. */
  private static final Oid[] ALL = values();

  private final int number;
  private final String label;
  private final Form form;

  Oid(int number, String label, Form form) {
    this.number = number;
    this.label = label;
    this.form = form;
  }

  public int number() {
    return number;
  }

  /** The element's name in words. */
  public String label() {
    return label;
  }

  Form form() {
    return form;
  }

  /** The element of this number; empty for reserved and impossible ones. */
  public static Optional<Oid> of(int number) {
    return number >= 0 && number < ALL.length ? Optional.of(ALL[number]) : Optional.empty();
  }

  /** Such as {@code OID 6 (shelf location)}. */
  static String named(int number) {
    return "OID " + number + of(number).map(oid -> " (" + oid.label + ")").orElse("");
  }
}
