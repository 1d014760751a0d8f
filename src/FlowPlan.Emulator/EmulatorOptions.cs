namespace FlowPlan.Emulator;

/// <summary>How an emulator is started.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The port on the loopback address; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The SQLite file that keeps its objects, so that separate processes see one world; null keeps them in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>What inlet URLs begin with. It does not follow the port, so that recorded URLs stay the same.</summary>
    public string InletBaseUrl { get; init; } = "https://dcs.adobedc.net/collection/";

    /// <summary>Whether requests are kept for reading, see <see cref="EmulatorHost.Requests"/>.</summary>
    public bool RecordRequests { get; init; }

    /// <summary>How it behaves where the services leave room.</summary>
    public EmulatorKnobs Knobs { get; init; } = new();

    /// <summary>A fault script in JSON, see <c>docs/emulator.md</c>; null for none.</summary>
    public string? FaultScript { get; init; }

    /// <summary>
    /// Whether ids and etags are counted instead of drawn: then the same requests, one after the other, get the same answers.
    /// The count begins anew with each emulator, so it is for those that keep their objects in memory.
    /// </summary>
    public bool NumberedIds { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
