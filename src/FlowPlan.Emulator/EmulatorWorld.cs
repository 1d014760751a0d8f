using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator;

/// <summary>What all services share: the objects, the switches, the clock, and how ids and etags look.</summary>
internal sealed class EmulatorWorld(EmulatorOptions options, ObjectStore store)
{
    public EmulatorKnobs Knobs { get; set; } = options.Knobs;

    public string InletBaseUrl { get; } = options.InletBaseUrl;

    public ObjectStore Store { get; } = store;

    public TimeProvider Time { get; } = options.Time;

    /// <summary>Gives new objects their ids and etags.</summary>
    public IdSource Ids { get; } = options.NumberedIds ? new NumberedIds() : new IdSource();

    /// <summary>Added to the lag of lists by a fault script, in milliseconds.</summary>
    public int ExtraListLag { get; set; }

    public int ListLag => Knobs.ListLagMilliseconds + ExtraListLag;

    /// <summary>Milliseconds since 1970.</summary>
    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public static string NewUuid() => Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);

    public static string NewHex(int digits) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(digits / 2));

    /// <summary>An etag of Flow Service: its quotes are part of it.</summary>
    public static string NewEtag() => $"\"{NewHex(8)}-0000-0200-0000-{NewHex(8)}0000\"";

    /// <summary>An id that follows from a text, such as a sandbox's id from its name.</summary>
    public static string DerivedUuid(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture);
}
