package org.shuyi.devices.tag.thingmagic;

import org.shuyi.devices.tag.ReaderDriver;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Reply;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Request;

/** One ThingMagic or Silion module. */
public final class ThingMagicDriver extends ReaderDriver<Request, Reply> {
  public ThingMagicDriver(ThingMagicConfig config) {
    super(new ThingMagicWords(config));
  }
}
