package org.shuyi.devices.sign.bx;

import java.nio.charset.Charset;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Explanation;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.sign.bx.BxCodec.BxFrame;

/** Says in words what goes to a BX card and comes from it. */
final class BxFrames implements Frames {
  /** From the count of areas to be taken away to the first area's length. */
  private static final int BEFORE_AREA = 7;

  private static final int TEXT_AT = 27;

  @Override
  public Explained explain(Bytes frame) {
    var said = new Explanation(frame);
    if (frame.isEmpty()) return said.unclear("no bytes", "");
    return switch (BxCodec.parse(frame)) {
      case Parsed.More<BxFrame>() -> said.cutOff(0);
      case Parsed.Noise<BxFrame>(int size, String why) ->
          said.part(size, why).unclear("damaged: " + why, "");
      case Parsed.Frame<BxFrame>(BxFrame read, int size) -> {
        int lead = 0;
        while (frame.at(lead) == BxCodec.BEGIN) lead++;
        said.part(lead, "the beginning").part(size - lead - 3, "head and command");
        said.part(2, "CRC-16, low byte first").part(1, "the end");
        said.field("to", read.to()).field("from", read.from());
        yield what(read, said);
      }
    };
  }

  /** What is for everybody's eyes on a street is so in a trace. */
  @Override
  public Bytes masked(Bytes frame) {
    return frame;
  }

  private static Explained what(BxFrame read, Explanation said) {
    return switch (read.group()) {
      case BxCodec.ANSWERS -> answer(read, said);
      case BxCodec.KEEPING ->
          read.command() == BxCodec.PING
              ? said.known("are you there", "")
              : said.unclear("command A2 %02X".formatted(read.command()), "");
      case BxCodec.SHOWING ->
          read.command() == BxCodec.SHOW
              ? show(read.detail(), said)
              : said.unclear("command A3 %02X".formatted(read.command()), "");
      default -> said.unclear("command %02X %02X".formatted(read.group(), read.command()), "");
    };
  }

  private static Explained answer(BxFrame read, Explanation said) {
    said.field("error", read.error());
    return switch (read.command()) {
      case BxCodec.ACK -> said.known("done", "");
      case BxCodec.NACK -> said.known("not done: error " + read.error(), "");
      default -> said.unclear("answer A0 %02X".formatted(read.command()), "");
    };
  }

  private static Explained show(Bytes detail, Explanation said) {
    int away = detail.size() > 3 ? detail.at(3) : 0;
    boolean area = detail.size() > BEFORE_AREA + TEXT_AT && away == 0 && detail.at(4) == 1;
    if (!area) {
      return away == 0xFF && detail.size() == 5
          ? said.known("take every text away", "")
          : said.unclear("areas of another form", "");
    }
    Bytes told = detail.from(BEFORE_AREA);
    int size = BxCodec.number(told, TEXT_AT - 4);
    if (told.size() != TEXT_AT + size) return said.unclear("the text's length is wrong", "");
    String text = new String(told.from(TEXT_AT).toArray(), Charset.forName("GBK"));
    said.field("width", 8 * BxCodec.number(told, 5)).field("height", BxCodec.number(told, 7));
    said.field("seconds", BxCodec.number(told, 12)).field("text", text);
    return said.known("show \"" + text + "\"", "");
  }
}
