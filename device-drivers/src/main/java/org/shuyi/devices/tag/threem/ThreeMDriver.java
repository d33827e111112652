package org.shuyi.devices.tag.threem;

import org.shuyi.devices.tag.ReaderDriver;
import org.shuyi.devices.tag.threem.ThreeMFrame.Frame;

/** One 3M reader. */
public final class ThreeMDriver extends ReaderDriver<Frame, Frame> {
  public ThreeMDriver(ThreeMConfig config) {
    super(new ThreeMWords(config));
  }
}
