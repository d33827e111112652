package org.shuyi.kiosk.centre;

import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.SignedMessage;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.trust.Envelope;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.Signer;
import org.shuyi.kiosk.trust.Verifier;

/** Keys that everybody knows: TEST 1 and TEST 2 of RFC 8032, section 7.1. */
final class TestKeys {
  static final Address US = new Address("demo", "cabinet-1");

  /** Of one who may open doors. */
  static final Signer STAFF =
      signer("li-ming-1", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

  static final Signer CENTRE =
      signer("centre-1", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

  static final String STAFF_PUBLIC =
      publicKey("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  static final String CENTRE_PUBLIC =
      publicKey("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

  private TestKeys() {}

  static SortedMap<String, Verifier> centreKeys() {
    var keys = new TreeMap<String, Verifier>();
    keys.put("centre-1", new Verifier("centre-1", Keys.publicKey(CENTRE_PUBLIC)));
    return keys;
  }

  static SortedMap<String, Verifier> staffKeys() {
    var keys = new TreeMap<String, Verifier>();
    keys.put("li-ming-1", new Verifier("li-ming-1", Keys.publicKey(STAFF_PUBLIC)));
    return keys;
  }

  static Policy policy() {
    Policy untold = Policy.untold();
    var keys = new TreeMap<String, Policy.StaffKey>();
    var roles = new java.util.TreeSet<>(java.util.List.of("operator", "supervisor"));
    keys.put("li-ming-1", new Policy.StaffKey("li.ming", STAFF_PUBLIC, roles));
    return new Policy(7, 30, untold.freshFor(), untold.offline(), untold.blocked(), keys, true);
  }

  static byte[] seal(Channel channel, byte[] payload, Signer... signers) {
    return SignedMessage.bytes(Envelope.sign(channel.payloadType(), Octets.of(payload), signers));
  }

  /** PKCS #8 around a 32-byte seed (RFC 8410, section 7). */
  private static Signer signer(String id, String seed) {
    return new Signer(id, Keys.privateKey(base64("302e020100300506032b657004220420" + seed)));
  }

  /** X.509 around a 32-byte point (RFC 8410, section 4). */
  private static String publicKey(String point) {
    return base64("302a300506032b6570032100" + point);
  }

  private static String base64(String hex) {
    return java.util.Base64.getEncoder().encodeToString(Octets.ofHex(hex).toArray());
  }
}
