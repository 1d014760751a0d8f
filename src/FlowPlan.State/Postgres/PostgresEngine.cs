using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.State.Postgres;

/// <summary>
/// A state in PostgreSQL: a row for the lease, one for the document, one for each segment of the journal. Each write checks the row of
/// the lease in its own transaction. No call needs a session, so that it works behind a pooler of transactions too.
/// </summary>
internal sealed class PostgresEngine : IStateEngine
{
    private const int VersionsKept = 50;

    private readonly PostgresSchema schema;
    private readonly PostgresCalls calls;

    public PostgresEngine(PostgresAddress address)
    {
        schema = new(address.Schema);
        calls = new(address, schema);
    }

    public string Location => calls.Location;

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true);

    /// <summary>The condition that the lease is that of the parameters 2 and 3.</summary>
    private string Held => $"exists (select 1 from {schema.Leases} where name = $1 and id = $2 and token = $3)";

    // One statement sees one snapshot.
    public Task<EngineContent> ReadAsync(CancellationToken cancellationToken) => calls.QueryAsync(
        $"""
        select s.document, s.revision,
            (select string_agg(j.lines, ''::bytea order by j.segment) from {schema.Journal} j where j.name = $1),
            l.next_segment, l.id, l.holder, l.expires_at <= clock_timestamp(), l.format::bigint
        from (select 1) one left join {schema.States} s on s.name = $1 left join {schema.Leases} l on l.name = $1
        """,
        [calls.Name],
        row =>
        {
            calls.CheckFormat(row.Number(7));
            return new EngineContent
            {
                Document = row.Bytes(0),
                Version = row.Number(1) is { } revision ? VersionText(revision) : null,
                Journal = row.Bytes(2),
                NextSegment = row.Number(3) ?? 0,
                Lease = HolderOf(row.Text(4), row.Bytes(5)) is { } holder ? new(holder, row.IsTrue(6)) : null,
            };
        },
        new EngineContent(),
        cancellationToken);

    public async Task<LeaseAttempt> AcquireAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        await calls.CreateTablesAsync(cancellationToken);
        var token = await calls.QueryAsync(
            $"""
            insert into {schema.Leases} as l (name, format, id, holder, token, expires_at, next_segment)
            values ($1, {PostgresSchema.Format}, $2, $3, 1, clock_timestamp() + make_interval(secs => $4), 0)
            on conflict (name) do update set
                id = excluded.id, holder = excluded.holder, expires_at = clock_timestamp() + make_interval(secs => $4),
                token = case when l.id = excluded.id then l.token else l.token + 1 end
            where l.id is null or l.id = excluded.id or l.expires_at <= clock_timestamp()
            returning l.token
            """,
            [calls.Name, holder.Id, LockHolderText.Write(holder), duration.TotalSeconds],
            row => row.Number(0),
            null,
            cancellationToken);
        return token is { } number
            ? new LeaseAttempt.Granted(new(holder, VersionText(number)))
            : new LeaseAttempt.Held((await ReadAsync(cancellationToken)).Lease?.Holder);
    }

    public Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) => calls.QueryAsync(
        $"update {schema.Leases} set expires_at = clock_timestamp() + make_interval(secs => $4) where name = $1 and id = $2 and token = $3 returning true",
        [calls.Name, lease.Holder.Id, TokenOf(lease), duration.TotalSeconds],
        row => row.IsTrue(0),
        false,
        cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => calls.QueryAsync(
        $"update {schema.Leases} set id = null, holder = null where name = $1 and id = $2 and token = $3 returning true",
        [calls.Name, lease.Holder.Id, TokenOf(lease)],
        row => row.IsTrue(0),
        false,
        cancellationToken);

    public async Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken)
    {
        var broken = await calls.QueryAsync(
            $"update {schema.Leases} set id = null, holder = null where name = $1 and id = $2 and ($3 or expires_at <= clock_timestamp()) returning true",
            [calls.Name, id, force],
            row => row.IsTrue(0),
            false,
            cancellationToken);
        if (broken)
            return new BreakResult.Broken();
        return (await ReadAsync(cancellationToken)).Lease switch
        {
            null => new BreakResult.NoLease(),
            { Holder: { } holder } when holder.Id == id => new BreakResult.StillHeld(holder),
            var lease => new BreakResult.OtherHolder(lease.Holder),
        };
    }

    public async Task<WriteResult> AppendAsync(Lease lease, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var added = await calls.QueryAsync(
            $"""
            with held as (
                update {schema.Leases} set next_segment = next_segment + 1
                where name = $1 and id = $2 and token = $3 and next_segment = $4 returning name)
            insert into {schema.Journal} (name, segment, lines) select name, $4, $5 from held returning true
            """,
            [calls.Name, lease.Holder.Id, TokenOf(lease), segment, lines],
            row => row.IsTrue(0),
            false,
            cancellationToken);
        return added ? new WriteResult.Done() : await WhyNotAsync(lease, cancellationToken);
    }

    public async Task<WriteResult> ClearJournalAsync(Lease lease, long before, CancellationToken cancellationToken)
    {
        // The row of the lease stays locked until the end of the batch.
        var (held, _) = await calls.WriteAsync(
            lease.Holder.Id,
            TokenOf(lease),
            [($"delete from {schema.Journal} where name = $1 and segment < $4 and {Held} returning segment", [before])],
            cancellationToken);
        return held ? new WriteResult.Done() : await WhyNotAsync(lease, cancellationToken);
    }

    public async Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument document, CancellationToken cancellationToken)
    {
        var former = expected is null ? 0 : NumberOf(expected);
        object[] values = [former, document.Serial, document.Lineage, document.Content];
        var replace = expected is null
            ? $"""
              insert into {schema.States} (name, revision, serial, lineage, document) select $1, $4 + 1, $5, $6, $7 where {Held}
              on conflict (name) do nothing returning revision
              """
            : $"""
              update {schema.States} set revision = $4 + 1, serial = $5, lineage = $6, document = $7
              where name = $1 and revision = $4 and {Held} returning revision
              """;
        var (held, revision) = await calls.WriteAsync(
            lease.Holder.Id,
            TokenOf(lease),
            [
                (replace, values),
                ($"""
                  insert into {schema.Versions} (name, revision, serial, document, written_at)
                  select name, revision, serial, document, clock_timestamp() from {schema.States} where name = $1 and revision = $4 + 1 and {Held}
                  on conflict (name, revision) do nothing
                  """, [former]),
                ($"""
                  delete from {schema.Versions} where name = $1 and {Held} and ((revision = $4 and not $5) or revision in
                      (select revision from {schema.Versions} where name = $1 and (revision <> $4 or $5) order by revision desc offset {VersionsKept}))
                  """, [former, document.KeepsFormer]),
            ],
            cancellationToken);
        if (held && revision is { } number)
            return new WriteResult.Done(VersionText(number));
        return await WhyNotAsync(lease, cancellationToken);
    }

    public Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) => calls.ListAsync(
        $"select serial, written_at, length(document)::bigint from {schema.Versions} where name = $1 order by revision desc",
        [calls.Name],
        row => new StateVersion(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetInt64(2)),
        cancellationToken);

    public Task<byte[]?> ReadVersionAsync(long serial, CancellationToken cancellationToken) => calls.QueryAsync(
        $"select document from {schema.Versions} where name = $1 and serial = $2 order by revision desc limit 1",
        [calls.Name, serial],
        row => row.Bytes(0),
        null,
        cancellationToken);

    public ValueTask DisposeAsync() => calls.DisposeAsync();

    /// <summary>Why a write changed nothing.</summary>
    private async Task<WriteResult> WhyNotAsync(Lease lease, CancellationToken cancellationToken)
    {
        var (isOurs, holder) = await calls.QueryAsync(
            $"select id is not distinct from $2 and token = $3, id, holder from {schema.Leases} where name = $1",
            [calls.Name, lease.Holder.Id, TokenOf(lease)],
            row => (row.IsTrue(0), HolderOf(row.Text(1), row.Bytes(2))),
            (false, null),
            cancellationToken);
        return isOurs ? new WriteResult.Conflict() : new WriteResult.LeaseLost(holder);
    }

    /// <summary>The holder; where its name is damaged, what is left of it.</summary>
    private static LockHolder? HolderOf(string? id, byte[]? text) =>
        id is null ? null : (text is null ? null : LockHolderText.Read(text)) ?? LockHolder.Unknown(id);

    private static string VersionText(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long NumberOf(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static long TokenOf(Lease lease) => NumberOf(lease.Token);
}
