package org.shuyi.kiosk.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.tag.memory.ItemElements;
import org.shuyi.devices.tag.memory.Oid;
import org.shuyi.devices.tag.memory.Parts;
import org.shuyi.devices.tag.memory.TagSize;
import org.shuyi.devices.tag.memory.Writing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./kiosk tag encode}: the bytes for a tag, the blocks to lock, or the reason why not. */
@Command(
    name = "encode",
    header = "Lay out an item's tag in ISO 28560-2.",
    description = {
      "Prints the bytes from block 0 and the blocks to lock as JSON. The content"
          + " parameter follows from the elements; each is packed in its shortest form,"
          + " the title in UTF-8."
    },
    footer = {
      "",
      "Example:",
      "  ./kiosk tag encode --model 28560-2 --pii 123456789012 --owner US-InU-Mu"
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class TagEncode implements Callable<Integer> {
  private static final Pattern SET = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})");

  /** What becomes of letters that the shell's locale cannot express. */
  private static final char LOST_LETTER = '\uFFFD';

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "MODEL", description = "28560-2")
  private String model = "";

  @Option(
      names = "--pii",
      required = true,
      paramLabel = "ID",
      description = "OID 1, the item's number")
  private String pii = "";

  @Option(names = "--owner", paramLabel = "ISIL", description = "OID 3, such as CN-440100-1-GZL")
  private @Nullable String owner;

  @Option(names = "--set", paramLabel = "N/M", description = "OID 4, part N of M, such as 1/1")
  private @Nullable String set;

  @Option(
      names = "--usage",
      paramLabel = "HH",
      description = "OID 5, two hex digits; 10 is circulating")
  private @Nullable String usage;

  @Option(names = "--shelf", paramLabel = "TEXT", description = "OID 6, the shelf location")
  private @Nullable String shelf;

  @Option(names = "--title", paramLabel = "TEXT", description = "OID 17")
  private @Nullable String title;

  @Option(
      names = "--element",
      paramLabel = "OID=TEXT",
      description = "any other element by its number; may be given several times")
  private Map<Integer, String> others = new LinkedHashMap<>();

  @Option(
      names = "--lock",
      split = ",",
      paramLabel = "OID",
      description = "elements to be locked, such as 1,3 (default: none)")
  private List<Integer> lock = List.of();

  @Option(
      names = "--blocks",
      paramLabel = "N",
      defaultValue = "28",
      description = "blocks of the tag, 1 to 256 (default: ${DEFAULT-VALUE})")
  private int blocks;

  @Option(
      names = "--block-size",
      paramLabel = "N",
      defaultValue = "4",
      description = "bytes in a block, 1 to 32 (default: ${DEFAULT-VALUE})")
  private int blockSize;

  @Override
  public Integer call() {
    requireModel();
    return switch (item().write(size())) {
      case Writing.Refused refused -> throw refused(refused.why());
      case Writing.Written written -> {
        Objects.requireNonNull(spec)
            .commandLine()
            .getOut()
            .println(TagJson.print(TagJson.encoded(written)));
        yield 0;
      }
    };
  }

  private void requireModel() {
    switch (model) {
      case "28560-2" -> {}
      case "28560-3", "legacy-3m" ->
          throw refused("model " + model + " is read, not written; expected 28560-2");
      default -> throw refused("model '" + model + "' is not known, expected 28560-2");
    }
  }

  private ItemElements item() {
    var item = ItemElements.of(checked("--pii", pii));
    item = with(item, Oid.OWNER, "--owner", owner);
    item = with(item, Oid.TYPE_OF_USAGE, "--usage", usage);
    item = with(item, Oid.SHELF_LOCATION, "--shelf", shelf);
    item = with(item, Oid.TITLE, "--title", title);
    if (set != null) item = item.with(parts(set));
    for (var other : others.entrySet()) {
      var oid = oid(other.getKey());
      if (item.values().containsKey(oid)) throw refused("OID " + oid.number() + " is given twice");
      item = with(item, oid, "--element " + oid.number(), other.getValue());
    }
    for (int number : lock) item = item.lock(oid(number));
    return item;
  }

  private ItemElements with(ItemElements item, Oid oid, String option, @Nullable String text) {
    return text == null ? item : item.with(oid, checked(option, text));
  }

  private String checked(String option, String text) {
    if (text.indexOf(LOST_LETTER) < 0) return text;
    throw refused(
        option
            + " lost letters on its way here: set the shell to a UTF-8 locale, such as"
            + " LC_ALL=C.UTF-8");
  }

  private Parts parts(String text) {
    var found = SET.matcher(text);
    if (!found.matches()) throw refused("--set '" + text + "', expected N/M such as 3/12");
    try {
      return new Parts(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    } catch (IllegalArgumentException e) {
      throw refused("--set: " + e.getMessage());
    }
  }

  private Oid oid(int number) {
    return Oid.of(number).orElseThrow(() -> refused("OID " + number + ", expected 0 to 26"));
  }

  private TagSize size() {
    try {
      return new TagSize(blocks, blockSize);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }
}
