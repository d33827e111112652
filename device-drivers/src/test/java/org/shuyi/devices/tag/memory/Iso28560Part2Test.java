package org.shuyi.devices.tag.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;

class Iso28560Part2Test {
  private static final Pattern ELEMENT = Pattern.compile("(\\d+)=(?:\"([^\"]*)\"|([0-9,]+))");
  private static final Bytes PII = Bytes.parse("91 00 05 1C BE 99 1A 14");

  static List<Vector> tags() {
    return Vectors.of("/org/shuyi/devices/tag/memory/iso28560-2.vectors").toList();
  }

  private static Iso28560Part2 read(Bytes memory) {
    return (Iso28560Part2) TagMemory.decode(Contents.of(memory));
  }

  private static String meaning(Iso28560Part2 read) {
    return read.elements().stream()
        .map(e -> e.oid() + "=" + (e.oid() == 2 ? e.text() : '"' + e.text() + '"'))
        .collect(Collectors.joining(" "));
  }

  /** With the elements locked that the vectors lock. */
  private static Writing.Written write(Vector vector) {
    var item = item(vector);
    for (var oid : List.of(Oid.PRIMARY_ITEM_ID, Oid.OWNER, Oid.TITLE)) {
      if (item.values().containsKey(oid)) item = item.lock(oid);
    }
    return (Writing.Written) item.write(TagSize.ICODE);
  }

  private static ItemElements item(Vector vector) {
    var values = new TreeMap<Oid, String>();
    ELEMENT
        .matcher(vector.meaning())
        .results()
        .filter(found -> found.group(2) != null)
        .forEach(
            found ->
                values.put(Oid.of(Integer.parseInt(found.group(1))).orElseThrow(), found.group(2)));
    return new ItemElements(values, new TreeSet<>());
  }

  @ParameterizedTest
  @MethodSource("tags")
  void eachVectorIsReadWithoutANote(Vector vector) {
    var read = read(vector.bytes());

    assertThat(meaning(read)).isEqualTo(vector.meaning());
    assertThat(read.notes()).isEmpty();
    assertThat(read.contentCheck().stream()).allMatch(Check::ok);
  }

  @ParameterizedTest
  @MethodSource("tags")
  void eachVectorIsWrittenByteByByte(Vector vector) {
    var written = write(vector);

    assertThat(written.blocks()).isEqualTo(vector.bytes());
    assertThat(written.elements()).isEqualTo(read(vector.bytes()).elements());
  }

  /** The lock maps that annex D and dp2 print beside these tags. */
  @Test
  void theBlocksToLockAreThoseOfTheVectors() {
    assertThat(tags().stream().map(vector -> write(vector).lockMap()))
        .containsExactly("ll", "ll....lll", "ll.....llll");
  }

  @Test
  void nothingLockedMeansNothingPadded() {
    var written =
        (Writing.Written)
            ItemElements.of("123456789012").with(Oid.OWNER, "CN-440100-1-GZL").write(TagSize.ICODE);

    assertThat(written.blocks())
        .isEqualTo(
            Bytes.parse("11 05 1C BE 99 1A 14 02 01 80 03 0A 1B 81 E4 40 10 0A 1A C3 E9 9F 00 00"));
    assertThat(written.lock()).isEmpty();
    assertThat(written.memory().size()).isEqualTo(112);
  }

  @Test
  void aLockedTitleAloneIsNeverPaddedAndItsLastBlockIsLockedWhole() {
    var written =
        (Writing.Written)
            ItemElements.of("123456789012")
                .with(Oid.TITLE, "红楼梦")
                .lock(Oid.TITLE)
                .write(TagSize.ICODE);

    assertThat(written.elements().getLast().padding()).isZero();
    assertThat(written.lockMap()).isEqualTo("...lll");
    assertThat(read(written.memory()).title()).contains("红楼梦");
  }

  @Test
  void theOwnerTakesThePaddingThatTheTitleMayNotHave() {
    var item =
        ItemElements.of("123456789012")
            .with(Oid.OWNER, "DE-Heu1")
            .with(Oid.TITLE, "ab")
            .lock(Oid.OWNER)
            .lock(Oid.TITLE);

    var written = (Writing.Written) item.write(TagSize.ICODE);

    assertThat(written.elements())
        .filteredOn(e -> e.oid() == 3)
        .allMatch(e -> e.size() > 2 + e.data().size());
    assertThat(read(written.blocks()).notes()).isEmpty();
  }

  @Test
  void bothOrdersOfTheTwoOptionalBytesAreRead() {
    var oidFirst = PII.plus(Bytes.parse("FF 02 01 04 74 65 73 74 00 03 01 41"));
    var padFirst = PII.plus(Bytes.parse("FF 01 02 04 74 65 73 74 00 63 01 41"));

    assertThat(
            read(PII.plus(Bytes.parse("02 02 80 02 63 01 41"))
                    .plus(Bytes.parse("FF 02 01 04 74 65 73 74 00")))
                .title())
        .contains("test");
    assertThat(read(oidFirst).title()).contains("test");
    assertThat(read(padFirst).title()).contains("test");
    assertThat(read(padFirst).notes())
        .contains(
            Note.remark(9, "the pad length before the further byte of the OID", "the OID first"));
  }

  @ParameterizedTest
  @CsvSource({"05 01 15", "65 01 15"})
  void typeOfUsageIsReadWithEitherCompaction(String set) {
    var usage = read(PII.plus(Bytes.parse(set))).usage().orElseThrow();

    assertThat(usage.says()).isEqualTo("circulating, neither issue nor return while off-line");
    assertThat(usage.mayIssueOffline()).isFalse();
    assertThat(usage.mayReturnOffline()).isFalse();
  }

  @Test
  void setInformationSaysTheTotalFirst() {
    assertThat(read(PII.plus(Bytes.parse("14 02 04 B3"))).parts()).contains(new Parts(3, 12));
    assertThat(new Parts(3, 12).digits()).isEqualTo("1203");
    assertThat(new Parts(1, 1).digits()).isEqualTo("11");
  }

  @Test
  void anImpossibleSetIsDamageAndNoParts() {
    var read = read(PII.plus(Bytes.parse("14 01 0C")));

    assertThat(read.parts()).isEmpty();
    assertThat(read.itemId()).contains("123456789012");
    assertThat(read.intact()).isFalse();
    assertThat(read.notes().getFirst().offset()).isEqualTo(10);
  }

  @Test
  void aSetThatRunsPastTheEndIsNamedAndTheItemIdStands() {
    var read = read(PII.plus(Bytes.parse("46 44 44 1C")));

    assertThat(read.itemId()).contains("123456789012");
    assertThat(read.notes())
        .containsExactly(
            Note.damage(
                8,
                "OID 6 (shelf location) with 68 bytes of data and 0 of padding",
                "a set that ends within the 4 bytes that are left"));
  }

  @Test
  void theSameIsNoDamageWhenOnlyTheFirstBlocksWereRead() {
    var contents = Contents.of(PII.plus(Bytes.parse("46 44 44 1C"))).withPartial(true);

    assertThat(TagMemory.decode(contents).intact()).isTrue();
  }

  @Test
  void aStaleContentParameterIsRemarked() {
    var read = read(PII.plus(Bytes.parse("02 01 D0 14 02 04 B3")));

    assertThat(read.contentCheck()).contains(new Check("content parameter", "3,4,6", "4"));
    assertThat(read.intact()).isTrue();
    assertThat(read.notes()).hasSize(1);
  }

  @Test
  void oldBytesAfterTheEndOfTheChainAreIgnoredAndRemarked() {
    var read = read(PII.plus(Bytes.parse("00 00 03 07")));

    assertThat(read.elements()).hasSize(1);
    assertThat(read.notes())
        .containsExactly(Note.remark(10, "03 after the end of the chain", "00"));
  }

  @Test
  void anItemIdWithAControlCharacterIsNoItemId() {
    var damaged =
        TagMemory.decode(
            Contents.of(Bytes.parse("61 04 31 32 0D 33")).withDsfid(OptionalInt.of(6)));

    assertThat(damaged).isInstanceOf(Unknown.class);
    assertThat(damaged.itemId()).isEmpty();
    assertThat(damaged.notes())
        .contains(Note.damage(2, "control character U+000D", "printable text"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OWNER | 广州图书馆 | OID 3 (owner institution) holds U+5E7F, expected A-Z a-z 0-9 - : /",
        "SET_INFORMATION | 315 | OID 4 (set information) is \"315\", expected 2, 4 or 6 digits: the"
            + " total, then this part",
        "SET_INFORMATION | 13 | OID 4 (set information) is \"13\", expected 2, 4 or 6 digits: the"
            + " total, then this part",
        "TYPE_OF_USAGE | 1 | OID 5 (type of usage) is \"1\", expected one byte as two hex digits",
        "SHELF_LOCATION | '' | OID 6 (shelf location) is empty",
        "CONTENT_PARAMETER | 3,4 | OID 2 (content parameter) follows from the other elements and is"
            + " not given",
        "UNIQUE_ITEM_ID | 1 | OID 0 (unique item id) belongs to UHF tags and is not written here"
      })
  void valuesOutOfRangeAreRefusedWithTheReason(Oid oid, String text, String why) {
    assertThat(ItemElements.of("123").with(oid, text).write(TagSize.ICODE))
        .isEqualTo(new Writing.Refused(why));
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThat(ItemElements.of("\uD842").write(TagSize.ICODE))
        .isEqualTo(
            new Writing.Refused(
                "OID 1 (primary item id) holds half a character (a lone surrogate)"));
    assertThat(ItemElements.of("1\n2").write(TagSize.ICODE))
        .isEqualTo(
            new Writing.Refused(
                "OID 1 (primary item id) holds a control character, expected printable text"));
    assertThat(ItemElements.of("12").with(Oid.TITLE, "梦".repeat(43)).write(new TagSize(64, 4)))
        .isEqualTo(new Writing.Refused("OID 17 (title) takes 129 bytes, expected at most 127"));
  }

  @Test
  void whatDoesNotFitTheTagIsRefusedWithTheNumbers() {
    assertThat(ItemElements.of("123456789012").with(Oid.TITLE, "红楼梦").write(new TagSize(4, 4)))
        .isEqualTo(
            new Writing.Refused(
                "the elements take 23 bytes, the tag has 16 (4 blocks of 4); the longest is OID 17"
                    + " (title) with 12 bytes"));
  }

  @Test
  void anElementThatIsNotThereCannotBeLocked() {
    assertThat(ItemElements.of("12").lock(Oid.TITLE).write(TagSize.ICODE))
        .isEqualTo(new Writing.Refused("OID 17 (title) is to be locked, but is not given"));
  }
}
