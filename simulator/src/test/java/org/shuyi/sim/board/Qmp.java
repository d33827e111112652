package org.shuyi.sim.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * What a virtual machine is told from outside: plugs, and keys of its keyboards.
 *
 * <p>Source: QEMU, docs/interop/qmp-spec and the QEMU QMP reference manual.
 */
final class Qmp {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SocketChannel channel;
  private final BufferedReader said;

  /** Takes the greeting and leaves the mode of negotiation. */
  Qmp(SocketChannel channel) throws IOException {
    this.channel = channel;
    said = new BufferedReader(Channels.newReader(channel, UTF_8));
    var _ = next();
    execute("qmp_capabilities", object());
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Does one thing, and it must succeed.
   *
   * @throws IOException with what the machine said against it
   */
  void execute(String command, ObjectNode arguments) throws IOException {
    ObjectNode all = object().put("execute", command);
    all.set("arguments", arguments);
    var bytes = ByteBuffer.wrap((all + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) channel.write(bytes);
    JsonNode answer = next();
    while (answer.has("event")) answer = next();
    if (!answer.has("return")) throw new IOException(command + ": " + answer);
  }

  /** Reads on until this event. */
  void await(String event) throws IOException {
    JsonNode said = next();
    while (!said.path("event").asText().equals(event)) said = next();
  }

  private JsonNode next() throws IOException {
    String line = said.readLine();
    if (line == null) throw new IOException("the machine is gone");
    return JSON.readTree(line);
  }
}
