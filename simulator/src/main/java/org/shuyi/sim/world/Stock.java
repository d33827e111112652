package org.shuyi.sim.world;

import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * Books for a cabinet: an orderly library's, and what else is found on shelves.
 *
 * <p>The owner is the example of the Guangzhou city rule of 2013. Each call gives new tags.
 */
public final class Stock {
  private static final String OWNER = "CN-440100-1-GZL";

  private Stock() {}

  /** Ten books as they should be. */
  public static List<Book> orderly() {
    return List.of(
        book("10086420001", "西游记", "E004010012345678"),
        book("10086420002", "红楼梦", "E004010012345679"),
        book("10086420003", "三国演义", "E00401001234567A"),
        book("10086420004", "水浒传", "E0040100A1B2C3D4"),
        book("10086420005", "聊斋志异", "E0040100A1B2C3D5"),
        book("10086420006", "儒林外史", "E004010055AA55AA"),
        book("10086420007", "唐诗三百首", "E004010001020304"),
        book("10086420008", "宋词三百首", "E004010001020314"),
        book("10086420009", "本草纲目", "E004010099887766"),
        book("10086420010", "徐霞客游记", "E004010099887777"));
  }

  /** Six more, in English. */
  public static List<Book> english() {
    return List.of(
        book("10086420011", "Pride and Prejudice", "E0040100C0FFEE01"),
        book("10086420012", "The Time Machine", "E0040100C0FFEE02"),
        book("10086420013", "Treasure Island", "E0040100C0FFEE03"),
        book("10086420014", "Moby-Dick", "E0040100C0FFEE04"),
        book("10086420015", "Alice in Wonderland", "E0040100C0FFEE05"),
        book("10086420016", "Gulliver's Travels", "E0040100C0FFEE06"));
  }

  private static Book book(String barcode, String title, String uid) {
    return new Book(barcode, title, Tag.of(uid, Iso28560.book(barcode, OWNER, title)));
  }

  /**
   * Item 123456789012 with its set information, shelf location and owner US-InU-Mu: the example of
   * GOST R ISO 28560-2-2014, annex D, byte for byte.
   */
  public static Book annexD() {
    var contents =
        "91 00 05 1C BE 99 1A 14 02 01 D0 14 02 04 B3 46 07 44 1C B6 E2 E3 35 D6 83 02 07 AC C0"
            + " 9E BA A0 6F 6B 00 00";
    return new Book(
        "123456789012",
        "The example of annex D",
        Tag.of("E0040100D0D0D0D0", Bytes.parse(contents)));
  }

  /**
   * Item 1000000056 of DK718500 by ISO 28560-3: table B.1 of GOST R ISO 28560-3-2016, its slip in
   * the country corrected so that its CRC fits.
   */
  public static Book danish() {
    var contents =
        "11 01 01 31 30 30 30 30 30 30 30 35 36 00 00 00 00 00 00 98 A4 44 4B 37 31 38 35 30 30"
            + " 00 00 00";
    return new Book(
        "1000000056",
        "H.C. Andersens eventyr",
        new Tag(Bytes.parse("E00401000D0D0D0D"), Bytes.parse(contents), 0xC2, 0x3E, false));
  }

  /** A book whose tag says nothing, as it came from the maker. */
  public static Book blank() {
    return new Book(
        "10086420097",
        "空白",
        new Tag(Bytes.parse("E004010000000097"), Bytes.EMPTY, 0x00, 0x00, false));
  }

  /** A book that nobody tagged. */
  public static Book untagged() {
    return new Book("10086420098", "无签", List.of());
  }

  /** A book with its old tag left in, which says the same in another UID. */
  public static Book twiceTagged() {
    var contents = Iso28560.book("10086420099", OWNER);
    return new Book(
        "10086420099",
        "双签",
        List.of(Tag.of("E004010000000098", contents), Tag.of("E004010000000099", contents)));
  }
}
