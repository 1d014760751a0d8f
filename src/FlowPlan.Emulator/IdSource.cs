using System.Collections.Concurrent;
using System.Globalization;

namespace FlowPlan.Emulator;

/// <summary>Where the ids and etags of new objects come from: drawn, as the services do it.</summary>
internal class IdSource
{
    public virtual string Hex(string kind, int digits) => EmulatorWorld.NewHex(digits);

    public virtual string Uuid(string kind) => EmulatorWorld.NewUuid();

    /// <summary>An etag of Flow Service: its quotes are part of it.</summary>
    public virtual string Etag(string kind) => EmulatorWorld.NewEtag();
}

/// <summary>
/// Counts ids and etags instead of drawing them, each kind by itself, so that the same requests get the same answers and a
/// person can tell ids apart: <c>c0000000-0000-4000-8000-000000000002</c> is the second connection.
/// </summary>
internal sealed class NumberedIds : IdSource
{
    /// <summary>What ids of a kind begin with.</summary>
    private static readonly Dictionary<string, string> Marks = new(StringComparer.Ordinal)
    {
        ["connections"] = "c0",
        ["sourceConnections"] = "5c",
        ["targetConnections"] = "7c",
        ["flows"] = "f0",
        ["schemas"] = "5e",
        ["dataSets"] = "da",
        ["mappingSets"] = "3a",
    };

    private readonly ConcurrentDictionary<string, long> last = new(StringComparer.Ordinal);

    public override string Hex(string kind, int digits) =>
        MarkOf(kind) + Next(kind).ToString("D" + (digits - 2).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public override string Uuid(string kind) => string.Create(
        CultureInfo.InvariantCulture, $"{MarkOf(kind)}000000-0000-4000-8000-{Next(kind):D12}");

    public override string Etag(string kind) => string.Create(
        CultureInfo.InvariantCulture, $"\"{MarkOf(kind)}{Next("etag of " + kind):D6}-0000-0200-0000-000000000000\"");

    private static string MarkOf(string kind) => Marks.GetValueOrDefault(kind, "ee");

    private long Next(string kind) => last.AddOrUpdate(kind, 1, (_, number) => number + 1);
}
