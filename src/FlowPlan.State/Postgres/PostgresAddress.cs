using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Web;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.Locations;
using Npgsql;

namespace FlowPlan.State.Postgres;

/// <summary>A state in a PostgreSQL database.</summary>
/// <param name="Connection">How the server is reached, credentials included.</param>
/// <param name="Schema">The schema of the tables.</param>
/// <param name="Name">The name of the state in the tables.</param>
/// <param name="Location">The URL without credentials.</param>
internal sealed record PostgresAddress(string Connection, string Schema, string Name, string Location)
{
    private const string DefaultSchema = "flowplan";

    /// <summary>Without the password, wherever it is printed.</summary>
    public override string ToString() => Location;

    /// <summary>
    /// The address of a URL <c>postgres://[user[:password]@][host][:port][/database[/prefix]][?schema=…]</c>. What it lacks comes from the
    /// variables of libpq; other parameters are those of libpq too.
    /// </summary>
    /// <exception cref="DiagnosticException">The URL is not valid.</exception>
    public static PostgresAddress Of(Uri url, StateName name, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return Read(url, name, environment);
        }
        catch (ArgumentException)
        {
            throw Invalid("a part of it is not allowed");
        }
    }

    private static PostgresAddress Read(Uri url, StateName name, IReadOnlyDictionary<string, string> environment)
    {
        var parts = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        var user = url.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToList();
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host.Length > 0 ? url.Host : environment.ValueOf("PGHOST") ?? "localhost",
            Port = url.Port > 0 ? url.Port : PortOf(environment.ValueOf("PGPORT")),
            Username = user[0].Length > 0 ? user[0] : environment.ValueOf("PGUSER"),
            Password = user.Count > 1 ? user[1] : environment.ValueOf("PGPASSWORD"),
            Database = parts.Count > 0 ? parts[0] : environment.ValueOf("PGDATABASE"),
            ApplicationName = "flowplan",
            MaxPoolSize = 4,
            TcpKeepAlive = true,

            // No statement leaves anything in its session, so that there is nothing to discard before the next, which a pooler may send elsewhere anyway.
            NoResetOnClose = true,
        };
        var schema = DefaultSchema;
        Set(connection, "sslmode", environment.ValueOf("PGSSLMODE"));
        Set(connection, "sslrootcert", environment.ValueOf("PGSSLROOTCERT"));
        var query = HttpUtility.ParseQueryString(url.Query);
        foreach (var key in query.AllKeys.OfType<string>())
        {
            if (key == "schema")
                schema = query[key] is { Length: > 0 and <= 63 } text && !text.Contains('\0', StringComparison.Ordinal) ? text : throw Invalid("the name of the schema is empty or too long");
            else if (!Set(connection, key, query[key]))
                throw Invalid($"unknown parameter '{key}'");
        }

        var database = connection.Database ?? connection.Username ?? string.Empty;
        var state = string.Join('/', parts.Skip(1).Append(name.Path));
        return new(connection.ConnectionString, schema, state, $"postgres://{connection.Host}:{connection.Port}/{database}/{state}");
    }

    private static int PortOf(string? text)
    {
        if (text is null)
            return NpgsqlConnection.DefaultPort;
        return int.TryParse(text, out var port) && port is > 0 and < 65536 ? port : throw Invalid("PGPORT is not a port");
    }

    /// <summary>Sets a parameter of libpq; false where there is no such parameter.</summary>
    private static bool Set(NpgsqlConnectionStringBuilder connection, string name, string? value)
    {
        if (value is null)
            return true;
        switch (name)
        {
            case "sslmode":
                connection.SslMode = value switch
                {
                    "disable" => SslMode.Disable,
                    "allow" => SslMode.Allow,
                    "prefer" => SslMode.Prefer,
                    "require" => SslMode.Require,
                    "verify-ca" => SslMode.VerifyCA,
                    "verify-full" => SslMode.VerifyFull,
                    _ => throw Invalid("sslmode must be disable, allow, prefer, require, verify-ca or verify-full"),
                };
                return true;
            case "sslrootcert":
                connection.RootCertificate = IsCertificate(value) ? value : throw Invalid("sslrootcert is not a file with certificates");
                return true;
            case "host":
                // A folder of sockets cannot be written as the host of a URL.
                connection.Host = value.Length > 0 ? value : throw Invalid("the host is empty");
                return true;
            default:
                return false;
        }
    }

    private static bool IsCertificate(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities.Count > 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static DiagnosticException Invalid(string why) => EngineFaults.LocationInvalid(
        "postgres://", $"the location of the state is not valid: {why}", "write postgres://host:port/database?schema=flowplan; the password belongs in PGPASSWORD or in a password file");
}
