using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>Reads one block: what all kinds share (<c>existing</c>, <c>adopt</c>, <c>dependsOn</c>, <c>lifecycle</c>) here, the rest by its kind.</summary>
internal sealed class ResourceReader(DeclarationSet set, KindSet kinds, DiagnosticBag diagnostics)
{
    private static readonly string[] BesideExisting = ["existing", "version"];

    private readonly FieldBuilder fields = new();

    /// <summary>The resource that a block declares; null when it cannot be read, which is reported.</summary>
    public DesiredResource? Read(ResourceDeclaration declaration)
    {
        var kind = kinds.OfSection(declaration.Section);
        var block = new BlockReader(set, declaration, kind.Description, diagnostics);
        if (block.Body.Entry("existing") is { } existing)
            return ReadExisting(block, kind, declaration, existing.Value as Node.Mapping);
        if (kind.ReadExisting(block) is { } reference)
        {
            RejectOthers(block, reference.With, reference.Conflict);
            return Existing(block, declaration, reference.Criteria);
        }

        fields.Clear();
        kind.Read(block, fields);
        NumberSpelling.Check(block.Body, kind.Description.Rules, diagnostics);
        return block.IsAbandoned ? null : Managed(block, kind, declaration);
    }

    private DesiredResource? ReadExisting(BlockReader block, KindDefinition kind, ResourceDeclaration declaration, Node.Mapping? criteria)
    {
        RejectOthers(block, BesideExisting, "'existing': the object is not managed here");
        if (criteria is null)
            return null;
        CheckId(kind, criteria["id"]);
        return Existing(block, declaration, new((criteria["id"] as Node.Scalar)?.Value.ToString(), (criteria["name"] as Node.Scalar)?.Value.ToString()));
    }

    private static void RejectOthers(BlockReader block, IReadOnlyCollection<string> allowed, string conflict) =>
        block.Reject([.. block.Body.Entries.Select(e => e.Key).Where(k => !allowed.Contains(k))], conflict);

    private DesiredResource Existing(BlockReader block, ResourceDeclaration declaration, ExistingCriteria criteria) => new()
    {
        Address = block.Address,
        Fields = Value.Map.Empty,
        Span = block.Span,
        Existing = criteria,
        ReferenceDefaults = set.DefaultsOf(declaration),
    };

    private DesiredResource Managed(BlockReader block, KindDefinition kind, ResourceDeclaration declaration)
    {
        CheckId(kind, block.Body["adopt"]);
        IgnoredFieldNames.Check(block.Body["lifecycle"] as Node.Mapping, kind.Description, diagnostics);
        return new()
        {
            Address = block.Address,
            Fields = fields.ToFields(),
            FieldSpans = fields.ToSpans(),
            Span = block.Span,
            ReferenceDefaults = set.DefaultsOf(declaration),
            Adopt = block.TextOf("adopt"),
            DependsOn = DependsOn(block),
            Lifecycle = LifecycleOf(block.Body["lifecycle"] as Node.Mapping),
        };
    }

    private void CheckId(KindDefinition kind, Node? id)
    {
        if (id is Node.Scalar scalar && scalar.Value.ToString() is var text && !kind.Description.IdFormat.Matches(text))
            diagnostics.Add(BlockDiagnostics.BadId(scalar.Span, kind.Name, text, kind.Description.IdFormat.Description));
    }

    private ImmutableArray<ResourceAddress> DependsOn(BlockReader block)
    {
        if (block.Body["dependsOn"] is not Node.Sequence list)
            return [];
        var addresses = ImmutableArray.CreateBuilder<ResourceAddress>();
        foreach (var item in list.Items.OfType<Node.Scalar>())
        {
            var text = item.Value.ToString();
            var isAddress = ResourceAddress.TryParse(text, out var named);
            var kind = isAddress ? kinds.Find(named.Kind)?.Description : null;
            if (!isAddress || (kind is null && named.Kind != ResourceAddress.ComponentKind))
                diagnostics.Add(DialectDiagnostics.BadAddress(item.Span, text));
            else if (block.Declarations.FindAll(named).ToList() is { Count: > 0 } found)
                addresses.AddRange(found);
            else
                diagnostics.Add(BlockDiagnostics.UnknownReference(item.Span, kind?.Section ?? "instances", named.Key, kind is null ? [] : block.Declarations.AllKeysOf(kind.Name)));
        }

        return [.. addresses.Distinct().Order()];
    }

    private static Lifecycle LifecycleOf(Node.Mapping? body) => body is null
        ? Lifecycle.Default
        : new(
            (body["preventDestroy"] as Node.Scalar)?.Value == Value.Of(true),
            [.. (body["ignoreChanges"] as Node.Sequence)?.Items.Select(i => i.ToValue().ToString()) ?? []],
            ((body["createBeforeDestroy"] as Node.Scalar)?.Value as Value.Bool)?.IsTrue);
}
