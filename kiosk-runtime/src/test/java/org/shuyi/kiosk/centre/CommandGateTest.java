package org.shuyi.kiosk.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.CommandMessage;
import org.shuyi.kiosk.centre.wire.SignedMessage;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.trust.Envelope;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.Signer;
import org.shuyi.kiosk.trust.Verifier;

class CommandGateTest {
  private static final CommandGate GATE = new CommandGate(TestKeys.US);
  private static final SortedMap<String, Verifier> KEYS = TestKeys.staffKeys();
  private static final String TOPIC = TestKeys.US.topic(Channel.COMMAND);

  private static Optional<Verifier> staff(String keyId) {
    return Optional.ofNullable(KEYS.get(keyId));
  }

  private static CommandMessage order() {
    return new CommandMessage(
        "demo/cabinet-1",
        "c-7f3a9e10",
        42,
        Instant.parse("2026-11-22T01:30:00Z"),
        Instant.parse("2026-11-22T01:32:00Z"),
        7,
        "unlock",
        "3",
        "",
        "patron locked out of door 3",
        false);
  }

  private static byte[] sealed(String json, Signer... signers) {
    return TestKeys.seal(Channel.COMMAND, json.getBytes(StandardCharsets.UTF_8), signers);
  }

  private static String json() {
    return new String(order().bytes(), StandardCharsets.UTF_8);
  }

  private static Judged<Command> judge(byte[] payload) {
    return GATE.command(
        new CommandGate.Message(TOPIC, Octets.of(payload), false), CommandGateTest::staff);
  }

  private static void refuses(Refusal reason, byte[] payload) {
    assertThat(judge(payload))
        .isInstanceOfSatisfying(
            Judged.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void aSignedCommandPassesWithItsSigner() {
    assertThat(judge(sealed(json(), TestKeys.STAFF)))
        .isInstanceOfSatisfying(
            Judged.Passed.class,
            passed -> {
              Command command = (Command) passed.message();
              assertThat(command.signers()).containsExactly("li-ming-1");
              assertThat(command.seq()).isEqualTo(42);
              assertThat(command.action()).isEqualTo(new Action.Unlock(new DoorId("3")));
              assertThat(command.notAfter()).isEqualTo("2026-11-22T01:32:00Z");
            });
  }

  @Test
  void aRetainedCommandIsRefused() {
    var message = new CommandGate.Message(TOPIC, Octets.of(sealed(json(), TestKeys.STAFF)), true);
    assertThat(GATE.command(message, CommandGateTest::staff))
        .isEqualTo(new Judged.Refused<Command>(Refusal.RETAINED, "a retained command"));
  }

  @Test
  void aCommandForAnotherStationIsRefused() {
    refuses(
        Refusal.MISADDRESSED,
        sealed(json().replace("demo/cabinet-1", "demo/cabinet-2"), TestKeys.STAFF));
  }

  @Test
  void aSignatureOfAnotherKindOfMessageIsRefused() {
    refuses(Refusal.MALFORMED, TestKeys.seal(Channel.POLICY, order().bytes(), TestKeys.STAFF));
    var relabelled =
        new Envelope(
            Channel.COMMAND.payloadType(),
            Octets.of(order().bytes()),
            Envelope.sign(Channel.POLICY.payloadType(), Octets.of(order().bytes()), TestKeys.STAFF)
                .signatures());
    refuses(Refusal.FORGED, SignedMessage.bytes(relabelled));
  }

  @Test
  void aStrangersSignatureIsRefusedUnderHisNameAndUnderOurs() {
    var pair = Keys.generate(new java.security.SecureRandom());
    refuses(Refusal.UNKNOWN_KEY, sealed(json(), new Signer("mallory", pair.getPrivate())));
    refuses(Refusal.FORGED, sealed(json(), new Signer("li-ming-1", pair.getPrivate())));
  }

  @Test
  void oneWrongSignatureSpoilsTheEnvelope() {
    var pair = Keys.generate(new java.security.SecureRandom());
    refuses(
        Refusal.UNKNOWN_KEY,
        sealed(json(), TestKeys.STAFF, new Signer("mallory", pair.getPrivate())));
    refuses(Refusal.FORGED, sealed(json(), TestKeys.STAFF, TestKeys.STAFF));
  }

  @Test
  void anEnvelopeWithoutSignatureIsRefused() {
    refuses(Refusal.MALFORMED, sealed(json()));
  }

  @Test
  void whatIsTooLargeIsNotEvenRead() {
    refuses(Refusal.TOO_LARGE, new byte[Channel.COMMAND.mostBytes() + 1]);
  }

  @Test
  void hostileJsonIsRefused() {
    String order = json();
    for (String bad :
        List.of(
            order.replace("\"seq\":42", "\"seq\":42,\"seq\":43"),
            order.replace("\"seq\":42", "\"seq\":42.0"),
            order.replace("\"seq\":42", "\"seq\":0"),
            order.replace("\"seq\":42", "\"seq\":9223372036854775808"),
            order.replace("\"seq\":42", "\"seq\":\"42\""),
            order.replace("\"seq\":42", "\"seq\":null"),
            order.replace("\"seq\":42,", ""),
            order.replace("\"seq\":42", "\"seq\":42,\"role\":\"supervisor\""),
            order.replace("\"door\":\"3\"", "\"door\":\"3\",\"text\":\"x\""),
            order.replace("\"door\":\"3\"", "\"door\":\"../3\""),
            order.replace("\"door\":\"3\"", "\"door\":[[[[[[[[[[\"3\"]]]]]]]]]]"),
            order.replace("unlock", "explode"),
            order.replace("01:30:00Z", "01:30:00+01:00"),
            order.replace("2026-11-22T01:30:00Z", "2026-02-30T01:30:00Z"),
            order.replace("patron", "\\u0007patron"),
            order.replace("patron", "\\ud800patron"),
            order.replace("patron", "x".repeat(201)),
            order + " {}",
            order + "]",
            "\ufeff" + order,
            "[" + order + "]",
            "",
            "null",
            "[".repeat(5_000))) {
      refuses(Refusal.MALFORMED, sealed(bad, TestKeys.STAFF));
    }
    byte[] notUtf8 = order().bytes();
    notUtf8[notUtf8.length / 2] = (byte) 0xC3;
    refuses(Refusal.MALFORMED, TestKeys.seal(Channel.COMMAND, notUtf8, TestKeys.STAFF));
    refuses(Refusal.MALFORMED, "[".repeat(16_000).getBytes(StandardCharsets.UTF_8));
    refuses(Refusal.MALFORMED, new byte[0]);
  }

  /**
   * Twenty thousand envelopes that somebody changed: bits of the whole, bits of the payload with
   * the old signature, bits of the signature, pieces swapped, cut and doubled. Not one passes.
   */
  @Test
  void noneOfTwentyThousandForgedEnvelopesPasses() {
    var random = new SplittableRandom(20_000);
    byte[] good = sealed(json(), TestKeys.STAFF);
    Command wanted = order().toCommand(List.of("li-ming-1"));
    Map<Refusal, Integer> reasons = new EnumMap<>(Refusal.class);
    int forged = 0;
    int same = 0;
    while (forged < 20_000) {
      byte[] changed =
          switch (random.nextInt(4)) {
            case 0 -> noise(good, random);
            case 1 -> resigned(random);
            case 2 -> spoiledSignature(random);
            default -> spliced(good, random);
          };
      switch (judge(changed)) {
        case Judged.Passed<Command>(Command command, List<String> signers) -> {
          // Whitespace and an unused bit of base64 may change; what is commanded may not.
          assertThat(command).isEqualTo(wanted);
          same++;
        }
        case Judged.Refused<Command>(Refusal reason, String detail) -> {
          reasons.merge(reason, 1, Integer::sum);
          forged++;
        }
      }
    }
    System.out.println("20,000 forged envelopes: " + reasons + ", unchanged in meaning: " + same);
    assertThat(reasons.get(Refusal.FORGED)).as("reached the signature").isGreaterThan(8_000);
    assertThat(same).isLessThan(500);
  }

  private static byte[] noise(byte[] good, SplittableRandom random) {
    byte[] changed = good.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return Arrays.equals(changed, good) ? new byte[0] : changed;
  }

  /** Another order under the signature of ours. */
  private static byte[] resigned(SplittableRandom random) {
    var other =
        new CommandMessage(
            "demo/cabinet-1",
            "c-" + random.nextInt(1_000_000),
            43 + random.nextInt(1_000_000),
            order().notBefore(),
            order().notAfter().plusSeconds(random.nextInt(100_000)),
            7,
            "unlock",
            String.valueOf(1 + random.nextInt(8)),
            "",
            "forged",
            random.nextBoolean());
    return SignedMessage.bytes(
        new Envelope(
            Channel.COMMAND.payloadType(), Octets.of(other.bytes()), genuine().signatures()));
  }

  private static byte[] spoiledSignature(SplittableRandom random) {
    byte[] sig = genuine().signatures().getFirst().sig().toArray();
    if (random.nextInt(10) == 0) random.nextBytes(sig);
    else sig[random.nextInt(sig.length)] ^= (byte) (1 << random.nextInt(8));
    return SignedMessage.bytes(
        new Envelope(
            Channel.COMMAND.payloadType(),
            Octets.of(order().bytes()),
            List.of(new Envelope.Signature("li-ming-1", Octets.of(sig)))));
  }

  private static byte[] spliced(byte[] good, SplittableRandom random) {
    int from = random.nextInt(good.length);
    int to = from + random.nextInt(good.length - from);
    String text = new String(good, StandardCharsets.ISO_8859_1);
    String changed =
        random.nextBoolean()
            ? text.substring(0, from) + text.substring(to)
            : text.substring(0, to) + text.substring(from);
    return changed.equals(text) ? new byte[0] : changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Envelope genuine() {
    return Envelope.sign(Channel.COMMAND.payloadType(), Octets.of(order().bytes()), TestKeys.STAFF);
  }

  @Test
  void base64IsOfTheStandardAlphabetOnly() {
    String url = Base64.getUrlEncoder().encodeToString(new byte[] {-1, -2, -3, -4});
    String text = new String(sealed(json(), TestKeys.STAFF), StandardCharsets.UTF_8);
    String changed = text.replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":\"" + url + "\"");
    refuses(Refusal.MALFORMED, changed.getBytes(StandardCharsets.UTF_8));
  }
}
