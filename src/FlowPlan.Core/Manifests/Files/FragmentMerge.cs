using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>
/// Adds the sections of included files to those of the main manifest. Maps are joined key by key, lists appended; a key that
/// stands in two files is an error, but for <c>apiVersion</c> and <c>project</c>, which must say the same.
/// </summary>
internal sealed class FragmentMerge
{
    private static readonly string[] MayRepeat = ["apiVersion", "project"];

    private readonly Node.Mapping main;
    private readonly DiagnosticBag found;
    private readonly List<string> order = [];
    private readonly Dictionary<string, MappingEntry> whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Section> sections = new(StringComparer.Ordinal);

    public FragmentMerge(Node.Mapping main, DiagnosticBag found)
    {
        this.main = main;
        this.found = found;
        foreach (var entry in main.Entries)
            Take(entry);
    }

    public void Add(Node.Mapping fragment)
    {
        foreach (var entry in fragment.Entries)
        {
            if (entry.Key == ManifestTree.Include)
                found.Add(YamlDiagnostics.IncludeNested(entry.KeySpan));
            else if (!whole.TryGetValue(entry.Key, out var first))
                Take(entry);
            else
                Join(first, entry);
        }
    }

    public Node.Mapping ToMapping() => main with
    {
        Entries =
        [
            .. order.Select(key => sections.TryGetValue(key, out var section)
                ? whole[key] with { Value = ((Node.Mapping)whole[key].Value) with { Entries = [.. section.Entries] } }
                : whole[key]),
        ],
    };

    private void Take(MappingEntry entry)
    {
        order.Add(entry.Key);
        whole.Add(entry.Key, entry);
        if (entry.Value is Node.Mapping mapping)
            sections.Add(entry.Key, new([.. mapping.Entries], mapping.Entries.ToDictionary(e => e.Key, e => e.KeySpan, StringComparer.Ordinal)));
    }

    private void Join(MappingEntry first, MappingEntry entry)
    {
        if (MayRepeat.Contains(entry.Key))
        {
            if (entry.Value.ToValue() != first.Value.ToValue())
                found.Add(YamlDiagnostics.IncludeDisagrees(entry.Key, entry.Value.Span, first.Value.Span));
        }
        else if (entry.Value is Node.Mapping more && sections.TryGetValue(entry.Key, out var section))
        {
            foreach (var added in more.Entries)
                section.Add(added, found);
        }
        else if (entry.Value is Node.Sequence items && first.Value is Node.Sequence list)
        {
            whole[entry.Key] = first with { Value = list with { Items = [.. list.Items, .. items.Items] } };
        }
        else
        {
            found.Add(YamlDiagnostics.DuplicateKey(entry.Key, entry.KeySpan, first.KeySpan));
        }
    }

    private sealed record Section(List<MappingEntry> Entries, Dictionary<string, SourceSpan> Places)
    {
        public void Add(MappingEntry entry, DiagnosticBag found)
        {
            if (Places.TryAdd(entry.Key, entry.KeySpan))
                Entries.Add(entry);
            else
                found.Add(YamlDiagnostics.DuplicateKey(entry.Key, entry.KeySpan, Places[entry.Key]));
        }
    }
}
