package org.shuyi.kiosk.ui;

import java.util.function.Supplier;
import org.shuyi.kiosk.kernel.Kiosk;

/**
 * What the technician's pages ask of a running station; implemented by the host.
 *
 * @param name of the station, for the head of the page
 * @param kiosk the station as it was after the last turn, with the status that it last reported
 */
public record StationView(
    String name,
    Supplier<Kiosk> kiosk,
    DeviceViews devices,
    FrameTrace frames,
    JournalTail journal,
    LinkState link,
    Backlog backlog) {}
