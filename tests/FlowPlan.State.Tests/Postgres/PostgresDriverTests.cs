using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.State.Postgres;

namespace FlowPlan.State.Tests.Postgres;

/// <summary>Whatever the driver throws ends in a finding with a code, the location and what to do, and without the password.</summary>
public sealed class PostgresDriverTests
{
    private const string Password = "canary-password-5d1e";

    [TestCase("", "FP6401", Description = "closed at once")]
    [TestCase("HTTP/1.1 400 Bad Request\r\n\r\n", "FP6406", Description = "a server of HTTP")]
    [TestCase("N", "FP6401", Description = "closed after the question for TLS")]
    public async Task A_server_that_is_not_PostgreSQL_is_told_apart(string answer, string code)
    {
        using var server = new Scripted(answer);

        await FailsAsync($"postgres://127.0.0.1:{server.Port}/db", code);
    }

    [TestCase("R\0\0\0\u0008\0\0\0\u0007", "FP6402", Description = "Kerberos")]
    [TestCase("R\0\0\0\u0008\0\0\0\u0063", "FP6402", Description = "a way to sign in that nobody knows")]
    [TestCase("?\0\0\0\u0004", "FP6401", Description = "a message that nobody knows")]
    public async Task A_server_that_asks_for_what_the_driver_lacks_is_refused(string answer, string code)
    {
        using var server = new Scripted(answer);

        await FailsAsync($"postgres://127.0.0.1:{server.Port}/db?sslmode=disable", code);
    }

    [Test]
    public async Task A_certificate_that_is_not_trusted_is_refused()
    {
        using var server = new Scripted("S", secures: true);

        Assert.That((await FailsAsync($"postgres://127.0.0.1:{server.Port}/db?sslmode=verify-full", "FP6402")).Help, Does.Contain("sslrootcert"));
    }

    [Test]
    public async Task A_server_without_TLS_is_refused_where_it_is_required()
    {
        var found = await FailsAsync($"{PostgresServer.Instance.Url}?sslmode=require", "FP6402");

        Assert.That(found.Help, Does.Contain("sslmode"));
    }

    [TestCase("postgres://flowplan-no-such-host.invalid/db", "FP6401")]
    [TestCase("postgres:///db?host=/no/such/folder", "FP6401")]
    public Task A_host_that_is_not_there_cannot_be_reached(string url, string code) => FailsAsync(url, code);

    [TestCase(null)]
    [TestCase("not a certificate")]
    public async Task A_file_that_does_not_hold_certificates_is_named_as_the_reason(string? content)
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Path, "ca.pem");
        if (content is not null)
            await File.WriteAllTextAsync(file, content);

        Assert.That(Checks.Throws("FP6403", () => Engine($"postgres://h/db?sslmode=verify-ca&sslrootcert={file}")).Message, Does.Contain("sslrootcert"));
    }

    [TestCase("postgres:///db?host=")]
    [TestCase("postgres://h/d%00b")]
    public void A_location_that_the_driver_refuses_is_not_valid(string url) => AssertClean(Checks.Throws("FP6403", () => Engine(url)));

    [Test]
    public async Task An_answer_that_does_not_come_in_the_drivers_own_time_is_no_answer()
    {
        using var server = new Scripted(null);
        await using var engine = new PostgresEngine(Address($"postgres://127.0.0.1:{server.Port}/db", ";Timeout=1"));

        AssertClean(await Checks.ThrowsAsync("FP6401", () => engine.ReadAsync(CancellationToken.None)));
    }

    [Test]
    public async Task A_password_that_the_server_repeats_is_not_shown()
    {
        var message = Encoding.ASCII.GetBytes($"SFATAL\0VFATAL\0C28000\0Mno entry for {Password}\0\0");
        using var server = new Scripted("E" + Encoding.Latin1.GetString([0, 0, 0, (byte)(message.Length + 4)]) + Encoding.Latin1.GetString(message));

        Assert.That((await FailsAsync($"postgres://127.0.0.1:{server.Port}/db?sslmode=disable", "FP6402")).Message, Does.Contain("no entry for (password)"));
    }

    [Test]
    public void An_address_names_no_password_whoever_prints_it() =>
        Assert.That(Address("postgres://127.0.0.1:1/db").ToString(), Does.Contain("postgres://127.0.0.1:1/db").And.Not.Contain(Password));

    private static PostgresAddress Address(string url, string more = "")
    {
        var address = PostgresAddress.Of(new(url), new("p", "dev", "/"), new Dictionary<string, string> { ["PGUSER"] = "jane", ["PGPASSWORD"] = Password });
        return address with { Connection = address.Connection + more };
    }

    private static PostgresEngine Engine(string url) => new(Address(url));

    private static async Task<Diagnostic> FailsAsync(string url, string code)
    {
        await using var engine = Engine(url);
        var found = await Checks.ThrowsAsync(code, () => engine.ReadAsync(CancellationToken.None));
        AssertClean(found);
        return found;
    }

    private static void AssertClean(Diagnostic found)
    {
        Assert.That(found.Help, Is.Not.Null.And.Not.Empty);
        Assert.That(found.Span!.Value.Source.Path, Does.StartWith("postgres://"));
        Assert.That(found.Message + found.Help + found.Span!.Value.Source.Path, Does.Not.Contain(Password));
    }

    /// <summary>Answers the first bytes of each connection, and closes it; or never answers.</summary>
    private sealed class Scripted : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Scripted(string? answer, bool secures = false)
        {
            listener.Start();
            Serving = ServeAsync(answer, secures);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        private Task Serving { get; }

        public void Dispose() => listener.Dispose();

        private async Task ServeAsync(string? answer, bool secures)
        {
            var open = new List<Socket>();
            try
            {
                while (true)
                {
                    var socket = await listener.AcceptSocketAsync();
                    open.Add(socket);
                    if (answer is null)
                        continue;
                    await socket.ReceiveAsync(new byte[1024]);
                    await socket.SendAsync(Encoding.Latin1.GetBytes(answer));
                    if (secures)
                        await SecureAsync(socket);
                    else
                        await socket.ReceiveAsync(new byte[1024]);
                    socket.Close();
                }
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                open.ForEach(s => s.Dispose());
            }
        }

        private static async Task SecureAsync(Socket socket)
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            await using var secure = new SslStream(new NetworkStream(socket));
            try
            {
                await secure.AuthenticateAsServerAsync(made);
                await secure.ReadExactlyAsync(new byte[1]);
            }
            catch (Exception fault) when (fault is AuthenticationException or IOException)
            {
                return;
            }
        }
    }
}
