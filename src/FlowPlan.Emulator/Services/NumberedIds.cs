using System.Collections.Concurrent;
using System.Globalization;

namespace FlowPlan.Emulator.Services;

/// <summary>
/// Numbers IDs and etags instead of drawing them at random, each kind on its own, so that the same requests get the same
/// responses and IDs are readable: <c>c0000000-0000-4000-8000-000000000002</c> is the second connection.
/// </summary>
internal sealed class NumberedIds : IdSource
{
    /// <summary>The first two digits of the IDs of a kind.</summary>
    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        [Kinds.Connections] = "c0",
        [Kinds.SourceConnections] = "5c",
        [Kinds.TargetConnections] = "7c",
        [Kinds.Flows] = "f0",
        [Kinds.Schemas] = "5e",
        [Kinds.FieldGroups] = "f6",
        [Kinds.Classes] = "c1",
        [Kinds.DataTypes] = "d7",
        [Kinds.Descriptors] = "de",
        [Kinds.Expirations] = "e0",
        [Kinds.DataSets] = "da",
        [Kinds.MappingSets] = "3a",
    };

    private readonly ConcurrentDictionary<string, long> last = new(StringComparer.Ordinal);

    public override string Hex(string kind, int digits) =>
        PrefixOf(kind) + Next(kind).ToString("D" + (digits - 2).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public override string Uuid(string kind) => string.Create(
        CultureInfo.InvariantCulture, $"{PrefixOf(kind)}000000-0000-4000-8000-{Next(kind):D12}");

    public override long Number(string kind) => 10_000_000 + Next(kind);

    public override string Etag(string kind) => string.Create(
        CultureInfo.InvariantCulture, $"\"{PrefixOf(kind)}{Next("etag of " + kind):D6}-0000-0200-0000-000000000000\"");

    private static string PrefixOf(string kind) => Prefixes.GetValueOrDefault(kind, "ee");

    private long Next(string kind) => last.AddOrUpdate(kind, 1, (_, number) => number + 1);
}
