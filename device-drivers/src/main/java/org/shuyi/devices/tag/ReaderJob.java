package org.shuyi.devices.tag;

import java.util.List;
import java.util.Optional;

/** Something that takes several questions to a reader and ends in one notice. */
sealed interface ReaderJob<Q, R> permits Counting, Marking, ContentWriting {
  /** The antenna it is done with. */
  int antenna();

  /** The next question, or nothing when it is done. */
  Optional<Q> next();

  /** The answer to the last question, with any status: one reply or more. */
  void answered(List<R> replies);

  /** How it ended. */
  TagNotice end();

  /** It cannot be done, or not be completed. */
  TagNotice failed(String why);
}
