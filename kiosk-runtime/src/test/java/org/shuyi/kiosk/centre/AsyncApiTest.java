package org.shuyi.kiosk.centre;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.AnswerMessage;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.AskMessage;
import org.shuyi.kiosk.centre.wire.BirthMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.CommandMessage;
import org.shuyi.kiosk.centre.wire.Malformed;
import org.shuyi.kiosk.centre.wire.PolicyMessage;
import org.shuyi.kiosk.centre.wire.RecordsMessage;
import org.shuyi.kiosk.centre.wire.ReplyMessage;
import org.shuyi.kiosk.centre.wire.SignedMessage;
import org.shuyi.kiosk.centre.wire.SortMessage;
import org.shuyi.kiosk.centre.wire.SortedMessage;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.centre.wire.StatusMessage;
import org.shuyi.kiosk.trust.Envelope;
import org.shuyi.kiosk.trust.Octets;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The document and the code say the same: every topic, every setting, every example. */
class AsyncApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode API = load();
  private static final String PLACE = "shuyi/1/{organisation}/{station}/";

  private static JsonNode load() {
    try (InputStream in = Channel.class.getResourceAsStream("/asyncapi.yaml")) {
      Object tree =
          new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(in));
      return JSON.valueToTree(tree);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyChannelIsInTheDocumentAndNoOther() {
    var named = new TreeSet<String>();
    API.path("channels").fieldNames().forEachRemaining(named::add);
    var known = new TreeSet<String>();
    for (Channel channel : Channel.values()) known.add(channel.message());
    assertThat(named).isEqualTo(known);
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void aChannelHasItsTopicSizeAndPayloadType(Channel channel) {
    JsonNode described = API.path("channels").path(channel.message());
    String nonce = channel == Channel.PING ? "/{nonce}" : "";
    assertThat(described.path("address").asText()).isEqualTo(PLACE + channel.word() + nonce);
    String topic =
        described
            .path("address")
            .asText()
            .replace("{organisation}", "demo")
            .replace("{station}", "cabinet-1")
            .replace("/{nonce}", "");
    assertThat(TestKeys.US.topic(channel)).isEqualTo(topic);
    assertThat(Address.of(topic, channel)).isEqualTo(Optional.of(TestKeys.US));
    JsonNode message = message(channel);
    assertThat(message.path("x-most-bytes").asInt(-1)).isEqualTo(channel.mostBytes());
    if (message.has("x-payload-type")) {
      assertThat(message.path("x-payload-type").asText()).isEqualTo(channel.payloadType());
    }
    assertThat(message.has("x-payload-type")).isEqualTo(channel.way() == Channel.Way.DOWN);
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void aChannelIsSentAndReceivedAsTheCodeDoesIt(Channel channel) {
    var actions = new TreeSet<String>();
    for (JsonNode operation : API.path("operations")) {
      String ref = operation.path("channel").path("$ref").asText();
      if (!ref.equals("#/channels/" + channel.message())) continue;
      actions.add(operation.path("action").asText());
      JsonNode mqtt = operation.path("bindings").path("mqtt");
      assertThat(mqtt.path("qos").asInt(-1)).isEqualTo(channel.qos());
      assertThat(mqtt.path("retain").asBoolean()).isEqualTo(channel.retained());
    }
    assertThat(actions)
        .containsExactlyElementsOf(
            switch (channel.way()) {
              case UP -> List.of("send");
              case DOWN -> List.of("receive");
              case BOTH -> List.of("receive", "send");
            });
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void everyExampleIsReadAndWrittenBackByteForByte(Channel channel) throws Exception {
    List<byte[]> examples = examples(channel);
    assertThat(examples).isNotEmpty();
    for (byte[] example : examples) {
      assertThat(example.length).isLessThanOrEqualTo(channel.mostBytes());
      assertThat(new String(roundTrip(channel, example), StandardCharsets.UTF_8))
          .isEqualTo(new String(example, StandardCharsets.UTF_8));
    }
  }

  /** Ed25519 signs the same bytes the same way, so the examples can be made again here. */
  @Test
  void signedExamplesAreWhatTheirKeyMakesOfTheirPayload() throws Exception {
    int seen = 0;
    for (Channel channel : Channel.values()) {
      if (channel.way() != Channel.Way.DOWN) continue;
      var signer = channel == Channel.COMMAND ? TestKeys.STAFF : TestKeys.CENTRE;
      byte[] payload = bytes(message(channel).path("x-signed-examples").path(0));
      byte[] envelope = bytes(message(channel).path("examples").path(0).path("payload"));
      assertThat(new String(TestKeys.seal(channel, payload, signer), StandardCharsets.UTF_8))
          .isEqualTo(new String(envelope, StandardCharsets.UTF_8));
      seen++;
    }
    assertThat(seen).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void everyMemberThatTheSchemaRequiresIsRequiredByTheCode(Channel channel) throws Exception {
    JsonNode message = message(channel);
    String ref =
        message.path(message.has("x-signed") ? "x-signed" : "payload").path("$ref").asText();
    JsonNode schema = API.at(ref.isEmpty() ? "/nowhere" : ref.substring(1));
    for (byte[] example : payloads(channel)) {
      for (JsonNode required : schema.path("required")) {
        var tree = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(example);
        tree.remove(required.asText());
        assertThat(isRead(channel, JSON.writeValueAsBytes(tree)))
            .as("without %s", required)
            .isFalse();
      }
      if (!schema.path("additionalProperties").asBoolean(true)) {
        var tree = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(example);
        tree.put("surprise", 1);
        assertThat(isRead(channel, JSON.writeValueAsBytes(tree))).as("with more").isFalse();
        assertThat(names(schema.path("properties"))).containsAll(names(JSON.readTree(example)));
      }
    }
  }

  @Test
  void theBirthSpeaksEveryMessage() {
    var spoken = new TreeSet<>(BirthMessage.spoken().keySet());
    assertThat(spoken).isEqualTo(names(API.path("channels")));
  }

  @Test
  void theDocumentedChainIsTheOneThatIsComputed() throws Exception {
    RecordsMessage batch = RecordsMessage.read(examples(Channel.RECORDS).getFirst());
    assertThat(batch.firstSeq()).isEqualTo(1);
    assertThat(batch.records()).hasSize(2);
    assertThat(batch.chain().hash().hex())
        .isEqualTo("143371b7f9a2b4405a606b3c0a5527e535172307459a4937dc252f7b9a7ede9a");
  }

  @Test
  void whatABatchCostsOnTheWire() throws Exception {
    var records = new ArrayList<Octets>();
    for (int i = 0; i < RecordsMessage.MOST_RECORDS; i++) records.add(Octets.of(new byte[60]));
    var batch = new RecordsMessage(PaperBacklog.EPOCH, 1_000_000, Octets.of(new byte[32]), records);
    int frame = 5 + 2 + TestKeys.US.topic(Channel.RECORDS).length() + 2 + 6;
    int whole = batch.bytes().length + frame;
    System.out.printf(
        Locale.ROOT,
        "bytes per record in a batch of 100 records of 60 bytes: %.2f, of which ours %.2f%n",
        whole / 100.0,
        whole / 100.0 - 60);
    assertThat(whole / 100.0 - 60).isLessThan(4);
    assertThat(RecordsMessage.read(batch.bytes())).isEqualTo(batch);
  }

  @Test
  void theLongestBatchFitsItsChannel() {
    var records = new ArrayList<Octets>();
    for (int i = 0; i < 16; i++) records.add(Octets.of(new byte[4_093]));
    var batch = new RecordsMessage(PaperBacklog.EPOCH, 1, Octets.of(new byte[32]), records);
    assertThat(batch.bytes().length).isLessThanOrEqualTo(Channel.RECORDS.mostBytes());
  }

  private static JsonNode message(Channel channel) {
    return API.path("components").path("messages").path(channel.message());
  }

  private static SortedSet<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static byte[] bytes(JsonNode node) throws IOException {
    return node.isTextual()
        ? node.textValue().getBytes(StandardCharsets.UTF_8)
        : JSON.writeValueAsBytes(node);
  }

  /** Whole payloads as they travel. */
  private static List<byte[]> examples(Channel channel) throws IOException {
    var found = new ArrayList<byte[]>();
    for (JsonNode example : message(channel).path("examples")) {
      found.add(bytes(example.path("payload")));
    }
    for (JsonNode hex : message(channel).path("x-examples-hex")) {
      found.add(HexFormat.of().parseHex(hex.asText()));
    }
    return found;
  }

  /** What is inside the envelope where there is one; JSON only. */
  private static List<byte[]> payloads(Channel channel) throws IOException {
    if (channel == Channel.RECORDS || channel == Channel.PING) return List.of();
    var found = new ArrayList<byte[]>();
    boolean signed = message(channel).has("x-signed-examples");
    JsonNode list = message(channel).path(signed ? "x-signed-examples" : "examples");
    for (JsonNode example : list) found.add(bytes(signed ? example : example.path("payload")));
    return found;
  }

  private interface Reading {
    byte[] again(byte[] bytes) throws Malformed;
  }

  private static final Map<Channel, Reading> READERS =
      Map.ofEntries(
          Map.entry(Channel.STATE, b -> StateMessage.read(b).bytes()),
          Map.entry(Channel.BIRTH, b -> BirthMessage.read(b).bytes()),
          Map.entry(Channel.STATUS, b -> StatusMessage.read(b).bytes()),
          Map.entry(Channel.RECORDS, b -> RecordsMessage.read(b).bytes()),
          Map.entry(Channel.APPLIED, b -> AppliedMessage.read(b).bytes()),
          Map.entry(Channel.ASK, b -> AskMessage.read(b).bytes()),
          Map.entry(Channel.REPLY, b -> ReplyMessage.read(b).bytes()),
          Map.entry(Channel.SORT, b -> SortMessage.read(b).bytes()),
          Map.entry(Channel.SORTED, b -> SortedMessage.read(b).bytes()),
          Map.entry(Channel.POLICY, b -> PolicyMessage.read(b).bytes()),
          Map.entry(Channel.COMMAND, b -> CommandMessage.read(b).bytes()),
          Map.entry(Channel.ANSWER, b -> AnswerMessage.read(b).bytes()));

  private static Reading reader(Channel channel) {
    return Optional.ofNullable(READERS.get(channel)).orElse(bytes -> bytes);
  }

  private static byte[] roundTrip(Channel channel, byte[] example) throws Malformed {
    if (channel.way() != Channel.Way.DOWN) return reader(channel).again(example);
    Envelope envelope = SignedMessage.read(example, channel);
    byte[] payload = envelope.payload().toArray();
    assertThat(reader(channel).again(payload)).isEqualTo(payload);
    return SignedMessage.bytes(envelope);
  }

  private static boolean isRead(Channel channel, byte[] bytes) {
    try {
      reader(channel).again(bytes);
      return true;
    } catch (Malformed e) {
      return false;
    }
  }

  @Test
  void everySignedExamplePayloadIsRead() throws Exception {
    for (Channel channel : Channel.values()) {
      for (byte[] payload : payloads(channel)) {
        assertThat(Stream.of(reader(channel).again(payload))).containsExactly(payload);
      }
    }
  }
}
