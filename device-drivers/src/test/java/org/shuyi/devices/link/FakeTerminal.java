package org.shuyi.devices.link;

import java.nio.ByteBuffer;
import java.util.List;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CardTerminals;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * A reader as the document of javax.smartcardio describes it, whose card and plug a test holds. A
 * service that has lost it says only that it has no card, as some do.
 */
final class FakeTerminal extends CardTerminal {
  /** The ATR of a contactless storage card, PC/SC part 3. */
  private static final byte[] ATR_BYTES =
      Bytes.parse("3B8F8001804F0CA000000306030001000000006A").toArray();

  private final String name;
  private volatile @Nullable Bytes held;
  private volatile boolean pulled;

  FakeTerminal(String name) {
    this.name = name;
  }

  void hold(Bytes uid) {
    held = uid;
  }

  void pull(boolean out) {
    pulled = out;
  }

  CardTerminals terminals() {
    return new CardTerminals() {
      @Override
      public List<CardTerminal> list(State state) {
        return pulled ? List.of() : List.of(FakeTerminal.this);
      }

      @Override
      public boolean waitForChange(long timeout) {
        return false;
      }
    };
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Card connect(String protocol) throws CardException {
    Bytes uid = held;
    if (uid == null || pulled) throw new CardNotPresentException("no card");
    return new FakeCard(uid);
  }

  @Override
  public boolean isCardPresent() {
    return held != null && !pulled;
  }

  @Override
  public boolean waitForCardPresent(long timeout) {
    return isCardPresent();
  }

  @Override
  public boolean waitForCardAbsent(long timeout) {
    return !isCardPresent();
  }

  private final class FakeCard extends Card {
    private final Bytes uid;

    FakeCard(Bytes uid) {
      this.uid = uid;
    }

    @Override
    public ATR getATR() {
      return new ATR(ATR_BYTES);
    }

    @Override
    public String getProtocol() {
      return "T=1";
    }

    @Override
    public CardChannel getBasicChannel() {
      return new FakeChannel(this);
    }

    @Override
    public CardChannel openLogicalChannel() throws CardException {
      throw new CardException("one channel only");
    }

    @Override
    public void beginExclusive() {}

    @Override
    public void endExclusive() {}

    @Override
    public byte[] transmitControlCommand(int code, byte[] command) {
      return new byte[0];
    }

    @Override
    public void disconnect(boolean reset) throws CardException {
      if (pulled) throw new CardException("reader unavailable");
    }
  }

  private final class FakeChannel extends CardChannel {
    private final FakeCard card;

    FakeChannel(FakeCard card) {
      this.card = card;
    }

    @Override
    public Card getCard() {
      return card;
    }

    @Override
    public int getChannelNumber() {
      return 0;
    }

    @Override
    public ResponseAPDU transmit(CommandAPDU command) throws CardException {
      Bytes now = held;
      if (pulled || now == null || !card.uid.equals(now))
        throw new CardException("the card was removed");
      boolean number = command.getCLA() == 0xFF && command.getINS() == 0xCA;
      return new ResponseAPDU((number ? card.uid.plus(0x90, 0x00) : Bytes.of(0x6D, 0)).toArray());
    }

    @Override
    public int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
      throw new CardException("not used");
    }

    @Override
    public void close() {}
  }
}
