using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Settings;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;
using FlowPlan.Emulator;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>What must hold for the export of every sandbox: checked on random ones over real HTTP.</summary>
public sealed class ExportLaws
{
    private const int Cases = 1000;

    private static readonly AepDialect Dialect = new();
    private static int sandboxes;
    private int cases;
    private int casesWithValue;
    private EmulatorHost emulator = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        emulator = await EmulatorHost.StartAsync(new() { Settings = new() { UniqueSourceIds = false } });
        client = new() { BaseAddress = emulator.BaseAddress };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await emulator.DisposeAsync();
    }

    [FsCheck.NUnit.Property(MaxTest = Cases, QuietOnSuccess = true)]
    public void A_plan_straight_after_an_export_is_empty(FsCheck.DoNotSize<int> given) => CheckAsync(given.Item).GetAwaiter().GetResult();

    [FsCheck.NUnit.Property(MaxTest = 200, QuietOnSuccess = true)]
    public void The_files_do_not_depend_on_the_order_in_which_objects_are_listed(FsCheck.DoNotSize<int> given) => CheckOrderAsync(given.Item).GetAwaiter().GetResult();

    [Test]
    public void Random_sandboxes_have_every_kind()
    {
        var estates = Enumerable.Range(0, 40).Select(seed => new RandomEstate(new SeedBatch(client, "none"), new Random(seed))).ToList();
        estates.ForEach(e => e.Make(60));

        Assert.That(estates.SelectMany(e => e.Exclusions.Kinds).Distinct(), Is.EquivalentTo(Dialect.Kinds.Select(k => k.Name)));
    }

    private async Task CheckOrderAsync(int seed)
    {
        var (estate, request) = await MakeAsync(seed);
        await using var provider = ProviderOf(request);
        var exporter = new SandboxExporter(provider, Dialect);
        var read = await exporter.ReadAsync(8, CancellationToken.None);
        var random = new Random(seed);
        var shuffled = new SandboxSnapshot(read.Kinds, read.All.OrderBy(_ => random.Next()).Select(k => (k.Kind, read[k])));

        var first = await exporter.ExportAsync(read, request, CancellationToken.None);
        var second = await exporter.ExportAsync(shuffled, request, CancellationToken.None);

        Assert.That(read.All.Count(k => !read[k].IsShared), Is.EqualTo(estate.Count));
        Assert.That(second.Value?.Files, Is.EqualTo(first.Value?.Files));
        Assert.That(second.Diagnostics.Select(d => d.Message), Is.EqualTo(first.Diagnostics.Select(d => d.Message)));
    }

    private async Task<(RandomEstate Estate, ExportRequest Request)> MakeAsync(int seed)
    {
        var sandbox = $"s{Interlocked.Increment(ref sandboxes)}";
        var batch = new SeedBatch(client, sandbox);
        var estate = new RandomEstate(batch, new Random(seed));
        estate.Make(60);
        await batch.SendAsync();
        Assert.That(estate.Count, Is.InRange(1, 60));
        return (estate, new() { Project = "acme", Environment = "dev", Sandbox = sandbox, ProcessEnvironment = new AnySecret(), WritesCsv = seed % 2 == 0 });
    }

    private AepProvider ProviderOf(ExportRequest request) => AepProvider.Create(
        Providers.Settings(emulator.BaseAddress) with { Sandbox = request.Sandbox, Credentials = new AepCredentials.AccessToken(new("emulator-exporter")) },
        TimeProvider.System);

    private async Task CheckAsync(int seed)
    {
        var (estate, request) = await MakeAsync(seed);
        await using var provider = ProviderOf(request);

        var exported = await new SandboxExporter(provider, Dialect).ExportAsync(request, CancellationToken.None);

        var warnings = exported.Diagnostics.Where(d => d.Code is "FP8110" or "FP8111").Select(d => d.Message).ToList();
        estate.Exclusions.AssertMet([.. (exported.Value?.Lockfile.Resources.Values ?? []).Select(r => r.Id)], warnings);
        Assert.That(exported.Diagnostics.Length - warnings.Count, Is.EqualTo(exported.Value is null ? 1 : 0));
        CountCase(exported.Value is not null);
        if (exported.Value is not { } written)
        {
            Assert.That(exported.Diagnostics.Select(d => d.Code), Has.One.EqualTo("FP8112"));
            return;
        }

        var folder = Directory.CreateTempSubdirectory("flowplan-law-");
        try
        {
            await AssertSettledAsync(provider, written, (AnySecret)request.ProcessEnvironment, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An exporter that refuses too often does not pass: after the last case, at least 80 % must have a value.</summary>
    private void CountCase(bool hasValue)
    {
        casesWithValue += hasValue ? 1 : 0;
        if (++cases == Cases)
            Assert.That(casesWithValue, Is.GreaterThanOrEqualTo(Cases * 8 / 10));
    }

    private static async Task AssertSettledAsync(AepProvider provider, ExportedSandbox written, AnySecret given, string folder)
    {
        foreach (var file in written.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file.Path))!);
            await File.WriteAllTextAsync(Path.Combine(folder, file.Path), file.Text);
        }

        var manifest = written.Files[^1].Text;
        var read = ManifestReader.Read(new ManifestRequest { Path = folder, ProcessEnvironment = given.Of(manifest) }, Dialect.Vocabulary);
        Assert.That(read.Diagnostics.Where(d => d.Code != "FP1221"), Is.Empty, manifest);
        var desired = Dialect.Expand(read.Value!);
        // Random fields are doubtful targets, which mappings are warned of.
        Assert.That(desired.Diagnostics.Where(d => !(IsDoubtOfTarget(d.Code) && d.Severity == Severity.Warning)), Is.Empty, manifest);
        var hasher = new SecretHasher(written.Lockfile.Lineage);
        var planned = await new Planner(provider, hasher.Matches).PlanAsync(
            new PlanInput
            {
                Scope = written.Lockfile.Scope,
                Desired = desired.Value!,
                Outputs = [.. read.Value!.Outputs.Select(o => new OutputReference(o.Name, new Value.Reference(new(Dialect.Vocabulary.Sections[o.Section], o.Key), o.Attribute)))],
                Prior = written.Lockfile,
            },
            CancellationToken.None);
        Assert.That(planned.Diagnostics.Where(d => d.Code is not ("FP4107" or "FP4108" or "FP2573") && !IsDoubtOfTarget(d.Code)), Is.Empty, manifest);
        Assert.That(planned.Value!.HasChanges, Is.False, () => string.Join('\n', planned.Value.Actions.Where(a => a.IsChange).Select(a => $"{a.Kind} {a.Address} {a.Differences[0]}")) + manifest);
    }

    private static bool IsDoubtOfTarget(string code) => code is "FP2541" or "FP2542" or "FP2543" or "FP2544" or "FP2545" or "FP2546";

    /// <summary>A process that has a value for every secret.</summary>
    private sealed class AnySecret : IReadOnlyDictionary<string, string>
    {
        private const string Prefix = "FLOWPLAN_VAR_";

        public IEnumerable<string> Keys => [];

        public IEnumerable<string> Values => [];

        public int Count => 0;

        // Of the parameters only one is a number.
        public string this[string key] => key.Contains("_tries", StringComparison.Ordinal) ? "300001" : "canary-secret";

        public bool ContainsKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
        {
            value = this[key];
            return ContainsKey(key);
        }

        /// <summary>The values of the variables that a manifest declares.</summary>
        public Dictionary<string, string> Of(string manifest) => manifest.Split('\n')
            .Where(l => l.StartsWith("  ", StringComparison.Ordinal) && l.Contains("sensitive: true", StringComparison.Ordinal))
            .Select(l => Prefix + l.Trim().Split(':')[0])
            .ToDictionary(k => k, k => this[k]);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ImmutableDictionary<string, string>.Empty.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
