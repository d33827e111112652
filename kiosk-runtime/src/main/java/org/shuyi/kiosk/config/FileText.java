package org.shuyi.kiosk.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The text of a file, or why it has none: it is missing, too long, or no UTF-8. */
sealed interface FileText {
  /** A station with a hundred doors needs a tenth of it. */
  int MOST_BYTES = 256 * 1024;

  record Text(String text) implements FileText {}

  record None(Complaint why) implements FileText {}

  static FileText of(Path file) {
    String name = file.toString();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES)
        return none(name, "more than 256 KB", "a configuration of 256 KB at most");
      return decode(name, bytes);
    } catch (NoSuchFileException e) {
      return none(name, "there is no such file", "a configuration");
    } catch (AccessDeniedException e) {
      return none(name, "the file may not be read by this user", "a configuration");
    } catch (IOException e) {
      boolean folder = Files.isDirectory(file);
      return none(
          name,
          folder ? "this is a folder" : "the file cannot be read: " + e.getMessage(),
          "a configuration");
    }
  }

  private static FileText decode(String name, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int octet = bytes[in.position()] & 0xFF;
      return new None(
          Complaint.file(
              endOf(name, text), "", "the byte %02x is no UTF-8".formatted(octet), "UTF-8 text"));
    }
    String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return unprintable(name, marked).<FileText>map(None::new).orElseGet(() -> new Text(marked));
  }

  private static Optional<Complaint> unprintable(String name, String text) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int letter = text.codePointAt(at);
      if (StreamReader.isPrintable(letter)) continue;
      return Optional.of(
          Complaint.file(
              endOf(name, text.substring(0, at)),
              "",
              "the control character U+%04X".formatted(letter),
              "text that can be printed"));
    }
    return Optional.empty();
  }

  /** The place after a text. */
  private static Place endOf(String name, String text) {
    int lines = (int) text.chars().filter(letter -> letter == '\n').count();
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return new Place(name, lines + 1, last.codePointCount(0, last.length()) + 1);
  }

  private static FileText none(String name, String found, String expected) {
    return new None(Complaint.file(Place.wholeOf(name), "", found, expected));
  }
}
