package org.shuyi.devices.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line over a serial port, by jSerialComm as libraries.md, section 2, says: no listeners, finite
 * reads, a new port object for each open, and no trust in {@code isOpen}.
 */
public final class SerialLine extends ReopeningLine {
  /** A write that stands for so long is a failure; a frame takes some milliseconds. */
  private static final int WRITE_MILLIS = 1_000;

  /** Reads without bytes from one look at the path to the next: every second. */
  private static final int READS_A_LOOK = 1_000 / READ_MILLIS;

  private static final Logger LOG = LoggerFactory.getLogger(SerialLine.class);

  private final LineAddress.Serial address;

  public SerialLine(LineAddress.Serial address) {
    this.address = address;
  }

  @Override
  public String describe() {
    return address.describe();
  }

  @Override
  Wire connect() throws IOException {
    var path = Path.of(address.path());
    if (!Files.exists(path)) throw new IOException(path + " does not exist");
    Path real = path.toRealPath();
    var port = port(path);
    port.setComPortParameters(
        address.baud(), address.bits(), stopBits(address.stop()), parity(address.parity()));
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(
        SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
        READ_MILLIS,
        WRITE_MILLIS);
    if (!port.openPort()) {
      throw new IOException(
          "%s: error %d at %d"
              .formatted(path, port.getLastErrorCode(), port.getLastErrorLocation()));
    }
    hold(port);
    return new PortWire(port, path, real);
  }

  private static SerialPort port(Path path) throws IOException {
    try {
      return SerialPort.getCommPort(path.toString());
    } catch (SerialPortInvalidPortException e) {
      throw new IOException(path + " is no serial port", e);
    }
  }

  /** Holds RTS and DTR where the adapter wants them; a pty has none, and that is no failure. */
  private void hold(SerialPort port) {
    address.rts().ifPresent(on -> level(on ? port.setRTS() : port.clearRTS(), "RTS"));
    address.dtr().ifPresent(on -> level(on ? port.setDTR() : port.clearDTR(), "DTR"));
  }

  private void level(boolean set, String pin) {
    if (!set) LOG.warn("{}: {} cannot be set", describe(), pin);
  }

  private static int stopBits(int stop) {
    return stop == 1 ? SerialPort.ONE_STOP_BIT : SerialPort.TWO_STOP_BITS;
  }

  private static int parity(LineAddress.Parity parity) {
    return switch (parity) {
      case NONE -> SerialPort.NO_PARITY;
      case EVEN -> SerialPort.EVEN_PARITY;
      case ODD -> SerialPort.ODD_PARITY;
    };
  }

  private static final class PortWire implements Wire {
    private final SerialPort port;
    private final Path path;
    private final Path real;
    private int silentReads;

    PortWire(SerialPort port, Path path, Path real) {
      this.port = port;
      this.path = path;
      this.real = real;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      int count = port.readBytes(buffer, buffer.length);
      silentReads = count == 0 ? silentReads + 1 : 0;
      if (silentReads >= READS_A_LOOK) {
        silentReads = 0;
        lookForPath();
      }
      return count;
    }

    /** An adapter that was pulled out may stay silent for ever; its name in /dev does not. */
    private void lookForPath() throws IOException {
      if (!Files.exists(path)) throw new IOException(path + " has vanished");
      if (!path.toRealPath().equals(real)) throw new IOException(path + " leads elsewhere now");
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      int written = port.writeBytes(bytes, bytes.length);
      if (written != bytes.length) {
        throw new IOException("%d of %d bytes written".formatted(written, bytes.length));
      }
    }

    @Override
    public void close() {
      port.closePort();
    }
  }
}
