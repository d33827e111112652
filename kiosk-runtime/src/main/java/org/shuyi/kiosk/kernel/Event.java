package org.shuyi.kiosk.kernel;

/** Something that happened, in the past tense, told to {@link Kiosk#on} one at a time. */
public sealed interface Event
    permits VisitEvent,
        ShelfEvent,
        CentreEvent,
        CommandEvent,
        HealthEvent,
        PowerEvent,
        ReceiptEvent,
        ServiceEvent,
        ClimateEvent,
        IntakeEvent,
        UvEvent,
        EntranceEvent,
        AnnounceEvent,
        CameraEvent,
        PlaceEvent,
        MagnetEvent,
        TimeEvent {}
