using FlowPlan.Aep;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Settings;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Values;
using FlowPlan.Emulator;

namespace FlowPlan.EndToEnd.Tests.Laws;

/// <summary>A manifest with <c>forEach</c>, <c>defaults</c> and components, and the same one written out, give plans of the same bytes.</summary>
public sealed class ReuseLaws
{
    private static readonly AepDialect Dialect = new();

    private EmulatorHost emulator = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => emulator = await EmulatorHost.StartAsync(new());

    [OneTimeTearDown]
    public async Task StopAsync() => await emulator.DisposeAsync();

    [Test]
    public async Task With_and_without_reuse_the_plan_is_the_same_bytes([Range(1, 25)] int seed)
    {
        await using var provider = AepProvider.Create(
            new AepSettings
            {
                PlatformUri = emulator.BaseAddress,
                ImsUri = emulator.BaseAddress,
                Organization = "LAWS@AdobeOrg",
                Sandbox = "reuse",
                ApiKey = "key",
                Credentials = new AepCredentials.AccessToken(new("emulator-laws")),
            },
            TimeProvider.System);
        var estate = new RepeatedEstate(new Random(seed));

        var (compact, written) = (await PlanAsync(provider, estate.Compact()), await PlanAsync(provider, estate.WrittenOut()));

        Assert.That(compact, Is.EqualTo(written), $"{estate.Compact()}\n---\n{estate.WrittenOut()}");
    }

    private static async Task<string> PlanAsync(AepProvider provider, string manifest)
    {
        var folder = Directory.CreateTempSubdirectory("flowplan-law-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "flowplan.yaml"), manifest);
            var read = ManifestReader.Read(new ManifestRequest { Path = folder.FullName }, Dialect.Vocabulary);
            Assert.That(read.Diagnostics.Where(d => d.Severity == Severity.Error), Is.Empty, manifest);
            var desired = Dialect.Expand(read.Value!);
            Assert.That(desired.Diagnostics.Where(d => d.Severity == Severity.Error), Is.Empty, manifest);
            var input = new PlanInput
            {
                Scope = new("p", "dev", provider.Organization, "reuse"),
                Desired = desired.Value!,
                Outputs = [.. read.Value!.Outputs.Select(o => new OutputReference(o.Name, new Value.Reference(new(Dialect.Vocabulary.Sections[o.Section], o.Key), o.Attribute)))],
            };
            var plan = await new Planner(provider, (_, _, _, _) => false).PlanAsync(input, CancellationToken.None);
            Assert.That(plan.Diagnostics.Where(d => d.Severity == Severity.Error), Is.Empty);
            return PlanJson.Of(plan.Value!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
