package org.shuyi.devices.tag.memory;

import java.util.Optional;
import org.shuyi.devices.Bytes;

/**
 * The value of one element: from packed data to a text, and back with a reason where that cannot
 * be.
 */
final class ElementText {
  /**
   * The longest data whose length certainly fits the one length byte; beyond, no source read says
   * how.
   */
  static final int LONGEST = 127;

  private ElementText() {}

  /** Data ready to be written, with the compaction that made them. */
  record Packed(Compaction compaction, Bytes data) {}

  static Decoded read(int oid, Compaction compaction, Bytes data) {
    if (data.isEmpty()) return Decoded.of("").plus(Note.damage(0, "no data", "1 byte or more"));
    return switch (form(oid)) {
      case BIT_MAP -> readBitMap(compaction, data);
      case ONE_BYTE -> readByte(oid, compaction, data);
      case SET -> readSet(readText(oid, compaction, data));
      case ISIL ->
          compaction == Compaction.APPLICATION
              ? Isil.decode(data)
              : compaction.decode(data).printable();
      case TEXT, UTF8 -> readText(oid, compaction, data);
    };
  }

  /** Why this text cannot be the value of this element, if it cannot. */
  static Optional<String> refusal(Oid oid, String text) {
    var name = Oid.named(oid.number());
    if (text.isEmpty()) return Optional.of(name + " is empty");
    if (!Utf8.takes(text)) return Optional.of(name + " holds half a character (a lone surrogate)");
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return Optional.of(name + " holds a control character, expected printable text");
    }
    return refusalByForm(oid, text)
        .or(() -> tooLong(pack(oid, text).data().size()))
        .map(why -> name + " " + why);
  }

  /** Packs a value that was not refused. */
  static Packed pack(Oid oid, String text) {
    return switch (oid.form()) {
      case ISIL -> new Packed(Compaction.APPLICATION, Isil.encode(text));
      case ONE_BYTE -> new Packed(Compaction.OCTETS, Bytes.parse(text));
      case UTF8 -> new Packed(Compaction.UTF8, Utf8.encode(text));
      case TEXT, SET -> packShortest(text);
      case BIT_MAP ->
          throw new IllegalArgumentException(
              "the content parameter follows from the other elements");
    };
  }

  private static Oid.Form form(int oid) {
    return Oid.of(oid).map(Oid::form).orElse(Oid.Form.TEXT);
  }

  private static Decoded readText(int oid, Compaction compaction, Bytes data) {
    var text = compaction.decode(data).printable();
    return compaction == Compaction.APPLICATION
        ? text.plus(
            Note.remark(
                0, "application-defined data, shown as hex", "a compaction for " + Oid.named(oid)))
        : text;
  }

  private static Decoded readBitMap(Compaction compaction, Bytes data) {
    var text = Decoded.of(ContentParameter.text(ContentParameter.decode(data)));
    return compaction == Compaction.APPLICATION
        ? text
        : text.plus(
            Note.remark(
                0, "compaction " + compaction.label(), "application-defined for a bit map"));
  }

  /** Type of usage has compaction 6 in dp2 and 0 on Finnish tags: both are as good. */
  private static Decoded readByte(int oid, Compaction compaction, Bytes data) {
    if (data.size() == 1) {
      var text = Decoded.of(data.hex());
      return compaction == Compaction.APPLICATION || compaction == Compaction.OCTETS
          ? text
          : text.plus(
              Note.remark(
                  0, "compaction " + compaction.label(), "octet string or application-defined"));
    }
    var note =
        oid == Oid.TYPE_OF_USAGE.number()
            ? Note.damage(0, data.size() + " bytes", "1 byte")
            : Note.remark(0, data.size() + " bytes, read as a text", "1 byte");
    return compaction.decode(data).printable().plus(note);
  }

  private static Decoded readSet(Decoded digits) {
    return Parts.ofDigits(digits.text()).isPresent()
        ? digits
        : digits.plus(
            Note.damage(
                0,
                "set information \"" + digits.text() + "\"",
                "2, 4 or 6 digits: the total, then this part, which is 1 to the total"));
  }

  private static Optional<String> refusalByForm(Oid oid, String text) {
    return switch (oid.form()) {
      case BIT_MAP -> Optional.of("follows from the other elements and is not given");
      case ISIL -> Isil.foreign(text).map(c -> "holds " + c + ", expected A-Z a-z 0-9 - : /");
      case ONE_BYTE ->
          text.matches("[0-9A-Fa-f]{2}")
              ? Optional.empty()
              : Optional.of("is \"" + text + "\", expected one byte as two hex digits");
      case SET ->
          Parts.ofDigits(text).isPresent()
              ? Optional.empty()
              : Optional.of(
                  "is \"" + text + "\", expected 2, 4 or 6 digits: the total, then this part");
      case TEXT ->
          oid == Oid.UNIQUE_ITEM_ID
              ? Optional.of("belongs to UHF tags and is not written here")
              : Optional.empty();
      case UTF8 -> Optional.empty();
    };
  }

  private static Optional<String> tooLong(int bytes) {
    return bytes <= LONGEST
        ? Optional.empty()
        : Optional.of("takes " + bytes + " bytes, expected at most " + LONGEST);
  }

  private static Packed packShortest(String text) {
    var compaction = Compaction.shortest(text);
    return new Packed(compaction, compaction.encode(text));
  }
}
