package org.shuyi.devices.tag.llrp;

import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * Something asked of a reader.
 *
 * @param messages in the order in which they are sent; more than one only where the reader is told
 *     to read a tag's memory
 * @param spec the ROSpec whose reports belong to the answer; 0 for none
 */
public record LlrpQuestion(List<LlrpMessage> messages, long spec) {
  public LlrpQuestion {
    messages = List.copyOf(messages);
  }

  /** One message, answered by one. */
  static LlrpQuestion of(LlrpMessage message) {
    return new LlrpQuestion(List.of(message), 0);
  }

  Bytes encoded() {
    var all = Bytes.EMPTY;
    for (var message : messages) all = all.plus(message.encoded());
    return all;
  }

  /** Whether this is the answer to one of the messages, or says that it was not understood. */
  boolean isAnsweredBy(LlrpMessage reply) {
    return messages.stream()
        .anyMatch(
            asked ->
                asked.id() == reply.id()
                    && (reply.type() == LlrpMessage.ERROR
                        || reply.type() == asked.type() + LlrpMessage.ANSWER));
  }
}
