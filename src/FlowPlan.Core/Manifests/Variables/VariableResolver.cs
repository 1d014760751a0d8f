using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>The values of all variables.</summary>
/// <param name="Values">Each variable's value.</param>
/// <param name="Sensitive">The names of those that are secret.</param>
internal sealed record VariableValues(IReadOnlyDictionary<string, Value> Values, IReadOnlySet<string> Sensitive)
{
    /// <summary>What an expression gives that reads a sensitive variable without a value.</summary>
    public static readonly Value UnsetSecret = new Value.Secret(Value.Of(string.Empty));

    /// <summary>No variables.</summary>
    public static VariableValues None { get; } = new(new Dictionary<string, Value>(), new HashSet<string>());

    /// <summary>The names of declared variables that have no value.</summary>
    public IReadOnlySet<string> Unset { get; init; } = new HashSet<string>();
}

/// <summary>
/// Gives every variable its value. Later ones win: default, environment, variable files in order, the process environment,
/// the command line.
/// </summary>
internal sealed class VariableResolver
{
    private readonly IReadOnlyDictionary<string, Variable> declared;
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly DiagnosticBag found;

    private VariableResolver(IReadOnlyDictionary<string, Variable> declared, DiagnosticBag found)
    {
        this.declared = declared;
        this.found = found;
    }

    /// <param name="declared">The variables.</param>
    /// <param name="environment">The environment chosen, or null when there is none.</param>
    /// <param name="request">What the command line and the process give.</param>
    /// <param name="found">Told of each finding.</param>
    public static VariableValues Resolve(
        IReadOnlyDictionary<string, Variable> declared, ChosenEnvironment? environment, ManifestRequest request, DiagnosticBag found)
    {
        var resolver = new VariableResolver(declared, found);
        resolver.SetDefaults();
        if (environment?.Variables is { } ofEnvironment)
            resolver.SetAll(ofEnvironment, $"the environment '{environment.Declaration.Name}'", inManifest: true);
        foreach (var file in request.VariableFiles)
            resolver.SetFromFile(file);
        resolver.SetFromProcess(request.ProcessEnvironment);
        resolver.SetFromCommandLine(request.Variables);

        // Without an environment it cannot be known what is missing.
        resolver.Check(complete: environment is not null && !request.VariablesOptional, request.SecretsOptional);
        return new(
            resolver.values,
            declared.Values.Where(v => v.Sensitive).Select(v => v.Name).ToHashSet(StringComparer.Ordinal))
        {
            Unset = declared.Keys.Where(name => !resolver.values.ContainsKey(name)).ToHashSet(StringComparer.Ordinal),
        };
    }

    private void SetDefaults()
    {
        foreach (var variable in declared.Values.Where(v => v.Default is not null))
            Set(variable, variable.Default!, "its default", inManifest: true);
    }

    private void SetFromFile(string path)
    {
        if (ManifestFiles.Read(DiskSource.Instance, path, found, isPrivate: true) is not { } source || YamlReader.Read(source, found, null) is not { } root)
            return;
        if (root is Node.Mapping map)
            SetAll(map, $"the variable file {source.Path}", inManifest: false);
        else
            found.Add(VariableDiagnostics.VariableFileForm(root.Span));
    }

    private void SetAll(Node.Mapping given, string source, bool inManifest)
    {
        foreach (var entry in given.Entries)
        {
            if (declared.TryGetValue(entry.Key, out var variable))
                Set(variable, entry.Value, source, inManifest);
            else
                found.Add(VariableDiagnostics.VariableUnknown(entry.Key, declared.Keys, entry.KeySpan, source));
        }
    }

    private void SetFromProcess(IReadOnlyDictionary<string, string> process)
    {
        foreach (var (key, text) in process.Where(p => p.Key.StartsWith(ManifestRequest.EnvironmentPrefix, StringComparison.Ordinal)).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            // Not an error, for it may be meant for another manifest.
            if (Find(key[ManifestRequest.EnvironmentPrefix.Length..]) is { } variable)
                Set(variable, text, key);
            else
                found.Add(VariableDiagnostics.ProcessVariableUnknown(key, declared.Keys.Select(d => ManifestRequest.EnvironmentPrefix + d)));
        }
    }

    /// <summary>The variable of a name in the environment, where some systems make all names upper case.</summary>
    private Variable? Find(string name)
    {
        if (declared.TryGetValue(name, out var variable))
            return variable;
        return declared.Values.Where(v => string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] && !name.Any(char.IsLower) ? only : null;
    }

    private void SetFromCommandLine(IReadOnlyList<string> pairs)
    {
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                found.Add(VariableDiagnostics.PairForm());
            else if (declared.TryGetValue(pair[..equals], out var variable))
                Set(variable, pair[(equals + 1)..], "--var");
            else
                found.Add(VariableDiagnostics.VariableUnknown(pair[..equals], declared.Keys, null, "--var"));
        }
    }

    private void Set(Variable variable, Node given, string source, bool inManifest)
    {
        if (inManifest && variable.Sensitive && given is not Node.Scalar { Raw: "" })
            found.Add(VariableDiagnostics.SensitiveInManifest(variable.Name, given.Span));
        if (variable.Accept(given) is { } value)
            values[variable.Name] = value;
        else
            Refuse(VariableDiagnostics.VariableType(variable, given.Span, source, SchemaDiagnostics.Describe(given)), variable);
    }

    private void Set(Variable variable, string given, string source)
    {
        if (variable.Accept(given) is { } value)
            values[variable.Name] = value;
        else
            Refuse(VariableDiagnostics.VariableType(variable, variable.Span, source, "a string"), variable);
    }

    private void Refuse(Diagnostic diagnostic, Variable variable)
    {
        found.Add(diagnostic);
        refused.Add(variable.Name);
    }

    private void Check(bool complete, bool secretsOptional)
    {
        foreach (var variable in declared.Values)
        {
            var rules = variable.Rules is { } node ? new VariableRules(variable, node, found) : null;
            if (!values.TryGetValue(variable.Name, out var value))
            {
                if (complete && !refused.Contains(variable.Name) && !(secretsOptional && variable.Sensitive))
                    found.Add(VariableDiagnostics.VariableUnset(variable));
            }
            else if (rules?.Broken(value) is { } rule)
            {
                found.Add(VariableDiagnostics.VariableInvalid(variable.Name, variable.Span, rule));
            }
            else if (variable.Sensitive && Secrets.TextsOf(value).Any(text => text.Length > 0 && !SecretForms.IsDistinctive(text)))
            {
                found.Add(VariableDiagnostics.SecretNotDistinctive(variable.Name, variable.Span));
            }
        }
    }
}
