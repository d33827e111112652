package org.shuyi.kiosk.host;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.tag.memory.Contents;
import org.shuyi.devices.tag.memory.Eas;
import org.shuyi.devices.tag.memory.Gen2Contents;
import org.shuyi.devices.tag.memory.TagMemory;
import org.shuyi.devices.tag.memory.Unknown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk tag decode}: explains user memory byte by byte, whatever it holds. */
@Command(
    name = "decode",
    header = "Say what a tag's user memory holds.",
    description = {
      "Tells the data models apart (28560-2, 28560-3, 28560-4, gaoxiao, legacy-3m, empty, unknown)"
          + " and prints what was read as JSON. Damage is explained with the byte, what"
          + " was found and what was expected."
    },
    footer = {"", "Example:", "  ./kiosk tag decode 91 00 05 1C BE 99 1A 14 --afi 07 --eas on"},
    mixinStandardHelpOptions = true)
final class TagDecode implements Callable<Integer> {
  /** 256 blocks of 32 bytes: ISO 15693 can number no more. */
  private static final int MOST_BYTES = 8192;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "HEX",
      description = "user memory from block 0; blanks, commas and colons are allowed")
  private List<String> hex = List.of();

  @Option(names = "--afi", paramLabel = "HH", description = "the AFI that was read, two hex digits")
  private @Nullable String afi;

  @Option(
      names = "--dsfid",
      paramLabel = "HH",
      description = "the DSFID that was read, two hex digits")
  private @Nullable String dsfid;

  @Option(names = "--eas", paramLabel = "on|off", description = "the EAS bit that was read")
  private @Nullable String eas;

  @Option(
      names = "--block-size",
      paramLabel = "N",
      defaultValue = "4",
      description = "bytes in a block, 1 to 32 (default: ${DEFAULT-VALUE})")
  private int blockSize;

  @Option(names = "--partial", description = "only the first blocks of the tag are given")
  private boolean partial;

  @Option(
      names = "--epc",
      paramLabel = "HEX",
      description =
          "a UHF tag: the PC word and the EPC; HEX is its user bank then, - if it has none")
  private @Nullable String epc;

  @Override
  public Integer call() {
    if (epc != null) return gen2(parsed(epc));
    if (blockSize < 1 || blockSize > 32) {
      throw refused("--block-size " + blockSize + ", expected 1 to 32");
    }
    var contents =
        Contents.of(memory())
            .withAfi(oneByte("--afi", afi))
            .withDsfid(oneByte("--dsfid", dsfid))
            .withBlockSize(blockSize)
            .withPartial(partial)
            .withLegacy3m(true);
    var read = TagMemory.decode(contents);
    var view = TagJson.decoded(contents, eas(), read);
    Objects.requireNonNull(spec).commandLine().getOut().println(TagJson.print(view));
    return read instanceof Unknown ? 1 : 0;
  }

  private Integer gen2(Bytes bank) {
    boolean none = hex.equals(List.of("-"));
    var user = none ? Optional.<Bytes>empty() : Optional.of(memory());
    var read = TagMemory.decode(new Gen2Contents(bank, user));
    Objects.requireNonNull(spec)
        .commandLine()
        .getOut()
        .println(TagJson.print(TagJson.decoded(read)));
    return read instanceof Unknown ? 1 : 0;
  }

  private Bytes memory() {
    return parsed(String.join("", hex));
  }

  private Bytes parsed(String text) {
    var digits = text.replaceAll("[\\s,:]", "");
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), 16) < 0 || digits.charAt(i) > 'f') {
        throw refused("'" + digits.charAt(i) + "' at digit " + (i + 1) + ", expected hex digits");
      }
    }
    if (digits.isEmpty()) throw refused("no hex digits, expected two for each byte");
    if (digits.length() % 2 != 0) {
      throw refused(digits.length() + " hex digits, expected two for each byte");
    }
    if (digits.length() / 2 > MOST_BYTES) {
      throw refused(digits.length() / 2 + " bytes, expected at most " + MOST_BYTES);
    }
    return Bytes.parse(digits);
  }

  private OptionalInt oneByte(String option, @Nullable String text) {
    if (text == null) return OptionalInt.empty();
    if (!text.matches("[0-9A-Fa-f]{2}"))
      throw refused(option + " '" + text + "', expected two hex digits");
    return OptionalInt.of(Integer.parseInt(text, 16));
  }

  private Eas eas() {
    return switch (eas) {
      case null -> Eas.NOT_KNOWN;
      case "on" -> Eas.ON;
      case "off" -> Eas.OFF;
      default -> throw refused("--eas '" + eas + "', expected on or off");
    };
  }

  private ParameterException refused(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }
}
