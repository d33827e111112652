package org.shuyi.kiosk.journal;

import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * What a journal has promised to hold: every record up to a link of its chain. After a failed flush
 * only the disk can say whether it does.
 */
public record Acknowledged(Octets epoch, Chain through) {}
