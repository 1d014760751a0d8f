using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FlowPlan.State.Tests.Servers;

/// <summary>Azurite, Microsoft's emulator of Azure Blob Storage, on a free port, started when a test first needs it. It keeps everything in memory.</summary>
internal sealed class AzuriteServer : IDisposable
{
    public const string Account = "flowplantests";

    /// <summary>A key as those of the service: 64 bytes.</summary>
    public static readonly string Key = Convert.ToBase64String("azurite-canary-key-azurite-canary-key-azurite-canary-key-azurite"u8);

    private static readonly Lazy<AzuriteServer> Started = new(() => new AzuriteServer());

    private readonly Process process;

    private AzuriteServer()
    {
        var program = Program() ?? throw new InvalidOperationException("Azurite is not installed: run scripts/install-azurite.");
        Port = FreePort();
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { program, "--blobPort", $"{Port}", "--silent", "--skipApiVersionCheck", "--inMemoryPersistence", "--disableTelemetry" },
            Environment = { ["AZURITE_ACCOUNTS"] = $"{Account}:{Key}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!Accepts())
        {
            if (process.HasExited)
                throw new InvalidOperationException($"Azurite ended with {process.ExitCode}.");
            Thread.Sleep(50);
        }
    }

    /// <summary>The server of this run of the tests. Without the package the test fails in CI, and is ignored elsewhere.</summary>
    public static AzuriteServer Instance
    {
        get
        {
            Needed.Require(Program() is not null, "Azurite is not installed: run scripts/install-azurite (it needs npm).");
            return Started.Value;
        }
    }

    /// <summary>Ends the server of this run of the tests, if there is one.</summary>
    public static void End()
    {
        if (Started.IsValueCreated)
            Started.Value.Dispose();
    }

    public int Port { get; }

    /// <summary>The connection string, through a port of this machine.</summary>
    public static string Connection(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";

    public void Dispose()
    {
        if (process.HasExited)
            return;
        process.Kill();
        process.WaitForExit();
    }

    private static string? Program()
    {
        var program = Path.Combine(Repository.Root, "artifacts", "azurite", "node_modules", "azurite", "dist", "src", "blob", "main.js");
        return File.Exists(program) ? program : null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private bool Accepts()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
