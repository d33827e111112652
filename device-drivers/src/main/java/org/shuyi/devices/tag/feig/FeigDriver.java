package org.shuyi.devices.tag.feig;

import org.shuyi.devices.tag.ReaderDriver;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrame.Request;

/** One FEIG HF reader. */
public final class FeigDriver extends ReaderDriver<Request, Reply> {
  public FeigDriver(FeigConfig config) {
    super(new FeigWords(config));
  }
}
