using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>Lifts the blocks that stand within others, such as a flow's <c>source</c>, into declarations of their own.</summary>
internal static class InlineBlocks
{
    /// <summary>The lifted blocks, under the keys of those that hold them.</summary>
    public static IReadOnlyList<ResourceDeclaration> Lift(Declarations declarations, KindSet kinds, DiagnosticBag diagnostics)
    {
        var taken = declarations.Resources.Select(r => new ResourceAddress(kinds.OfSection(r.Section).Name, r.Key)).ToHashSet();
        var lifted = new List<ResourceDeclaration>();
        foreach (var outer in declarations.Resources.Where(r => r.Body["existing"] is null))
        {
            var kind = kinds.OfSection(outer.Section).Description;
            foreach (var reference in kind.References.Where(r => r.Inline is not null && outer.Body.Entry(r.Inline.Key) is not null))
            {
                var entry = outer.Body.Entry(reference.Inline!.Key)!;
                var address = new ResourceAddress(reference.Kind, outer.Key);
                if (outer.Body.Entry(reference.Key) is not null)
                    diagnostics.Add(BlockDiagnostics.NotTogether(entry.KeySpan, entry.Key, $"'{reference.Key}'"));
                else if (entry.Value is not Node.Mapping block)
                    continue;
                else if (!taken.Add(address))
                    diagnostics.Add(DialectDiagnostics.InlineCollision(entry.KeySpan, address, reference.Key));
                else
                    lifted.Add(Declare(kinds, kind, outer, reference, entry.KeySpan, block));
            }

            foreach (var part in kinds.PartsOf(kind.Name))
            {
                if (outer.Body.Entry(part.PartOf!.Key) is not { Value: Node.Sequence { Items.IsEmpty: false } } entry)
                    continue;
                if (taken.Add(new(part.Name, outer.Key)))
                    lifted.Add(Declare(part, kind, outer, entry));
                else
                    diagnostics.Add(DialectDiagnostics.PartCollision(entry.KeySpan, new(part.Name, outer.Key)));
            }
        }

        return lifted;
    }

    /// <summary>A part refers to the resource of the block that holds it, which its origin tells.</summary>
    private static ResourceDeclaration Declare(KindDescription part, KindDescription kind, ResourceDeclaration outer, MappingEntry entry) =>
        new(part.Section, outer.Key, entry.KeySpan, new Node.Mapping([entry], entry.Value.Span))
        {
            Origin = new ResourceAddress(kind.Name, outer.Key),
            IsInvalid = outer.IsInvalid,
        };

    private static ResourceDeclaration Declare(
        KindSet kinds, KindDescription kind, ResourceDeclaration outer, ReferenceField reference, SourceSpan span, Node.Mapping block)
    {
        var inner = kinds[reference.Kind].Description;
        var named = block[inner.NameField] is null ? Named(block, inner.NameField, outer, kind.NameField, reference.Inline!.NameSuffix) : block;
        return new(inner.Section, outer.Key, span, named)
        {
            Origin = new ResourceAddress(kind.Name, outer.Key),
            IsInvalid = outer.IsInvalid,
        };
    }

    private static Node.Mapping Named(Node.Mapping block, string field, ResourceDeclaration outer, string outerField, string suffix)
    {
        // A resource without a name has been reported; its inline blocks need not be as well.
        var name = outer.Body[outerField] as Node.Scalar ?? new Node.Scalar(Value.Of(outer.Key), outer.KeySpan);
        return block with { Entries = block.Entries.Add(new(field, name.Span, name with { Value = Append(name.Value, suffix) })) };
    }

    /// <summary>The name with a suffix; what was secret stays so.</summary>
    private static Value Append(Value name, string suffix) =>
        name is Value.Secret(var inner) ? new Value.Secret(Append(inner, suffix)) : Value.Of($"{name}{suffix}");
}
