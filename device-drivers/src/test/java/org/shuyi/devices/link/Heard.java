package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shuyi.devices.Bytes;

/** A listener that writes down what it hears, for tests that wait for it. */
final class Heard implements Line.Listener {
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @Override
  public void up() {
    said.add("up");
  }

  @Override
  public void received(Bytes bytes) {
    said.add(bytes.toString());
  }

  @Override
  public void down(String why) {
    said.add("down: " + why);
  }

  /** The next thing, within 10 s. */
  String next() throws InterruptedException {
    String next = said.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("something on the line within 10 s").isNotNull();
    return next == null ? "" : next;
  }

  /** Bytes until as many are there as are wanted, in whatever pieces. */
  Bytes bytes(int wanted) throws InterruptedException {
    Bytes bytes = Bytes.EMPTY;
    while (bytes.size() < wanted) bytes = bytes.plus(Bytes.parse(next()));
    return bytes;
  }

  boolean isQuiet() {
    return said.isEmpty();
  }
}
