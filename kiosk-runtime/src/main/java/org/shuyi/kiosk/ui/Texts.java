package org.shuyi.kiosk.ui;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ChoiceFormat;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogue: what a phrase of the kernel says and how it is spoken, in each language.
 *
 * <p>Some arguments are made readable on the way: a date {@code 2026-10-01} is written out, door
 * labels {@code 1, 3} become a list of the language, and a device's name becomes its words where
 * the catalogue has them ({@code reader-2} by {@code device.reader}). A key with a middle that the
 * catalogue lacks, such as a reason that only the centre knows, falls back to the key without it.
 */
public final class Texts {
  private static final Logger log = LoggerFactory.getLogger(Texts.class);
  private static final String SPOKEN = ".spoken";
  private static final String SEVERAL = ".several";
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern LABELS =
      Pattern.compile("[A-Z]?\\d{1,4}[A-Z]?(, ?[A-Z]?\\d{1,4}[A-Z]?)+");
  private static final Pattern DEVICE = Pattern.compile("([a-z]{2,16})(?:-([0-9A-Za-z]{1,8}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Texts BUNDLED = read(List.of("zh-CN", "en"));

  private final List<String> languages;
  private final SortedMap<String, SortedMap<String, String>> catalogues;

  private Texts(List<String> languages, SortedMap<String, SortedMap<String, String>> catalogues) {
    this.languages = languages;
    this.catalogues = catalogues;
  }

  /** What a phrase says on the screen, and what is spoken. */
  public record Text(String text, String spoken) {}

  /** The catalogue that comes with the program. */
  public static Texts bundled() {
    return BUNDLED;
  }

  private static Texts read(List<String> languages) {
    var catalogues = new TreeMap<String, SortedMap<String, String>>();
    languages.forEach(language -> catalogues.put(language, read(language)));
    return new Texts(languages, catalogues);
  }

  /** Language tags; the first stands in for a language that the catalogue lacks. */
  public List<String> languages() {
    return languages;
  }

  /** The phrase in this language. A key that exists nowhere gives empty texts and a warning. */
  public Text say(String language, Phrase phrase) {
    String known = catalogues.containsKey(language) ? language : languages.getFirst();
    SortedMap<String, String> catalogue = entries(known);
    boolean several = phrase.arguments().stream().anyMatch(a -> LABELS.matcher(a).matches());
    String key = nearest(catalogue, several ? phrase.key() + SEVERAL : phrase.key());
    if (key == null) {
      log.warn("no text for key {} in {}", phrase.key(), known);
      return new Text("", "");
    }
    Locale locale = Locale.forLanguageTag(known);
    String text = format(catalogue, locale, catalogue.getOrDefault(key, ""), phrase.arguments());
    String spoken = catalogue.get(key + SPOKEN);
    return new Text(
        text, spoken == null ? text : format(catalogue, locale, spoken, phrase.arguments()));
  }

  /** All entries of one language, spoken forms under {@code <key>.spoken}. */
  SortedMap<String, String> entries(String language) {
    var catalogue = catalogues.get(language);
    if (catalogue == null) throw new IllegalArgumentException("no texts for " + language);
    return catalogue;
  }

  private static SortedMap<String, String> read(String language) {
    try (var in = Texts.class.getResourceAsStream("texts/" + language + ".properties")) {
      if (in == null) throw new IllegalStateException("no texts for " + language);
      var properties = new Properties();
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      var entries = new TreeMap<String, String>();
      properties.stringPropertyNames().forEach(k -> entries.put(k, properties.getProperty(k)));
      return Collections.unmodifiableSortedMap(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code turned-away.odd.title}, else {@code turned-away.title}; {@code x.several}, else {@code
   * x}.
   */
  private static @Nullable String nearest(SortedMap<String, String> catalogue, String key) {
    if (catalogue.containsKey(key)) return key;
    if (key.endsWith(SEVERAL))
      return nearest(catalogue, key.substring(0, key.length() - SEVERAL.length()));
    int end = key.lastIndexOf('.');
    int middle = key.lastIndexOf('.', end - 1);
    return middle < 0 ? null : nearest(catalogue, key.substring(0, middle) + key.substring(end));
  }

  private static String format(
      SortedMap<String, String> catalogue, Locale locale, String pattern, List<String> arguments) {
    var format = new MessageFormat(pattern, locale);
    var formats = format.getFormatsByArgumentIndex();
    var values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      String argument = arguments.get(i);
      boolean counted = i < formats.length && formats[i] instanceof ChoiceFormat;
      values[i] =
          counted && NUMBER.matcher(argument).matches()
              ? Long.valueOf(argument)
              : readable(catalogue, locale, argument);
    }
    return format.format(values);
  }

  private static String readable(
      SortedMap<String, String> catalogue, Locale locale, String argument) {
    if (DATE.matcher(argument).matches()) return date(locale, argument);
    if (LABELS.matcher(argument).matches()) return list(catalogue, argument.split(", ?", -1));
    var device = DEVICE.matcher(argument);
    String words = device.matches() ? catalogue.get("device." + device.group(1)) : null;
    if (words == null) return argument;
    String number = device.group(2);
    return MessageFormat.format(words, number == null ? "" : number).strip();
  }

  private static String date(Locale locale, String iso) {
    try {
      return LocalDate.parse(iso)
          .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
    } catch (java.time.DateTimeException noSuchDay) {
      return iso;
    }
  }

  private static String list(SortedMap<String, String> catalogue, String[] labels) {
    String joined = labels[0];
    for (int i = 1; i < labels.length; i++) {
      String pattern = i == labels.length - 1 ? "list.two" : "list.more";
      joined = MessageFormat.format(catalogue.getOrDefault(pattern, "{0}, {1}"), joined, labels[i]);
    }
    return joined;
  }
}
