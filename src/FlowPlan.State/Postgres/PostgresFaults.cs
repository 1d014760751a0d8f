using System.Net.Sockets;
using System.Security.Authentication;
using FlowPlan.Core.State.Engines;
using Npgsql;

namespace FlowPlan.State.Postgres;

/// <summary>Turns what the driver throws into findings.</summary>
internal static class PostgresFaults
{
    private const string Grants = "the role needs CONNECT on the database, and CREATE on it for the first apply, or USAGE on the schema and SELECT, INSERT, UPDATE and DELETE on its tables";

    private const string Credentials = "set PGUSER and PGPASSWORD, or use a password file (PGPASSFILE)";

    /// <summary>Whether the driver throws this when the server or the network is at fault.</summary>
    public static bool IsFault(Exception fault) => fault is NpgsqlException or SocketException or TimeoutException or IOException;

    /// <summary>Whether the tables are not there yet.</summary>
    public static bool IsWithoutTables(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName;

    /// <summary>The finding.</summary>
    public static EngineFaultException Of(string location, Exception fault) => fault switch
    {
        PostgresException answer => OfAnswer(location, answer),
        { InnerException: AuthenticationException cause } => EngineFaults.AccessDenied(
            location, $"the secure connection failed: {cause.Message}", "check sslmode, and sslrootcert or PGSSLROOTCERT", fault),
        NpgsqlException { IsTransient: false, InnerException: null } when fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
            EngineFaults.AccessDenied(location, fault.Message, Credentials, fault),
        NpgsqlException { IsTransient: false, InnerException: null } => EngineFaults.Rejected(location, fault.Message, "see the log of the server", fault),
        _ => EngineFaults.Unreachable(location, (fault.InnerException ?? fault).Message, fault),
    };

    private static EngineFaultException OfAnswer(string location, PostgresException answer)
    {
        var text = $"{answer.MessageText} ({answer.SqlState})";
        return answer.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                EngineFaults.AccessDenied(location, text, Credentials, answer),
            PostgresErrorCodes.InsufficientPrivilege => EngineFaults.AccessDenied(location, text, Grants, answer),
            PostgresErrorCodes.InvalidCatalogName =>
                EngineFaults.LocationMissing(location, "the database of the state", "create it (createdb), or correct the location", answer),
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                EngineFaults.NotSupported(location, $"the server accepts no writes: {text}", "use the address of the primary server"),
            _ when answer.IsTransient || IsEnding(answer.SqlState) => EngineFaults.Unreachable(location, text, answer),
            _ => EngineFaults.Rejected(location, text, "see the log of the server", answer),
        };
    }

    /// <summary>Whether the server is being stopped or started, or ended the connection.</summary>
    private static bool IsEnding(string state) =>
        state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal) || state == PostgresErrorCodes.QueryCanceled;
}
