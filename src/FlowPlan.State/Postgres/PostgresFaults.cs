using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using FlowPlan.Core.State.Engines;
using Npgsql;

namespace FlowPlan.State.Postgres;

/// <summary>Turns what the driver throws into findings.</summary>
/// <param name="location">The URL without credentials.</param>
/// <param name="password">The password, which is not shown whoever repeats it; null for none.</param>
internal sealed class PostgresFaults(string location, string? password)
{
    private const string Grants = "the role needs CONNECT on the database, and CREATE on it for the first apply, or USAGE on the schema and SELECT, INSERT, UPDATE and DELETE on its tables";

    private const string Credentials = "set PGUSER and PGPASSWORD, or use a password file (PGPASSFILE)";

    private const string Secure = "check sslmode or PGSSLMODE, and sslrootcert or PGSSLROOTCERT";

    /// <summary>Whether the driver throws this when the server, the network or what the server holds is at fault.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="cancellationToken">The caller's: a cancellation that it did not ask for is a timeout of the driver.</param>
    public static bool IsFault(Exception fault, CancellationToken cancellationToken) => fault switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        NpgsqlException or SocketException or TimeoutException or IOException or UnauthorizedAccessException => true,
        AuthenticationException or CryptographicException or NotSupportedException or InvalidOperationException or InvalidCastException => true,
        _ => false,
    };

    /// <summary>Whether the tables are not there yet.</summary>
    public static bool IsWithoutTables(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName;

    /// <summary>The finding.</summary>
    public EngineFaultException Of(Exception fault) => fault switch
    {
        PostgresException answer => OfAnswer(answer),
        AuthenticationException or CryptographicException => Insecure(fault, fault),
        { InnerException: AuthenticationException or CryptographicException } => Insecure(fault.InnerException, fault),
        NotSupportedException or UnauthorizedAccessException => EngineFaults.AccessDenied(location, Text(fault), Credentials, fault),
        InvalidCastException => Foreign(fault),
        NpgsqlException { IsTransient: false, InnerException: null } => OfDriver(fault),
        OperationCanceledException => EngineFaults.Unreachable(location, "no answer", fault),
        _ => EngineFaults.Unreachable(location, Text(fault.InnerException ?? fault), fault),
    };

    /// <summary>What the driver says by itself has no code.</summary>
    private EngineFaultException OfDriver(Exception fault)
    {
        if (fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase))
            return EngineFaults.AccessDenied(location, Text(fault), Credentials, fault);
        if (fault.Message.Contains("SSL connection", StringComparison.Ordinal))
            return Insecure(fault, fault);
        return EngineFaults.Rejected(location, Text(fault), "check that a PostgreSQL server is at this address, and see its log", fault);
    }

    private EngineFaultException OfAnswer(PostgresException answer)
    {
        var text = $"{Text(answer.MessageText)} ({answer.SqlState})";
        return answer.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                EngineFaults.AccessDenied(location, text, Credentials, answer),
            PostgresErrorCodes.InsufficientPrivilege => EngineFaults.AccessDenied(location, text, Grants, answer),
            PostgresErrorCodes.InvalidCatalogName =>
                EngineFaults.LocationMissing(location, "the database of the state", "create it (createdb), or correct the location", answer),
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                EngineFaults.NotSupported(location, $"the server accepts no writes: {text}", "use the address of the primary server"),
            PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.DatatypeMismatch
                or PostgresErrorCodes.InvalidColumnReference or PostgresErrorCodes.WrongObjectType => Foreign(answer),
            _ when answer.IsTransient || IsEnding(answer.SqlState) => EngineFaults.Unreachable(location, text, answer),
            _ => EngineFaults.Rejected(location, text, "see the log of the server", answer),
        };
    }

    private EngineFaultException Insecure(Exception cause, Exception fault) =>
        EngineFaults.AccessDenied(location, $"the secure connection failed: {Text(cause)}", Secure, fault);

    private EngineFaultException Foreign(Exception fault) => EngineFaults.ContentUnknown(
        location, $"the tables of the schema are not those of FlowPlan: {Text(fault)}", "name another schema in the location, such as ?schema=flowplan_state", fault);

    private string Text(Exception fault) => Text(fault is PostgresException answer ? answer.MessageText : fault.Message);

    private string Text(string message) => string.IsNullOrEmpty(password) ? message : message.Replace(password, "(password)", StringComparison.Ordinal);

    /// <summary>Whether the server is being stopped or started, or ended the connection.</summary>
    private static bool IsEnding(string state) =>
        state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal) || state == PostgresErrorCodes.QueryCanceled;
}
