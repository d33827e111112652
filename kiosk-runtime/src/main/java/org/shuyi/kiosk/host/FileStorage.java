package org.shuyi.kiosk.host;

import java.io.IOException;
import java.nio.file.Path;
import org.shuyi.kiosk.journal.Acknowledged;
import org.shuyi.kiosk.journal.DiskCheck;

/** The disk under a journal's file; what the page cache believes of it is forgotten first. */
record FileStorage(Path file) implements Outage.Storage {
  @Override
  public void sample() throws IOException {
    DiskCheck.write(file);
  }

  @Override
  public String breachOf(Acknowledged promise) throws IOException {
    boolean _ = Native.forgetCached(file);
    boolean _ = Native.forgetCached(file.resolveSibling(file.getFileName() + "-wal"));
    return DiskCheck.breach(file, promise);
  }
}
