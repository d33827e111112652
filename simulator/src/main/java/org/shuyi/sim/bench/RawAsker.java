package org.shuyi.sim.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.device.PacedPort;

/**
 * The twin of a line and a loop: a program that writes a question and reads until it has it all.
 */
final class RawAsker implements AutoCloseable {
  /** State of the board with the address 0, as the manual of the CU16 has it. */
  private static final byte[] QUESTION = Bytes.parse("02 00 30 03 35").toArray();

  private static final int ANSWER_BYTES = 9;

  private final PacedPort port;
  private final RandomAccessFile file;

  RawAsker(PacedPort port) throws IOException {
    this.port = port;
    this.file = new RandomAccessFile(port.path(), "rw");
  }

  /** So many times; the first is not counted. */
  void asks(int times, WiresBench.Parts parts) throws IOException, InterruptedException {
    var answer = new byte[ANSWER_BYTES];
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      file.write(QUESTION);
      file.readFully(answer);
      long nanos = System.nanoTime() - began;
      var exchange = port.next();
      if (i > 0) parts.add(nanos, exchange);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
