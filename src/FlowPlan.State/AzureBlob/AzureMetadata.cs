using System.Globalization;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.State.AzureBlob;

/// <summary>What is written beside the content of a blob.</summary>
internal sealed record AzureMetadata
{
    /// <summary>The number of the lease under which the blob may be changed; greater with each.</summary>
    public long Token { get; init; }

    /// <summary>Who has the lease, or had it when it expired.</summary>
    public LockHolder? Holder { get; init; }

    /// <summary>How often the document was written.</summary>
    public long Revision { get; init; }

    /// <summary>The serial of the document.</summary>
    public long Serial { get; init; }

    /// <summary>When the document was written; null where the server's own time of the blob says it.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The number of the first segment of the journal that counts.</summary>
    public long FirstSegment { get; init; }

    public static AzureMetadata Of(IReadOnlyDictionary<string, string> metadata) => new()
    {
        Token = Number(metadata, "token"),
        Holder = metadata.TryGetValue("holder", out var text) ? HolderOf(text) : null,
        Revision = Number(metadata, "revision"),
        Serial = Number(metadata, "serial"),
        WrittenAt = Number(metadata, "written") is var ticks and > 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new(ticks, TimeSpan.Zero) : null,
        FirstSegment = Number(metadata, "first"),
    };

    public Dictionary<string, string> ToDictionary()
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add("token", Token);
        Add("revision", Revision);
        Add("serial", Serial);
        Add("written", WrittenAt?.UtcTicks ?? 0);
        Add("first", FirstSegment);
        if (Holder is not null)
            metadata["holder"] = Convert.ToBase64String(LockHolderText.Write(Holder));
        return metadata;

        void Add(string name, long number)
        {
            if (number != 0)
                metadata[name] = number.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static LockHolder? HolderOf(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? LockHolderText.Read(bytes.AsMemory(0, length)) : null;
    }

    private static long Number(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
