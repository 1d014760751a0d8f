using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>The state of one expansion: what is declared, what came of it, what was found.</summary>
internal sealed class Expansion
{
    private readonly Dictionary<(string Section, string Key), ResourceDeclaration> declared;
    private readonly SortedDictionary<ResourceAddress, DesiredResource> desired = [];

    public Expansion(Declarations declarations, DiagnosticBag found)
    {
        Declarations = declarations;
        Found = found;
        declared = declarations.Resources.ToDictionary(r => (r.Section, r.Key));
    }

    public Declarations Declarations { get; }

    public DiagnosticBag Found { get; }

    public IReadOnlyCollection<DesiredResource> Desired => desired.Values;

    public static ResourceAddress AddressOf(ResourceDeclaration declaration) => new(SectionNames.Kinds[declaration.Section], declaration.Key);

    public ResourceDeclaration? Find(string section, string key) => declared.GetValueOrDefault((section, key));

    public IEnumerable<ResourceDeclaration> In(string section) => Declarations.Resources.Where(r => r.Section == section);

    /// <summary>The keys under which a section has resources: those declared in it, and those that flows make for themselves.</summary>
    public IEnumerable<string> KeysOf(string section)
    {
        var sugar = section switch
        {
            SectionNames.SourceConnections => "source",
            SectionNames.TargetConnections => "target",
            _ => null,
        };
        var made = sugar is null ? [] : In(SectionNames.Flows).Where(f => f.Body[sugar] is Node.Mapping);
        return In(section).Concat(made).Select(d => d.Key).Distinct();
    }

    public void Add(DesiredResource resource) => desired[resource.Address] = resource;

    /// <summary>The declaration that a key in a block refers to; reports when the key is there and refers to nothing.</summary>
    public ResourceDeclaration? Refer(Node.Mapping body, string key, string section)
    {
        if (body[key] is not Node.Scalar scalar)
            return null;
        var name = scalar.Value.ToString();
        if (Find(section, name) is { } target)
            return target;
        Found.Add(DialectDiagnostics.UnknownReference(scalar.Span, section, name, In(section).Select(d => d.Key)));
        return null;
    }

    /// <summary>A reference to an attribute of what a key in a block refers to; reports when the key is missing or refers to nothing.</summary>
    public Value.Reference? Reference(ResourceAddress address, Node.Mapping body, SourceSpan span, string key, string section, string attribute = "id")
    {
        if (body[key] is null)
            Found.Add(DialectDiagnostics.Missing(span, address, key));
        return Refer(body, key, section) is { } target ? new Value.Reference(AddressOf(target), attribute) : null;
    }

    /// <summary>The text under a required key; reports when it is missing.</summary>
    public Value? Required(ResourceAddress address, Node.Mapping body, SourceSpan span, string key)
    {
        if (body[key] is Node.Scalar { Value: not Value.Null } scalar)
            return scalar.Value;
        Found.Add(DialectDiagnostics.Missing(span, address, key));
        return null;
    }

    /// <summary>The text under a key, or null.</summary>
    public static string? TextOf(Node.Mapping? body, string key) => (body?[key] as Node.Scalar)?.Value switch
    {
        Value.Text(var text) => text,
        Value.Secret => "(sensitive)",
        _ => null,
    };
}
