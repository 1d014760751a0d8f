using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>What a manifest and a lockfile both have is kept once, and nothing is changed by that.</summary>
public sealed class SharedValuesTests
{
    private static readonly ResourceAddress Address = new("base", "a");

    [Test]
    public void Equal_values_are_one_and_others_stay()
    {
        var kept = Value.Map.Of(("x", Value.Of("a text")), ("y", Value.Of(1)));
        var recorded = Value.Map.Of(("kept", kept), ("gone", Value.Of(true)), ("edited", Value.Of("before")), ("token", new Value.SecretDigest("00ff")));
        var declared = Value.Map.Of(
            ("kept", Value.Map.Of(("x", Value.Of("a text")), ("y", Value.Of(1)))),
            ("new", Value.Of("new")),
            ("edited", Value.Of("after")),
            ("token", new Value.Secret(Value.Of("canary"))));

        var shared = Shared(declared, recorded);

        Assert.That(shared, Is.EqualTo(declared));
        Assert.That(shared["kept"], Is.SameAs(kept));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void The_fields_are_equal_to_those_that_are_declared(FsCheck.DoNotSize<int> given)
    {
        var random = new Random(given.Item);
        var declared = Respelling.Declared(random);
        var recorded = random.Next(2) == 0 ? Respelling.Declared(random) : Respelling.Answer(random, declared, keepsNulls: true);

        Assert.That(Shared(declared, recorded), Is.EqualTo(declared));
        Assert.That(Shared(declared, Value.Map.Of(declared.Entries)), Is.EqualTo(declared));
    }

    private static Value.Map Shared(Value.Map declared, Value.Map recorded)
    {
        var desired = new DesiredResource { Address = Address, Fields = declared, Span = SourceSpan.OfFile("flowplan.yaml") };
        var lockfile = new Lockfile
        {
            Lineage = "l",
            Serial = 1,
            Scope = new("p", "dev", "o", "s"),
            Resources = ImmutableSortedDictionary<ResourceAddress, ResourceState>.Empty.Add(Address, new() { Id = "1", Fields = recorded, Attributes = Value.Map.Empty }),
            Outputs = Value.Map.Empty,
        };
        return SharedValues.Of(new DesiredResources([desired]), lockfile).Items[0].Fields;
    }
}
