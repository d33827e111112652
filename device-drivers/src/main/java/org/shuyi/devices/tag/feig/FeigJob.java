package org.shuyi.devices.tag.feig;

import java.util.Optional;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;

/** Something that takes several questions to a reader and ends in one notice. */
sealed interface FeigJob permits FeigCounting, FeigMarking {
  /** The antenna it is done with. */
  int antenna();

  /** The next question, or nothing when it is done. */
  Optional<Question> next();

  /** The answer to the last question, with any status. */
  void answered(Reply reply);

  /** How it ended. */
  TagNotice end();

  /** It cannot be done, or not be completed. */
  TagNotice failed(String why);

  /** A command and its data. */
  record Question(int command, Bytes data) {}
}
