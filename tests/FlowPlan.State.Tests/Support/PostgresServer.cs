using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FlowPlan.Tests;

/// <summary>
/// A PostgreSQL server of its own in a temporary folder, on a free port of this machine, started when a test first needs it. It refuses
/// to run as root, so that root starts it as the user <c>postgres</c> of the package.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string User = "flowplan";
    public const string Password = "postgres-canary-password";

    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer());

    private readonly string folder = Path.Combine(Path.GetTempPath(), "flowplan-postgres-" + Guid.NewGuid().ToString("N"));
    private readonly string programs;
    private readonly bool flushes;

    private PostgresServer(bool flushes = false)
    {
        this.flushes = flushes;
        programs = Programs() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        Port = FreePort();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "password"), Password);
        if (Environment.UserName == "root")
            Run("chown", "-R", "postgres:postgres", folder);
        RunAsUser("initdb", "--pgdata", Data, "--username", User, "--pwfile", Path.Combine(folder, "password"), "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C");
        Start();
    }

    /// <summary>The server of this run of the tests. Without the package the test fails in CI, and is ignored elsewhere.</summary>
    public static PostgresServer Instance
    {
        get
        {
            RequirePackage();
            return Started.Value;
        }
    }

    /// <summary>A server of a test alone, which may stop it. The test disposes it.</summary>
    /// <param name="flushes">Whether a commit is flushed to the disk. Tests do without: none of them cuts the power.</param>
    public static PostgresServer StartAnother(bool flushes = false)
    {
        RequirePackage();
        return new(flushes);
    }

    /// <summary>Ends the server of this run of the tests, if there is one. A fixture calls it: the process may be ended without notice.</summary>
    public static void End()
    {
        if (Started.IsValueCreated)
            Started.Value.Dispose();
    }

    public int Port { get; }

    /// <summary>The URL of the database of the server.</summary>
    public Uri Url => new($"postgres://127.0.0.1:{Port}/postgres");

    /// <summary>The variables with which the server is reached.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string> { ["PGUSER"] = User, ["PGPASSWORD"] = Password };

    private string Data => Path.Combine(folder, "data");

    /// <summary>Starts the server, and waits until it accepts connections.</summary>
    public void Start() => RunAsUser(
        "pg_ctl", "start", "--wait", "--silent", "--pgdata", Data, "--log", Path.Combine(folder, "log"), "--options", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync={(flushes ? "on" : "off")}");

    /// <summary>Ends the server: connections are cut.</summary>
    /// <param name="mode"><c>immediate</c>, as when its machine fails, so that it has to recover when it is started; or <c>fast</c>, as an administrator does it.</param>
    public void Stop(string mode = "immediate") => RunAsUser("pg_ctl", "stop", "--wait", "--silent", "--mode", mode, "--pgdata", Data);

    public void Dispose()
    {
        if (!Directory.Exists(folder))
            return;
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            Stop();
        Directory.Delete(folder, recursive: true);
    }

    private static void RequirePackage() => Needed.Require(Programs() is not null, "PostgreSQL is not installed (Debian: apt-get install postgresql).");

    private static string? Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")).FirstOrDefault(Directory.Exists)
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void RunAsUser(string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        if (Environment.UserName == "root")
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        else
            Run(path, arguments);
    }

    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        // The server would keep pipes of this process open.
        start.ArgumentList.Insert(0, program);
        start.FileName = "/bin/sh";
        start.ArgumentList.Insert(0, "sh");
        start.ArgumentList.Insert(0, "exec \"$@\" > run.log 2>&1");
        start.ArgumentList.Insert(0, "-c");
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed with {process.ExitCode}: {File.ReadAllText(Path.Combine(folder, "run.log"))}");
    }
}
