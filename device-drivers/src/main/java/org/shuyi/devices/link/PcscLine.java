package org.shuyi.devices.link;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * A line to a reader behind PC/SC: CCID messages in, what the service did with them out. The calls
 * block, and are made by the line's own thread; a reader that is pulled ends the wire.
 *
 * <p>The messages (USB class CCID rev. 1.1): {@code 65} asks whether a card is there, {@code 62}
 * powers it, {@code 6F} gives it an APDU, {@code 63} leaves it; {@code 81} and {@code 80} answer.
 */
public final class PcscLine extends ReopeningLine {
  private static final int POWER_ON = 0x62;
  private static final int POWER_OFF = 0x63;
  private static final int GET_STATUS = 0x65;
  private static final int TRANSFER = 0x6F;
  private static final int DATA_BLOCK = 0x80;
  private static final int SLOT_STATUS = 0x81;
  private static final int HEAD = 10;

  /** In the status of an answer: the command failed. */
  private static final int FAILED = 0x40;

  /** CCID's error "the card does not answer". */
  private static final int MUTE = 0xFE;

  /** One question at a time, and what a driver may have asked since. */
  private static final int WAITING = 8;

  /** Some services tell of a pulled reader only that it has no card, so its name is looked for. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LineAddress.Pcsc address;
  private final Service service;

  /** Where readers are found. */
  interface Service {
    CardTerminals terminals() throws NoSuchAlgorithmException;
  }

  public PcscLine(LineAddress.Pcsc address) {
    this(address, () -> TerminalFactory.getInstance("PC/SC", null).terminals());
  }

  /** A line by another service, for tests. */
  PcscLine(LineAddress.Pcsc address, Service service) {
    this.address = address;
    this.service = service;
  }

  @Override
  public String describe() {
    return address.describe();
  }

  @Override
  Wire connect() throws IOException {
    try {
      CardTerminals terminals = service.terminals();
      for (CardTerminal terminal : terminals.list()) {
        if (terminal.getName().contains(address.reader())) return new Reader(terminals, terminal);
      }
      throw new IOException("no reader named " + address.reader());
    } catch (NoSuchAlgorithmException | CardException e) {
      throw new IOException("no PC/SC service: " + e.getMessage(), e);
    }
  }

  private static final class Reader implements Wire {
    private final CardTerminals terminals;
    private final CardTerminal terminal;
    private final BlockingQueue<Bytes> asked = new ArrayBlockingQueue<>(WAITING);
    private @Nullable Card card;
    private long looked = System.nanoTime();

    Reader(CardTerminals terminals, CardTerminal terminal) {
      this.terminals = terminals;
      this.terminal = terminal;
    }

    /** A whole message is written at once; it is obeyed by the reading thread. */
    @Override
    public void write(byte[] bytes) throws IOException {
      if (bytes.length < HEAD)
        throw new IOException("%d bytes are no message".formatted(bytes.length));
      if (!asked.offer(Bytes.copyOf(bytes))) throw new IOException("the reader hangs");
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      Bytes message = next();
      if (System.nanoTime() - looked > LOOK_NANOS) look();
      if (message == null) return 0;
      byte[] answer = obeyed(message).toArray();
      System.arraycopy(answer, 0, buffer, 0, answer.length);
      return answer.length;
    }

    @Override
    public void close() {
      leave();
    }

    private @Nullable Bytes next() throws IOException {
      try {
        return asked.poll(READ_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    private void look() throws IOException {
      looked = System.nanoTime();
      try {
        String name = terminal.getName();
        if (terminals.list().stream().noneMatch(one -> one.getName().equals(name))) {
          throw new IOException(name + " was pulled out");
        }
      } catch (CardException e) {
        throw new IOException(String.valueOf(e.getMessage()), e);
      }
    }

    private Bytes obeyed(Bytes message) throws IOException {
      int sequence = message.at(6);
      try {
        if (!terminal.isCardPresent()) leave();
        return switch (message.at(0)) {
          case GET_STATUS -> answer(SLOT_STATUS, sequence, 0, 0, Bytes.EMPTY);
          case POWER_OFF -> {
            leave();
            yield answer(SLOT_STATUS, sequence, 0, 0, Bytes.EMPTY);
          }
          case POWER_ON -> powered(sequence);
          case TRANSFER -> transferred(sequence, message.from(HEAD));
          default -> answer(SLOT_STATUS, sequence, FAILED, 0, Bytes.EMPTY);
        };
      } catch (CardException gone) {
        throw new IOException(String.valueOf(gone.getMessage()), gone);
      }
    }

    private Bytes powered(int sequence) throws CardException {
      leave();
      try {
        Card connected = terminal.connect("*");
        card = connected;
        Bytes atr = Bytes.copyOf(connected.getATR().getBytes());
        return answer(DATA_BLOCK, sequence, 0, 0, atr);
      } catch (CardException awayOrMute) {
        return answer(DATA_BLOCK, sequence, FAILED, MUTE, Bytes.EMPTY);
      }
    }

    /** A card that fails was taken away, or is another one by now: it must be powered first. */
    private Bytes transferred(int sequence, Bytes apdu) throws CardException {
      Card connected = card;
      if (connected == null) return answer(DATA_BLOCK, sequence, FAILED, MUTE, Bytes.EMPTY);
      try {
        var said = connected.getBasicChannel().transmit(new CommandAPDU(apdu.toArray()));
        return answer(DATA_BLOCK, sequence, 0, 0, Bytes.copyOf(said.getBytes()));
      } catch (CardException | IllegalStateException | IllegalArgumentException failed) {
        leave();
        return answer(DATA_BLOCK, sequence, FAILED, MUTE, Bytes.EMPTY);
      }
    }

    private Bytes answer(int type, int sequence, int status, int error, Bytes data)
        throws CardException {
      int icc = card != null ? 0 : terminal.isCardPresent() ? 1 : 2;
      return Bytes.of(type, data.size() & 0xFF, data.size() >> 8, 0, 0, 0, sequence)
          .plus(status | icc, error, 0)
          .plus(data);
    }

    private void leave() {
      Card connected = card;
      if (connected == null) return;
      try {
        connected.disconnect(false);
      } catch (CardException alreadyGone) {
        // Whoever took the card away has ended it already.
        card = null;
      }
      card = null;
    }
  }
}
