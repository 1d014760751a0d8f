using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Aep;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Settings;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Laws;

/// <summary>What must hold in the life of every estate of real resources: from a random manifest over real HTTP to the services.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ManifestLaws
{
    private const int Most = 60;

    /// <summary>How many random estates there are, and over how many tests they are spread, so that they run side by side.</summary>
    private const int Seeds = 1000;
    private const int Parts = 20;

    private static readonly AepDialect Dialect = new();
    private static int cases;
    private EmulatorHost emulator = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        emulator = await EmulatorHost.StartAsync(new());
        client = new() { BaseAddress = emulator.BaseAddress };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await emulator.DisposeAsync();
    }

    /// <summary>
    /// Applied, it is settled. Edited on both sides, the plan is the same bytes in whatever order files, keys and lists come; applied, it is
    /// settled again. Destroyed, exactly what was not ours is left.
    /// </summary>
    [Test]
    public async Task An_estate_settles_plans_alike_in_any_order_and_leaves_what_was_not_ours([Range(1, Parts)] int part)
    {
        for (var i = 0; i < Seeds / Parts; i++)
        {
            var seed = Random.Shared.Next();
            await TestContext.Out.WriteLineAsync($"part {part}, seed {seed}");
            await CheckAsync(seed);
        }
    }

    private async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        var manifest = new RandomManifest(random, Most);
        Assert.That(manifest.Count, Is.InRange(4, Most + 13));
        var life = new Life(emulator, client, $"s{Interlocked.Increment(ref cases)}", random);
        await using var provider = life.Connect();
        await Life.MakeForeignAsync(provider);

        await life.ApplyAsync(provider, await life.PlanAlikeAsync(provider, manifest));
        await life.AssertSettledAsync(provider, manifest);
        manifest.Edit();
        await life.EditPlatformAsync();
        await life.ApplyAsync(provider, await life.PlanAlikeAsync(provider, manifest));
        await life.AssertSettledAsync(provider, manifest);
        await life.ApplyAsync(provider, await life.PlanAsync(provider, new DesiredResources([]), [], []));
        await life.AssertOnlyForeignAsync();
    }

    private sealed class Life(EmulatorHost emulator, HttpClient client, string sandbox, Random random)
    {
        private const string Organization = "LAWS@AdobeOrg";

        /// <summary>What the emulator keeps besides is its own index.</summary>
        private static readonly string[] Kinds =
        [
            "connections", "datatypes", "classes", "fieldgroups", "schemas", "descriptors", "dataSets", "expirations", "datasetLabels",
            "sourceConnections", "targetConnections", "mappingSets", "flows",
        ];

        private Lockfile? lockfile;

        public AepProvider Connect() => AepProvider.Create(
            new AepSettings
            {
                PlatformUri = emulator.BaseAddress,
                ImsUri = emulator.BaseAddress,
                Organization = Organization,
                Sandbox = sandbox,
                ApiKey = "key",
                Credentials = new AepCredentials.AccessToken(new("emulator-laws")),
            },
            TimeProvider.System);

        public static async Task MakeForeignAsync(AepProvider provider)
        {
            var kind = provider.Kind("connection");
            var fields = Value.Map.Of(
                ("name", Value.Of("theirs")),
                ("type", Value.Map.Of(("id", Value.Of("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb")), ("version", Value.Of("1.0")))),
                ("dataType", Value.Of("raw")));
            await kind.CreateAsync(new(new("connection", "theirs"), "other", kind.Canonicalize(fields)), CancellationToken.None);
        }

        /// <summary>Plans from the manifest sorted in one file and from it shuffled over several, with lists in another order; both must be the same bytes.</summary>
        public async Task<Plan> PlanAlikeAsync(AepProvider provider, RandomManifest manifest)
        {
            var first = await PlanAsync(provider, manifest, shuffled: false);
            var second = await PlanAsync(new ShuffledProvider(provider, random), manifest, shuffled: true);
            Assert.That(PlanJson.Of(second), Is.EqualTo(PlanJson.Of(first)));
            Assert.That(first.Actions.Where(a => a.Kind == ActionKind.Update).Select(a => a.Differences.Length), Is.All.Positive);
            return first;
        }

        public async Task AssertSettledAsync(AepProvider provider, RandomManifest manifest)
        {
            var plan = await PlanAsync(provider, manifest, shuffled: true);
            Assert.That(plan.HasChanges, Is.False, PlanText.Of(plan).ToString());
        }

        public async Task<Plan> PlanAsync(IResourceProvider provider, RandomManifest manifest, bool shuffled)
        {
            var folder = Directory.CreateTempSubdirectory("flowplan-law-");
            try
            {
                manifest.Write(folder.FullName, shuffled);
                var read = ManifestReader.Read(new ManifestRequest { Path = folder.FullName, ProcessEnvironment = new Dictionary<string, string>() }, Dialect.Vocabulary);
                Assert.That(read.Diagnostics, Is.Empty);
                var desired = Dialect.Expand(read.Value!);
                Assert.That(desired.Diagnostics, Is.Empty);
                var outputs = read.Value!.Outputs
                    .Select(o => new OutputReference(o.Name, new Value.Reference(new(Dialect.Vocabulary.Sections[o.Section], o.Key), o.Attribute)))
                    .OrderBy(o => o.Name, StringComparer.Ordinal);
                return await PlanAsync(provider, desired.Value!, [.. outputs], read.Value.Moved);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        public async Task<Plan> PlanAsync(
            IResourceProvider provider, DesiredResources desired, OutputReference[] outputs, IEnumerable<MovedDeclaration> moved)
        {
            var planned = await new Planner(provider, (_, _, _, _) => false).PlanAsync(
                new PlanInput
                {
                    Scope = new("laws", "dev", Organization, sandbox),
                    Desired = desired,
                    Outputs = [.. outputs],
                    Moved = [.. moved],
                    Prior = lockfile,
                },
                CancellationToken.None);
            Assert.That(planned.Diagnostics.Where(d => d.Severity == Core.Diagnostics.Severity.Error), Is.Empty);
            return planned.Value!;
        }

        public async Task ApplyAsync(AepProvider provider, Plan plan)
        {
            lockfile ??= new Lockfile { Lineage = "laws", Serial = 0, Scope = new("laws", "dev", Organization, sandbox) };
            var session = new MemorySession(lockfile);
            var result = await new PlanExecutor(provider, session, (_, _, _, _) => false, TimeProvider.System, _ => { })
                .ExecuteAsync(plan, lockfile, new ApplyOptions(8), CancellationToken.None, CancellationToken.None);
            Assert.That(result.Complete, Is.True, string.Join('\n', result.Failed.Select(f => $"{f.Address}: {f.Reason.Message} {string.Join("; ", f.Reason.Details)}")));
            lockfile = session.Saved;
        }

        /// <summary>Somebody else changes descriptions and deletes a flow.</summary>
        public async Task EditPlatformAsync()
        {
            foreach (var (address, state) in lockfile!.Resources.Where(_ => random.Next(5) == 0).ToList())
            {
                var at = $"__emulator/objects/{EmulatorCollections.Of(address.Kind)}/{state.Id.Split('/')[^1]}?organization={Organization}&sandbox={sandbox}";
                if (address.Kind == "flow" && random.Next(3) == 0)
                {
                    await client.DeleteAsync(new Uri(at, UriKind.Relative));
                    continue;
                }

                using var edit = new StringContent($$"""{"description": "theirs {{random.Next(3)}}"}""", Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(new Uri(at, UriKind.Relative), edit);
                answer.EnsureSuccessStatusCode();
            }
        }

        public async Task AssertOnlyForeignAsync()
        {
            Assert.That(lockfile!.Resources, Is.Empty);
            var left = JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray()
                .Where(o => (string)o!["sandbox"]! == sandbox && Kinds.Contains((string)o["kind"]!) && (string?)o["body"]!["status"] != "cancelled")
                .Select(o => (string?)o!["body"]!["name"] ?? (string?)o["body"]!["title"]);
            Assert.That(left, Is.EqualTo(new[] { "theirs" }));
        }
    }
}
