package org.shuyi.kiosk.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The chain through the records. */
class ChainTest {
  /** SHA-256 of 32 zero bytes: the first link over an empty record. */
  @Test
  void theFirstLinkHashesTheStartAndTheRecord() {
    Chain first = Chain.START.then(new byte[0]);

    assertThat(first.seq()).isEqualTo(1);
    assertThat(first.hash().hex())
        .isEqualTo("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
  }

  @Test
  void orderAndContentBothCount() {
    byte[] a = {1};
    byte[] b = {2};

    assertThat(Chain.START.then(a).then(b)).isEqualTo(Chain.START.then(a).then(b));
    assertThat(Chain.START.then(a).then(b)).isNotEqualTo(Chain.START.then(b).then(a));
    assertThat(Chain.START.then(new byte[] {1, 2}).hash())
        .isNotEqualTo(Chain.START.then(a).then(b).hash());
  }
}
