package org.shuyi.devices.tag;

import java.util.Set;
import org.shuyi.devices.Driver;

/** A driver of this port, which says what its reader can do. */
public interface TagReader extends Driver<TagCommand, TagNotice> {
  /** By its kind and its settings; the same for ever. */
  Set<TagAbility> abilities();
}
