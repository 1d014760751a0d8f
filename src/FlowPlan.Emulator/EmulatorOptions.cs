using FlowPlan.Emulator.Settings;

namespace FlowPlan.Emulator;

/// <summary>The options of an emulator.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The port on the loopback address; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>The SQLite file for its objects, which several processes may share; null keeps them in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>
    /// Whether the URLs of inlets have the emulator's own address, so that records can be sent there. Otherwise they have a
    /// host that does not exist, and do not depend on the port, so that recorded URLs stay the same.
    /// </summary>
    public bool ReachableInlets { get; init; }

    /// <summary>Whether requests are recorded, see <see cref="EmulatorHost.Requests"/>.</summary>
    public bool RecordRequests { get; init; }

    /// <summary>The settings for behaviour that varies.</summary>
    public EmulatorSettings Settings { get; init; } = new();

    /// <summary>A fault script in JSON, see <c>docs/emulator.md</c>; null for none.</summary>
    public string? FaultScript { get; init; }

    /// <summary>
    /// Whether IDs and etags are numbered instead of random: then the same sequence of requests gets the same responses.
    /// Numbering starts again with each emulator, so it is meant for emulators that keep their objects in memory.
    /// </summary>
    public bool NumberedIds { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
