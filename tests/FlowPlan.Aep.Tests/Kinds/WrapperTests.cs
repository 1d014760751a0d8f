using System.Reflection;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Kinds;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Kinds;

/// <summary>A class that wraps another of the same interface forwards every member: one that it forgets would silently be the default.</summary>
[TestFixture]
internal sealed class WrapperTests
{
    private static readonly Type[] Ports = [.. typeof(IResourceKind).Assembly.GetExportedTypes().Where(t => t.IsInterface)];

    [Test]
    public void No_interface_of_Core_has_a_member_that_an_implementer_may_leave_out() => Assert.That(
        Ports.SelectMany(p => p.GetMethods(BindingFlags.Instance | BindingFlags.Public)).Where(m => !m.IsAbstract).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"),
        Is.Empty);

    [Test]
    public void Every_wrapper_of_a_Core_interface_declares_all_of_its_members()
    {
        var wrappers =
            from type in typeof(IResourceKind).Assembly.GetTypes().Concat(typeof(SandboxExporter).Assembly.GetTypes())
            where type is { IsClass: true, IsAbstract: false }
            from port in Ports.Where(p => p.IsAssignableFrom(type))
            where type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Any(f => port.IsAssignableFrom(f.FieldType))
            select (type, port);
        var found = wrappers.ToList();

        Assert.That(found.Select(w => w.type.Name), Does.Contain("BoundKind").And.Contain("SnapshotProvider").And.Contain("SnapshotOperations"));
        Assert.That(
            found.SelectMany(w => w.type.GetInterfaceMap(w.port).TargetMethods.Where(m => m.DeclaringType != w.type).Select(m => $"{w.type.Name}.{m.Name}")),
            Is.Empty);
    }

    [Test]
    public void An_id_of_an_unknown_kind_is_not_taken_for_a_UUID() =>
        Assert.That(() => new AepDialect().CheckId("batch", "a59d368a-1152-4673-a46e-bd52e8cdb9a9"), Throws.TypeOf<KeyNotFoundException>());

    [Test]
    public void Every_registered_kind_describes_its_own_references_and_attributes()
    {
        var names = AepKinds.All.Select(k => k.Description.Name).ToHashSet();
        foreach (var kind in AepKinds.All.Select(k => k.Description))
        {
            Assert.That(kind.References.Select(r => r.Kind).Distinct(), Is.SubsetOf(names), kind.Name);
            Assert.That(kind.Attributes.Select(a => a.Name), Is.Ordered.And.Contains("id"), kind.Name);
            Assert.That(kind.Attributes.Select(a => a.Summary), Has.None.Empty, kind.Name);
        }
    }
}
