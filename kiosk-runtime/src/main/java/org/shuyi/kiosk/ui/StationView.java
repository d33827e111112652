package org.shuyi.kiosk.ui;

import java.util.Optional;
import java.util.function.Supplier;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Status;

/**
 * What the technician's pages ask of a running station; implemented by the host.
 *
 * @param name of the station, for the head of the page
 * @param kiosk the station as it was after the last turn
 * @param status the last status that the kernel reported
 */
public record StationView(
    String name,
    Supplier<Kiosk> kiosk,
    Supplier<Optional<Status>> status,
    DeviceViews devices,
    FrameTrace frames,
    JournalTail journal,
    LinkState link,
    Backlog backlog) {}
