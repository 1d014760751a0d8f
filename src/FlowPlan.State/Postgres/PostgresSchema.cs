using Npgsql;

namespace FlowPlan.State.Postgres;

/// <summary>The tables, which are made when a state is locked for the first time.</summary>
/// <param name="schema">The schema that they are in.</param>
internal sealed class PostgresSchema(string schema)
{
    /// <summary>The version of the tables that this program reads and writes.</summary>
    public const int Format = 1;

    /// <summary>Any number: who makes the tables first has others wait. The lock ends with the transaction.</summary>
    private const long CreationLock = 0x466C6F77506C616E;

    /// <summary>The lease of each state, with the number of its next journal segment.</summary>
    public string Leases { get; } = Quote(schema) + ".leases";

    /// <summary>The document of each state.</summary>
    public string States { get; } = Quote(schema) + ".states";

    /// <summary>The current and earlier documents.</summary>
    public string Versions { get; } = Quote(schema) + ".versions";

    /// <summary>The segments of the journals.</summary>
    public string Journal { get; } = Quote(schema) + ".journal";

    /// <summary>Makes what is not there yet, in one transaction.</summary>
    public async Task CreateAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        // "if not exists" alone fails when two do it at once, and "create schema" needs a permission even where the schema is there.
        await using var command = source.CreateCommand($"""
            select pg_advisory_xact_lock({CreationLock});
            do $make$
            begin
                if to_regnamespace({Literal(Quote(schema))}) is null then
                    create schema {Quote(schema)};
                end if;
            end
            $make$;
            create table if not exists {Leases} (
                name text primary key,
                format integer not null,
                id text,
                holder bytea,
                token bigint not null,
                expires_at timestamptz not null,
                next_segment bigint not null);
            create table if not exists {States} (
                name text primary key,
                revision bigint not null,
                serial bigint not null,
                lineage text not null,
                document bytea not null);
            create table if not exists {Versions} (
                name text not null,
                revision bigint not null,
                serial bigint not null,
                document bytea not null,
                written_at timestamptz not null,
                primary key (name, revision));
            create table if not exists {Journal} (
                name text not null,
                segment bigint not null,
                lines bytea not null,
                primary key (name, segment));
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
