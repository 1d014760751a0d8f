using System.Collections.Immutable;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Support;

/// <summary>A manifest's worth of resources, a platform and a lockfile; plans and applies like the command line does.</summary>
internal sealed class Estate
{
    public FakePlatform Platform { get; } = new();

    public SortedDictionary<ResourceAddress, DesiredResource> Desired { get; } = [];

    public Lockfile? Lockfile { get; set; }

    public DeploymentScope Scope { get; set; } = new("p", "e", "org", "s");

    public PlanOptions Options { get; set; } = PlanOptions.Default;

    public ImmutableArray<OutputReference> Outputs { get; set; } = [];

    public DateTimeOffset? Now { get; set; }

    public ImmutableArray<MovedDeclaration> Moved { get; set; } = [];

    public static DesiredResource Make(string address, params (string Key, Value Value)[] fields)
    {
        var parsed = ResourceAddress.Parse(address);
        return new DesiredResource
        {
            Address = parsed,
            Fields = Value.Map.Of(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)).Prepend(KeyValuePair.Create("name", Value.Of(parsed.Key)))),
            Span = SourceSpan.OfFile("flowplan.yaml"),
        };
    }

    public static Value Ref(string address, string attribute = "id") => new Value.Reference(ResourceAddress.Parse(address), attribute);

    public Estate Declare(params DesiredResource[] resources)
    {
        foreach (var resource in resources)
            Desired[resource.Address] = resource;
        return this;
    }

    public PlanInput Input(IEnumerable<DesiredResource>? order = null) => new()
    {
        Scope = Scope,
        Desired = new DesiredResources([.. order ?? Desired.Values]),
        Outputs = Outputs,
        Moved = Moved,
        Options = Options,
        Prior = Lockfile,
        Now = Now,
    };

    public Importer Importer(bool force = false) => new(Platform, Input(), force: force);

    public Task<Outcome<Plan>> TryPlanAsync(IEnumerable<DesiredResource>? order = null) =>
        new Planner(Platform, Matcher).PlanAsync(Input(order), CancellationToken.None);

    public async Task<Plan> PlanAsync()
    {
        var planned = await TryPlanAsync();
        Assert.That(planned.Diagnostics, Is.Empty);
        return planned.Value!;
    }

    public async Task<ApplyResult> ApplyAsync(int parallelism = 4)
    {
        var plan = await PlanAsync();
        return await ApplyAsync(plan, parallelism);
    }

    public async Task<ApplyResult> ApplyAsync(
        Plan plan, int parallelism = 4, MemorySession? session = null, Action<ApplyEvent>? observer = null, CancellationToken stop = default)
    {
        session ??= new MemorySession(Lockfile);
        var recovered = Lockfile ?? new Lockfile { Lineage = "l", Serial = 0, Scope = Scope };
        var executor = new PlanExecutor(Platform, session, Matcher, TimeProvider.System, observer ?? (_ => { }));
        var result = await executor.ExecuteAsync(plan, recovered, new ApplyOptions(parallelism) { Window = new(TimeSpan.Zero), ReadBackPause = TimeSpan.FromMilliseconds(1) }, stop, CancellationToken.None);
        Lockfile = session.Saved;
        return result;
    }

    public string Id(string address) => Lockfile!.Resources[ResourceAddress.Parse(address)].Id;

    private bool Matcher(ResourceAddress address, FieldPath path, Value.Secret secret, Value.SecretDigest digest) =>
        Lockfile is not null && new SecretHasher(Lockfile.Lineage).Matches(address, path, secret, digest);
}
