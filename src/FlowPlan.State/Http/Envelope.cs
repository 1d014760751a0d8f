using System.Collections.Immutable;
using System.Security.Cryptography;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Http;

/// <summary>The one document that a server of Terraform's protocol holds: lockfile, journal, and who is at work.</summary>
internal sealed record Envelope
{
    /// <summary>The number of the write; it is greater with each, which GitLab demands. It is not the serial of the lockfile.</summary>
    public long Serial { get; init; }

    /// <summary>The lineage of the lockfile; null while there is none.</summary>
    public string? Lineage { get; init; }

    /// <summary>Who has the lock, as far as the document says: the protocol cannot be asked without locking.</summary>
    public LockHolder? Holder { get; init; }

    /// <summary>The lockfile; null while there is none.</summary>
    public byte[]? Lockfile { get; init; }

    /// <summary>The segments of the journal.</summary>
    public ImmutableArray<byte[]> Journal { get; init; } = [];

    /// <summary>The number of the next segment.</summary>
    public long NextSegment { get; init; }

    /// <summary>The version of the lockfile: a digest, so that an edit is noticed.</summary>
    public string? Version => Lockfile is null ? null : Convert.ToHexStringLower(SHA256.HashData(Lockfile).AsSpan(0, 16));

    /// <summary>What an engine says of it.</summary>
    public EngineContent Content => new()
    {
        Document = Lockfile,
        Version = Version,
        Journal = Journal.IsEmpty ? null : [.. Journal.SelectMany(s => s)],
        NextSegment = NextSegment,
        Lease = Holder is null ? null : new(Holder, HasExpired: false),
    };

    public Envelope WithSegment(ReadOnlyMemory<byte> lines) => this with { Journal = Journal.Add(lines.ToArray()), NextSegment = NextSegment + 1 };

    /// <summary>Without the segments that have a smaller number than this one.</summary>
    public Envelope WithoutSegments(long before)
    {
        var first = NextSegment - Journal.Length;
        return this with { Journal = Journal.RemoveRange(0, (int)Math.Clamp(before - first, 0, Journal.Length)) };
    }
}
