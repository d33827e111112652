package org.shuyi.kiosk.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Frames.Explained;
import org.shuyi.devices.Frames.Part;
import org.shuyi.devices.link.Trace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk frames}: what a device's frame says, without the device. */
@Command(
    name = "frames",
    header = "What a device's frame says.",
    description = {
      "Works on bytes alone and needs no device.",
      "Exit code: 0 known, 1 damaged or unknown, 2 the question was wrong."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(decode | read)")
public final class FramesCommand implements Runnable {
  /** Longer than the longest frame of any device. */
  private static final int MOST_BYTES = 4_096;

  /** A check as drivers write it. */
  private static final Pattern CHECK =
      Pattern.compile("(?<name>.+): found (?<found>.+), expected (?<expected>.+)");

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .build()
          .writer(
              new DefaultPrettyPrinter()
                  .withSeparators(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

  private final SortedMap<String, Frames> known;

  @Spec private @Nullable CommandSpec spec;

  /** The frames of every driver by its id, {@code KIND.MAKER}. */
  public FramesCommand(SortedMap<String, Frames> known) {
    this.known = new TreeMap<>(known);
  }

  @Override
  public void run() {
    throw refused("missing: decode KIND.MAKER HEX... or read FILE");
  }

  @Command(
      name = "decode",
      header = "Explain a frame byte by byte, whatever it holds.",
      description = {
        "The answer is JSON.",
        "Numbers are printed as on the wire, in decimal, and beside them as people count.",
        "The check is named with what was found and expected."
      },
      footer = {"", "Example:", "  ./kiosk frames decode lock.kerong 02 05 31 03 3B"},
      mixinStandardHelpOptions = true)
  int decode(
      @Parameters(index = "0", paramLabel = "KIND.MAKER", description = "such as lock.kerong")
          String id,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "HEX",
              description = "the frame; blanks, commas and colons are allowed")
          List<String> hex) {
    Frames frames = known.get(id);
    if (frames == null) {
      throw refused(
          "unknown id '" + id + "', expected one of " + String.join(", ", known.keySet()));
    }
    Bytes frame = bytes(hex);
    Explained explained = frames.explain(frame);
    Objects.requireNonNull(spec).commandLine().getOut().println(print(view(id, frame, explained)));
    return explained.ok() ? 0 : 1;
  }

  @Command(
      name = "read",
      header = "Explain what went over a device's line.",
      description = {
        "FILE is a trace from the technician's page. Prints a line a moment: when, from where, what"
            + " it says and its bytes. What is personal was zeroed at the station.",
        "The times are milliseconds from the trace's beginning."
      },
      footer = {"", "Example:", "  ./kiosk frames read reader-1.trace"},
      mixinStandardHelpOptions = true)
  int read(@Parameters(paramLabel = "FILE", description = "a trace") Path file) {
    Trace trace = trace(file);
    Frames frames = known.get(trace.kind());
    if (frames == null) throw refused(file + ": unknown kind '" + trace.kind() + "'");
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        "%s  %s  %s  %s".formatted(trace.device(), trace.kind(), trace.line(), trace.began()));
    boolean known = true;
    for (Trace.Moment moment : trace.moments()) {
      var line =
          switch (moment) {
            case Trace.Up(long at) -> new Line(at, "the line came up", true);
            case Trace.Down(long at, String why) ->
                new Line(at, "the line went down: " + why, true);
            case Trace.Sent(long at, Bytes bytes) -> Line.of(at, '>', bytes, frames);
            case Trace.Heard(long at, Bytes bytes) -> Line.of(at, '<', bytes, frames);
          };
      out.println("%8d  %s".formatted(line.at, line.text));
      known &= line.known;
    }
    return known ? 0 : 1;
  }

  private Trace trace(Path file) {
    try {
      return Trace.parse(Files.readString(file));
    } catch (IOException e) {
      throw refused(file + " cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw refused(file + ":" + e.getMessage());
    }
  }

  /** A moment in words. */
  private record Line(long at, String text, boolean known) {
    static Line of(long at, char direction, Bytes bytes, Frames frames) {
      var said = frames.explain(bytes);
      return new Line(at, "%c %s  [%s]".formatted(direction, said.what(), bytes), said.ok());
    }
  }

  private Bytes bytes(List<String> hex) {
    String digits = String.join("", hex).replaceAll("[\\s,:]", "");
    for (int i = 0; i < digits.length(); i++) {
      if ("0123456789ABCDEFabcdef".indexOf(digits.charAt(i)) < 0) {
        throw refused("'" + digits.charAt(i) + "' at digit " + (i + 1) + ", expected hex digits");
      }
    }
    if (digits.isEmpty() || digits.length() % 2 != 0) {
      throw refused(digits.length() + " hex digits, expected two for each byte");
    }
    if (digits.length() / 2 > MOST_BYTES) {
      throw refused(digits.length() / 2 + " bytes, expected at most " + MOST_BYTES);
    }
    return Bytes.parse(digits);
  }

  private static Map<String, Object> view(String id, Bytes frame, Explained explained) {
    var view = new LinkedHashMap<String, Object>();
    view.put("id", id);
    view.put("ok", explained.ok());
    view.put("what", explained.what());
    view.putAll(explained.fields());
    view.put("check", check(explained.check()));
    view.put("bytes", frame.toString());
    view.put("parts", explained.parts().stream().map(FramesCommand::part).toList());
    return view;
  }

  private static Map<String, Object> part(Part part) {
    var view = new LinkedHashMap<String, Object>();
    view.put("offset", part.offset());
    view.put("bytes", part.bytes().toString());
    view.put("meaning", part.meaning());
    return view;
  }

  private static Map<String, Object> check(String text) {
    var check = new LinkedHashMap<String, Object>();
    var parts = CHECK.matcher(text);
    if (parts.matches()) {
      check.put("name", parts.group("name"));
      check.put("found", parts.group("found"));
      check.put("expected", parts.group("expected"));
      check.put("ok", parts.group("found").equals(parts.group("expected")));
    } else {
      check.put("name", text.isEmpty() ? "none" : text);
    }
    return check;
  }

  private static String print(Map<String, Object> view) {
    try {
      return WRITER.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps of texts and numbers are always JSON", e);
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
  }
}
