package org.shuyi.kiosk.ui;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.shuyi.kiosk.kernel.Effect.Announce;

/** What an announcement says on a sign and aloud, in every language of the station. */
public final class AnnounceText {
  private static final String BETWEEN_LANGUAGES = "  ";

  private final Texts texts;

  public AnnounceText(Texts texts) {
    this.texts = texts;
  }

  /** One line with all languages in it: nobody chooses one before a sign. */
  public String written(Announce what) {
    return what.languages().stream()
        .map(language -> texts.say(language, what.what().phrase()).text())
        .collect(joining(BETWEEN_LANGUAGES));
  }

  /** Language to sentence, in the order in which they are said. */
  public SequencedMap<String, String> spoken(Announce what) {
    var sentences = new LinkedHashMap<String, String>();
    for (String language : what.languages())
      sentences.put(language, texts.say(language, what.what().phrase()).spoken());
    return Collections.unmodifiableSequencedMap(sentences);
  }
}
