package org.shuyi.devices.tag.uhfreader18;

import org.shuyi.devices.tag.ReaderDriver;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Reply;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Request;

/** One reader of the UHFReader18 family. */
public final class UhfDriver extends ReaderDriver<Request, Reply> {
  public UhfDriver(UhfConfig config) {
    super(new UhfWords(config));
  }
}
