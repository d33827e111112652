package org.shuyi.sim.centre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.shuyi.devices.Bytes;

/** A station made of records written by hand from the contract, and a reader of what comes back. */
final class HandWritten {
  static final CBORMapper CBOR = new CBORMapper();
  static final ObjectMapper JSON = new ObjectMapper();

  /** A journal file: its records and the hashes after each, the first one before record 1. */
  static final class Journal {
    final String epoch;
    final List<byte[]> records = new ArrayList<>();
    final List<byte[]> hashes = new ArrayList<>(List.of(new byte[32]));
    long clock = 1_790_000_000_000L;

    Journal(String epoch) {
      this.epoch = epoch;
    }

    /** A copy that can go on differently. */
    Journal branch() {
      var copy = new Journal(epoch);
      for (var record : records) copy.append(record);
      copy.clock = clock;
      return copy;
    }

    Journal write(String kind, Object... fields) {
      clock += 1_000;
      var list = new ArrayList<Object>(List.of(kind, 1, clock - 1_790_000_000_000L, clock, true));
      list.addAll(List.of(fields));
      append(cbor(list));
      return this;
    }

    void append(byte[] record) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(hashes.getLast());
        hashes.add(digest.digest(record));
        records.add(record);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    Journal began() {
      return write("journal-began", "", "");
    }

    Journal loaned(String patron, String barcode) {
      return write(
          "loaned", 1, patron, tag(barcode), item(barcode), "3", clock, true, 30, false, List.of());
    }

    Journal returned(String patron, String barcode) {
      return write("returned", 1, patron, tag(barcode), item(barcode), "3", clock, true);
    }

    Journal stocked(String barcode) {
      return write("stocked", tag(barcode), item(barcode), "3", List.of("staff", "li.ming"));
    }

    Journal found(String barcode) {
      return write("found", tag(barcode), item(barcode), "3");
    }

    String hash() {
      return HexFormat.of().formatHex(hashes.getLast());
    }

    /** Records {@code from} to {@code to}, both counted from 1. */
    Bytes batch(int from, int to) {
      return Bytes.copyOf(
          cbor(
              List.of(
                  1,
                  HexFormat.of().parseHex(epoch),
                  from,
                  hashes.get(from - 1),
                  records.subList(from - 1, to))));
    }

    Bytes all() {
      return batch(1, records.size());
    }
  }

  static String tag(String barcode) {
    return "E00401" + String.format("%010d", Math.abs(barcode.hashCode() % 1_000_000));
  }

  static List<Object> item(String barcode) {
    return List.of(barcode, "CN-110000", "Book " + barcode, 0x10);
  }

  static ItemId id(String barcode) {
    return new ItemId("CN-110000", barcode);
  }

  static byte[] cbor(Object value) {
    try {
      return CBOR.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Bytes json(String text) {
    return Bytes.copyOf(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens an envelope as a station would: with the JDK, from the words of the DSSE document. */
  static JsonNode open(Bytes envelope, String type, String keyId, PublicKey key) {
    try {
      var dsse = JSON.readTree(envelope.toArray());
      byte[] body = Base64.getDecoder().decode(dsse.get("payload").asText());
      var signed = dsse.get("signatures").get(0);
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(
          ("DSSEv1 " + type.length() + " " + type + " " + body.length + " ")
              .getBytes(StandardCharsets.US_ASCII));
      check.update(body);
      if (!dsse.get("payloadType").asText().equals(type)
          || !signed.get("keyid").asText().equals(keyId)
          || !check.verify(Base64.getDecoder().decode(signed.get("sig").asText()))) {
        throw new AssertionError("not signed by " + keyId + ": " + dsse);
      }
      return JSON.readTree(body);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private HandWritten() {}
}
