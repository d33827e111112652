package org.shuyi.devices.tag.llrp;

import org.shuyi.devices.tag.ReaderDriver;

/** One reader that speaks LLRP. */
public final class LlrpDriver extends ReaderDriver<LlrpQuestion, LlrpMessage> {
  public LlrpDriver(LlrpConfig config) {
    super(new LlrpWords(config));
  }
}
