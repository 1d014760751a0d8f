using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Schemas.Trees;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>The rules of a mapping's targets that need no call.</summary>
/// <param name="self">The mapping.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class TargetRules(DesiredResource self, DiagnosticBag diagnostics)
{
    /// <summary>The name under which the place of a target is kept, below that of its field.</summary>
    public const string Place = "target";

    private readonly Dictionary<string, (string Path, SourceSpan Span)> targets = new(StringComparer.Ordinal);

    /// <summary>Checks the mapping against the schema, as far as that is known.</summary>
    public void Check(DesiredResource? schema, XdmField? root)
    {
        var isTenant = TenantIn(root);
        foreach (var (path, field) in (self.Fields["fields"] as Value.Map ?? Value.Map.Empty).Entries)
        {
            var span = SpanOf(path);
            if (TargetPath.Parse(path, out var fault, out var at) is not { } target)
            {
                diagnostics.Add(TargetDiagnostics.InvalidPath(At(span, path, at), path, fault!));
                continue;
            }

            if (!targets.TryAdd(target.Normalized(isTenant), (path, span)))
                diagnostics.Add(TargetDiagnostics.Same(span, path, targets[target.Normalized(isTenant)].Path));
            var declared = field as Value.Map ?? Value.Map.Of(("source", field));
            if (declared.TextOf("source") is { } source && CountWildcards(source) is > 0 and var count && count != target.Wildcards)
                diagnostics.Add(TargetDiagnostics.WildcardDepth(span, source, path));
            if (root is null || Find(root, target, path, span, schema!, isTenant) is not { } found)
                continue;
            new ValueRules(path, found, diagnostics).Check(declared, self.FieldSpans.GetValueOrDefault(FieldPath.Of("fields", path, "expression")) ?? span);
        }

        CheckParents();
        if (root is not null)
            new CoverageRules(self, schema!, targets.Keys, diagnostics).Check(root);
    }

    private static int CountWildcards(string source) => source.AsSpan().Count("[*]");

    /// <summary>Whether the first name of a path is the object of the organization: the placeholder, or a name that nothing else can have.</summary>
    private static Func<string, bool> TenantIn(XdmField? root) => name =>
        name == FieldName.Tenant || (name.Length > 1 && name[0] == '_' && root is not null && !root.Children.ContainsKey(name));

    private void CheckParents()
    {
        foreach (var (normalized, (path, span)) in targets)
        {
            foreach (var above in TargetPath.ParentsOf(normalized))
            {
                if (targets.TryGetValue(above, out var parent))
                    diagnostics.Add(TargetDiagnostics.ParentAndChild(parent.Span, parent.Path, path));
            }
        }
    }

    /// <summary>The field of a target; null where it is not known or there is none, which is reported.</summary>
    private XdmField? Find(XdmField root, TargetPath target, string path, SourceSpan span, DesiredResource schema, Func<string, bool> isTenant)
    {
        var (at, before) = (root, "");
        foreach (var step in target.Steps)
        {
            var place = At(span, path, step.Start);
            if (at.Type == FieldTypes.Array)
                return Report(TargetDiagnostics.NeedsIndex(place, before));
            if (at.Type == FieldTypes.Map)
                at = at.Items;
            else if (!at.IsObject)
                return Report(TargetDiagnostics.NotAnObject(place, before, at.Type));
            else if (at.Children.TryGetValue(before.Length == 0 && isTenant(step.Name) ? FieldName.Tenant : step.Name, out var next))
                at = next;
            else
                return at.IsOpen ? null : Report(TargetDiagnostics.Unknown(place, step.Name, before, $"{schema.Address}", at.Children.Keys, root.IsComplete || (before.Length > 0 && isTenant(target.Steps[0].Name))));
            before = path[..(step.Start + step.Name.Length)];
            foreach (var index in step.Indexes)
            {
                if (at.IsOpen && at.IsObject)
                    return null;
                if (at.Type != FieldTypes.Array)
                    return Report(TargetDiagnostics.NotAnArray(place, before, at.Type));
                at = at.Items;
                before += $"[{index}]";
            }
        }

        return at;
    }

    private XdmField? Report(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        return null;
    }

    private SourceSpan SpanOf(string path) => self.FieldSpans.GetValueOrDefault(FieldPath.Of("fields", path, Place)) ?? self.Span;

    /// <summary>The place of a character of the path, where the key is written as it is.</summary>
    private static SourceSpan At(SourceSpan span, string path, int start)
    {
        var written = span.EndColumn - span.Column;
        var quotes = written == path.Length ? 0 : written == path.Length + 2 ? 1 : -1;
        return quotes < 0 || span.Line != span.EndLine ? span : span.Skip(quotes + start);
    }
}
