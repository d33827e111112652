package org.shuyi.devices.tag.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Crc16;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;

/** UHF contents: ISO/TS 28560-4 and the university alliance. */
class Gen2MemoryTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/memory/gen2.vectors";

  private final Random random = new Random(28_560);

  static List<Vector> urn40() {
    return of("urn40").toList();
  }

  static List<Vector> alliance() {
    return Stream.concat(of("gaoxiao-96"), of("gaoxiao-128")).toList();
  }

  static List<Vector> checked() {
    return of("crc16-1021-ffff-inv").toList();
  }

  private static Stream<Vector> of(String sum) {
    return Vectors.of(VECTORS).filter(vector -> vector.sum().equals(sum));
  }

  private static TagMemory decode(String bank) {
    return TagMemory.decode(new Gen2Contents(Bytes.parse(bank), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("urn40")
  void eachUniqueIdIsUnpackedAndPackedAgain(Vector vector) {
    assertThat(Urn40.decode(vector.bytes())).isEqualTo(Decoded.of(vector.quoted()));
    var packed = Urn40.encode(vector.quoted());
    assertThat(vector.bytes().slice(0, packed.size())).isEqualTo(packed);
  }

  @ParameterizedTest
  @MethodSource("alliance")
  void eachItemIdOfTheAllianceIsUnpackedAndPackedAgain(Vector vector) {
    var way = vector.sum().endsWith("96") ? AlliancePii.BITS_96 : AlliancePii.BITS_128;
    assertThat(way.decode(vector.bytes())).contains(vector.quoted());
    assertThat(way.encode(vector.quoted())).isEqualTo(vector.bytes());
  }

  @ParameterizedTest
  @MethodSource("checked")
  void theCrcOfATagIsThatOfTheAirProtocol(Vector vector) {
    var bytes = vector.bytes();
    int crc = ~Crc16.IBM_3740.of(bytes.slice(0, bytes.size() - 2)) & 0xFFFF;
    assertThat(bytes.from(bytes.size() - 2)).isEqualTo(Bytes.of(crc >> 8, crc & 0xFF));
  }

  @Test
  void theContentIndexNamesItsElements() {
    assertThat(AllianceTag.index(of("gaoxiao-index").findFirst().orElseThrow().bytes()))
        .containsExactly(3, 12, 15);
  }

  @Test
  void aTagByTheStandardIsReadWithItsUserBank() {
    var user = of("iso28560-4-user").findFirst().orElseThrow().bytes();
    var epc = Bytes.parse("10E2 FB2102DDDF7C4E 00");
    var contents = new Gen2Contents(Bytes.parse("2DC2").plus(epc), Optional.of(user));
    assertThat(TagMemory.decode(contents))
        .isInstanceOfSatisfying(
            Iso28560Part4.class,
            tag -> {
              assertThat(tag.notes()).isEmpty();
              assertThat(tag.pc().afi()).isEqualTo(0xC2);
              assertThat(tag.uii()).isEqualTo("B.A12312345678");
              assertThat(tag.itemId()).contains("A12312345678");
              assertThat(tag.owner()).contains("US-InU-Mu");
              assertThat(tag.parts()).contains(new Parts(3, 12));
              assertThat(tag.user().orElseThrow().value(Oid.SHELF_LOCATION)).contains("QA268.L55");
            });
  }

  @Test
  void aTagOfTheAllianceIsReadWithItsUserBank() {
    var content = new TreeSet<>(List.of(3, 4, 5));
    var bank = AllianceTag.epcBank(true, 5, "ABC01234567z", content);
    var user = Bytes.parse("0C02 EA61 1004 0003 0002 1402 0000 0000");
    assertThat(TagMemory.decode(new Gen2Contents(bank, Optional.of(user))))
        .isInstanceOfSatisfying(
            AllianceTag.class,
            tag -> {
              assertThat(tag.itemId()).contains("ABC01234567z");
              assertThat(tag.onLoan()).isTrue();
              assertThat(tag.sorting()).isEqualTo(5);
              assertThat(tag.owner()).as("a university whose code begins with 9").contains("90001");
              assertThat(tag.parts()).contains(new Parts(2, 3));
              assertThat(tag.notes()).isEmpty();
              assertThat(tag.intact()).isTrue();
            });
  }

  @Test
  void aPatronsCardOfTheAllianceIsNoBook() {
    var bank = AllianceTag.epcBank(false, 0, "20260001", new TreeSet<>(List.of(5)));
    var tag = TagMemory.decode(new Gen2Contents(bank, Optional.of(Bytes.parse("1402 0003"))));
    assertThat(tag.usage()).hasValueSatisfying(usage -> assertThat(usage.isPatronCard()).isTrue());
  }

  @Test
  void theTwoWaysAreToldApartAndTheRestIsUnknown() {
    assertThat(decode("2907 10E2 FB2102DDDF7C4E 00")).isInstanceOf(Iso28560Part4.class);
    assertThat(decode("2900 10E2 FB2102DDDF7C4E 00")).isInstanceOf(Unknown.class);
    assertThat(decode("3000 1703 2808 7903 0000 8456 0000")).isInstanceOf(Unknown.class);
    assertThat(decode("3000 3034 0789 4C0D 2D80 0000 0001"))
        .as("a shop's")
        .isInstanceOf(Unknown.class);
    assertThat(decode("3000 0000 0000 0000 0000 0000 0000")).isInstanceOf(Empty.class);
    assertThat(decode("3000")).isInstanceOf(Unknown.class);
    assertThat(decode("")).isInstanceOf(Unknown.class);
  }

  @Test
  void anEpcThatIsShorterThanItsPcWordSaysIsDamage() {
    var read = decode("30C2 10E2 FB2102DDDF7C4E 00");
    assertThat(read.intact()).isFalse();
    assertThat(read.itemId()).isEmpty();
  }

  @Test
  void whatIsWrittenByTheStandardIsReadBackWhole() {
    for (int i = 0; i < 5_000; i++) {
      var uii = text("ABCXYZ-:0123456789", 22) + (i % 5 == 0 ? text("abcé书", 3) : "");
      var values = new TreeMap<Oid, String>();
      if (i % 2 == 0) values.put(Oid.OWNER, "CN-440100-1-GZL");
      if (i % 3 == 0) values.put(Oid.TITLE, text("红楼梦abc", 12));
      if (i % 4 == 0) values.put(Oid.SET_INFORMATION, "1203");
      var item = new Gen2Item(Afi.ON_LOAN, uii, values);
      assertThat(item.refusal()).as("case %d: %s", i, uii).isEmpty();
      var user = Optional.of(item.user()).filter(bank -> !bank.isEmpty());
      var read = TagMemory.decode(new Gen2Contents(item.bank(), user));
      assertThat(read.itemId()).as("case %d", i).contains(uii);
      assertThat(read.owner()).isEqualTo(Optional.ofNullable(values.get(Oid.OWNER)));
      assertThat(read.notes()).as("case %d: %s", i, item).isEmpty();
    }
  }

  @Test
  void whatIsWrittenByTheAllianceIsReadBackWhole() {
    for (int i = 0; i < 5_000; i++) {
      var id =
          switch (i % 3) {
            case 0 -> text("ABCXYZ0189", 3) + text("0123456789", 10) + text("aB9?~", 1);
            case 1 -> text("ABCXYZ0189", 13) + text("aB9?~", 1);
            default -> text("ABCabc-/ 19", 30).strip() + "x";
          };
      var bank = AllianceTag.epcBank(i % 2 == 0, i % 16, id, new TreeSet<>());
      var read = TagMemory.decode(new Gen2Contents(bank, Optional.empty()));
      assertThat(read).as("case %d: %s", i, id).isInstanceOf(AllianceTag.class);
      assertThat(read.itemId()).as("case %d", i).contains(id);
      assertThat(((AllianceTag) read).onLoan()).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void noiseAndDamageNeverThrowAndAlwaysTell() {
    var whole =
        List.of(
            new Gen2Item(Afi.ON_LOAN, "CN-440100-1-GZL.10086420001", new TreeMap<>()).bank(),
            AllianceTag.epcBank(true, 1, "ABC01234567z", new TreeSet<>(List.of(3, 5))),
            AllianceTag.epcBank(true, 1, "ZZZZZZZZZZZZZZ", new TreeSet<>()));
    int books = 0;
    for (int i = 0; i < 20_000; i++) {
      var bytes = i % 2 == 0 ? new byte[random.nextInt(24)] : whole.get(i % 3).toArray();
      if (i % 2 == 0) random.nextBytes(bytes);
      else bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      var user = new byte[random.nextInt(20)];
      random.nextBytes(user);
      if (i % 4 == 1 && user.length > 0) user[0] = 6;
      var read =
          TagMemory.decode(
              new Gen2Contents(
                  Bytes.copyOf(bytes),
                  i % 3 == 0 ? Optional.empty() : Optional.of(Bytes.copyOf(user))));
      read.owner();
      read.parts();
      read.usage().ifPresent(Usage::says);
      if (read instanceof Unknown unknown) assertThat(unknown.why()).isNotBlank();
      for (var note : read.notes()) {
        assertThat(note.offset()).isBetween(0, bytes.length + user.length);
        assertThat(note.found()).isNotBlank();
      }
      if (i % 2 == 0 && read.itemId().isPresent()) books++;
    }
    assertThat(books).as("books that noise has made").isLessThan(100);
  }

  private String text(String alphabet, int most) {
    var letters = alphabet.codePoints().toArray();
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
