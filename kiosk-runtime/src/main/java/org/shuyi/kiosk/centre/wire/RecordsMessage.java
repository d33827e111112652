package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * A batch of the journal's records, in CBOR.
 *
 * @param epoch 8 bytes
 * @param firstSeq the first record's number, from 1
 * @param hashBefore the chain's hash before it, 32 bytes
 * @param records 1 to {@link #MOST_RECORDS}, each 1 to {@link #LONGEST_RECORD} bytes
 */
public record RecordsMessage(Octets epoch, long firstSeq, Octets hashBefore, List<Octets> records) {
  public static final int MOST_RECORDS = 100;

  /** The records of one batch together, so that the whole stays below the channel's limit. */
  public static final int MOST_RECORD_BYTES = 65_536;

  public static final int LONGEST_RECORD = 4_096;
  private static final int EPOCH = 8;

  private static final CBORFactory CBOR =
      CBORFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2).build())
          .build();

  public RecordsMessage {
    records = List.copyOf(records);
  }

  public long lastSeq() {
    return firstSeq + records.size() - 1;
  }

  /** The chain after these records, if they follow on {@code hashBefore}. */
  public Chain chain() {
    var chain = new Chain(firstSeq - 1, hashBefore);
    for (Octets bytes : records) chain = chain.then(bytes.toArray());
    return chain;
  }

  public byte[] bytes() {
    var out = new ByteArrayOutputStream();
    try (CBORGenerator cbor = CBOR.createGenerator(out)) {
      cbor.writeStartArray(null, 5);
      cbor.writeNumber(Channel.VERSION);
      cbor.writeBinary(epoch.toArray());
      cbor.writeNumber(firstSeq);
      cbor.writeBinary(hashBefore.toArray());
      cbor.writeStartArray(null, records.size());
      for (Octets bytes : records) cbor.writeBinary(bytes.toArray());
      cbor.writeEndArray();
      cbor.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Checks the form; whether the chain holds is for who knows what came before. */
  public static RecordsMessage read(byte[] bytes) throws Malformed {
    if (bytes.length > Channel.RECORDS.mostBytes()) {
      throw new Malformed(Malformed.Why.TOO_LARGE, bytes.length + " bytes");
    }
    try (JsonParser cbor = CBOR.createParser(bytes)) {
      expect(cbor.nextToken() == JsonToken.START_ARRAY, "an array");
      expect(number(cbor) == Channel.VERSION, "version " + Channel.VERSION);
      Octets epoch = octets(cbor, EPOCH, EPOCH);
      long firstSeq = number(cbor);
      expect(firstSeq > 0, "a first number from 1 on");
      Octets hashBefore = octets(cbor, Chain.HASH, Chain.HASH);
      expect(cbor.nextToken() == JsonToken.START_ARRAY, "an array of records");
      var records = new ArrayList<Octets>();
      while (cbor.nextToken() != JsonToken.END_ARRAY) {
        expect(records.size() < MOST_RECORDS, "at most " + MOST_RECORDS + " records");
        records.add(current(cbor, 1, LONGEST_RECORD));
      }
      expect(!records.isEmpty(), "a record");
      expect(firstSeq <= Long.MAX_VALUE - MOST_RECORDS, "a smaller number");
      expect(cbor.nextToken() == JsonToken.END_ARRAY, "five elements");
      expect(cbor.nextToken() == null, "nothing behind the array");
      return new RecordsMessage(epoch, firstSeq, hashBefore, records);
    } catch (IOException e) {
      throw new Malformed("not the CBOR we read: " + e.getMessage());
    }
  }

  private static long number(JsonParser cbor) throws IOException, Malformed {
    expect(cbor.nextToken() == JsonToken.VALUE_NUMBER_INT, "an integer");
    expect(cbor.getNumberType() != JsonParser.NumberType.BIG_INTEGER, "a smaller integer");
    return cbor.getLongValue();
  }

  private static Octets octets(JsonParser cbor, int least, int most) throws IOException, Malformed {
    cbor.nextToken();
    return current(cbor, least, most);
  }

  private static Octets current(JsonParser cbor, int least, int most)
      throws IOException, Malformed {
    expect(cbor.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT, "a byte string");
    byte[] bytes = cbor.getBinaryValue();
    expect(
        bytes.length >= least && bytes.length <= most,
        "a byte string of " + least + " to " + most + " bytes");
    return Octets.of(bytes);
  }

  private static void expect(boolean holds, String what) throws Malformed {
    if (!holds) throw new Malformed("records: expected " + what);
  }
}
