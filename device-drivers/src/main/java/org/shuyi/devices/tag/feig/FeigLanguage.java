package org.shuyi.devices.tag.feig;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Talk;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrame.Request;

/**
 * FEIG's frames on a line. The fence is the software version, which looks like nothing else.
 *
 * @param address 0 to 253, or {@link FeigFrame#ANY}
 */
public record FeigLanguage(int address) implements Talk.Language<Request, Reply> {
  @Override
  public Bytes encode(Request question) {
    return FeigFrame.encode(question);
  }

  @Override
  public Parsed<Reply> parse(Bytes received) {
    return FeigFrame.parse(received);
  }

  @Override
  public Request fence() {
    return new Request(address, FeigCodec.VERSION, Bytes.EMPTY);
  }

  @Override
  public boolean isOurs(Reply reply) {
    return address == FeigFrame.ANY || reply.address() == address;
  }

  @Override
  public boolean answers(Reply reply, Request question) {
    return reply.command() == question.command();
  }

  /** What does not fit in one frame is asked for. */
  @Override
  public boolean goesOn(Reply reply) {
    return false;
  }

  @Override
  public String named(Request question) {
    return "command %02X".formatted(question.command());
  }
}
