package org.shuyi.devices.code.serial;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.code.CodeDriver;

/** A scanner that sends each code as text with an end mark. */
public final class ScannerDriver extends CodeDriver {
  private final int longest;
  private final Tally tally;
  private Bytes received = Bytes.EMPTY;

  public ScannerDriver(ScannerConfig config) {
    this(config, new Tally("bytesDropped", "codes", "refused", "repeated"));
  }

  private ScannerDriver(ScannerConfig config, Tally tally) {
    super(tally, config.repeat(), config.gap());
    this.longest = config.longest();
    this.tally = tally;
  }

  @Override
  protected boolean heard(Bytes bytes) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (ScannerCodec.parse(received, longest)) {
        case Parsed.More<String>() -> {
          return true;
        }
        case Parsed.Noise<String>(int size, String why) -> {
          if (size > 1) tally.count("refused");
          received = received.from(size);
        }
        case Parsed.Frame<String>(String text, int size) -> {
          received = received.from(size);
          tell(text);
        }
      }
    }
    return false;
  }

  @Override
  protected void forgetHalf() {
    if (!received.isEmpty()) tally.count("bytesDropped", received.size());
    received = Bytes.EMPTY;
  }
}
