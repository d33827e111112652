package org.shuyi.devices.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line over a serial port, by jSerialComm as libraries.md, section 2, says: no listeners, finite
 * reads, a new port object for each open, and no trust in {@code isOpen}.
 */
public final class SerialLine extends ReopeningLine implements Tunable {
  /** A write that stands for so long is a failure; a frame takes some milliseconds. */
  private static final int WRITE_MILLIS = 1_000;

  /** From one look at the path to the next. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The shortest time for which an FTDI adapter can be told to gather bytes. */
  private static final int PROMPT_MILLIS = 1;

  private static final Logger LOG = LoggerFactory.getLogger(SerialLine.class);

  private final LineAddress.Serial address;
  private final Path sys;

  /** The rates, the usual one first. */
  private final List<Integer> rates = new ArrayList<>();

  /** Which of them is in use. */
  private volatile int rate;

  private boolean warned;

  public SerialLine(LineAddress.Serial address) {
    this(address, UsbAdapter.SYS);
  }

  /** The same with another picture of the machine's adapters. */
  SerialLine(LineAddress.Serial address, Path sys) {
    this.address = address;
    this.sys = sys;
    rates.add(address.baud());
    rates.addAll(address.also());
  }

  @Override
  public String describe() {
    return address.describe(rates.get(rate));
  }

  @Override
  public void tune() {
    if (rates.size() == 1) return;
    int before = rates.get(rate);
    rate = (rate + 1) % rates.size();
    giveUp("no answer at %d, trying %d baud".formatted(before, rates.get(rate)));
  }

  @Override
  Wire connect() throws IOException {
    var path = Path.of(address.path());
    if (!Files.exists(path)) throw new IOException(path + " does not exist");
    Path real = path.toRealPath();
    judge(UsbAdapter.of(real, sys));
    var port = port(path);
    port.setComPortParameters(
        rates.get(rate), address.bits(), stopBits(address.stop()), parity(address.parity()));
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

  /** Two like adapters that were swapped have each other's names, but not each other's numbers. */
  private void judge(Optional<UsbAdapter> found) throws IOException {
    String is = found.map(UsbAdapter::identity).orElse("none");
    String wanted = address.adapter().orElse(is);
    if (!is.equals(wanted)) {
      throw new IOException(
          "%s is the adapter %s, expected %s".formatted(address.path(), is, wanted));
    }
    int latency = found.map(UsbAdapter::latencyMillis).orElse(OptionalInt.empty()).orElse(0);
    if (latency > PROMPT_MILLIS && !warned) {
      LOG.warn("{}: its adapter holds bytes for {} ms; see 70-shuyi.rules", describe(), latency);
      warned = true;
    }
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
    private long lookedAt = System.nanoTime();

    PortWire(SerialPort port, Path path, Path real) {
      this.port = port;
      this.path = path;
      this.real = real;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      int count = port.readBytes(buffer, buffer.length);
      if (System.nanoTime() - lookedAt >= LOOK_NANOS) {
        lookedAt = System.nanoTime();
        lookForPath();
      }
      return count;
    }

    /**
     * An adapter that was pulled out may stay silent for ever; its name in /dev does not. And where
     * several come back at once, the old name may have led to the device of another line when it
     * was opened, which answers well.
     */
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
