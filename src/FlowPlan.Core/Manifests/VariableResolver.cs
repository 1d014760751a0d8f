using System.Globalization;
using System.Text.RegularExpressions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>The values of all variables.</summary>
/// <param name="Values">Each variable's value.</param>
/// <param name="Sensitive">The names of those that are secret.</param>
internal sealed record VariableValues(IReadOnlyDictionary<string, Value> Values, IReadOnlySet<string> Sensitive);

/// <summary>
/// Gives every variable its value. Later ones win: default, environment, variable files in order, the process environment,
/// the command line.
/// </summary>
internal sealed class VariableResolver
{
    private const string EnvironmentPrefix = "FLOWPLAN_VAR_";

    private readonly Dictionary<string, Variable> declared;
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal);
    private readonly DiagnosticBag found;

    private VariableResolver(Node.Mapping manifest, DiagnosticBag found)
    {
        declared = Variable.AllOf(manifest).ToDictionary(v => v.Name, StringComparer.Ordinal);
        this.found = found;
    }

    public static VariableValues Resolve(Node.Mapping manifest, Node.Mapping? ofEnvironment, ManifestRequest request, DiagnosticBag found)
    {
        var resolver = new VariableResolver(manifest, found);
        resolver.SetDefaults();
        resolver.Set(ofEnvironment, "the environment");
        foreach (var file in request.VariableFiles)
            resolver.SetFromFile(file);
        resolver.SetFromProcess(request.ProcessEnvironment);
        resolver.SetFromCommandLine(request.Variables, manifest.Span);
        resolver.Check();
        return new(
            resolver.values,
            resolver.declared.Values.Where(v => v.Sensitive).Select(v => v.Name).ToHashSet(StringComparer.Ordinal));
    }

    private void SetDefaults()
    {
        foreach (var variable in declared.Values.Where(v => v.Default is not null))
        {
            if (variable.Sensitive)
                found.Add(VariableDiagnostics.SensitiveDefault(variable.Name, variable.Default!.Span));
            else
                Set(variable, variable.Accept(variable.Default!), variable.Default!.Span, "its default");
        }
    }

    private void Set(Node.Mapping? given, string source)
    {
        foreach (var entry in given?.Entries ?? [])
        {
            if (!declared.TryGetValue(entry.Key, out var variable))
                found.Add(VariableDiagnostics.VariableUnknown(entry.Key, declared.Keys, entry.KeySpan, source));
            else
                Set(variable, variable.Accept(entry.Value), entry.Value.Span, source);
        }
    }

    private void SetFromFile(string path)
    {
        if (ManifestFiles.Read(path, found) is not { } source || YamlReader.Read(source, found) is not { } root)
            return;
        if (root is Node.Mapping map)
            Set(map, "the variable file");
        else
            found.Add(VariableDiagnostics.VariableFileForm(root.Span));
    }

    private void SetFromProcess(IReadOnlyDictionary<string, string> environment)
    {
        // A variable of the process that no manifest variable has the name of may be meant for another manifest.
        foreach (var variable in declared.Values)
        {
            if (environment.TryGetValue(EnvironmentPrefix + variable.Name, out var text))
                Set(variable, variable.Accept(text), variable.Span, EnvironmentPrefix + variable.Name);
        }
    }

    private void SetFromCommandLine(IReadOnlyList<string> pairs, SourceSpan manifest)
    {
        foreach (var pair in pairs)
        {
            var (name, text) = (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (!declared.TryGetValue(name, out var variable))
                found.Add(VariableDiagnostics.VariableUnknown(name, declared.Keys, SourceSpan.OfFile(manifest.Source.Path), "--var"));
            else
                Set(variable, variable.Accept(text), variable.Span, "--var");
        }
    }

    private void Set(Variable variable, Value? value, SourceSpan span, string source)
    {
        if (value is null)
            found.Add(VariableDiagnostics.VariableType(variable.Name, variable.Type, span with { Hidden = variable.Sensitive }, source));
        else
            values[variable.Name] = value;
    }

    private void Check()
    {
        foreach (var variable in declared.Values)
        {
            if (!values.TryGetValue(variable.Name, out var value))
                found.Add(VariableDiagnostics.VariableUnset(variable.Name, variable.Span));
            else if (variable.Validation is { } validation && Violation(validation, value) is { } rule)
                found.Add(VariableDiagnostics.VariableInvalid(variable.Name, variable.Span, rule));
        }
    }

    private static string? Violation(Node.Mapping validation, Value value)
    {
        string Rule(string otherwise) => (validation["message"] as Node.Scalar)?.Raw ?? otherwise;
        if (validation["pattern"] is Node.Scalar pattern && value is Value.Text(var text) && !Matches(pattern.Raw, text))
            return Rule($"it must match {pattern.Raw}");
        if (validation["oneOf"] is Node.Sequence allowed && !allowed.Items.Select(i => i.ToValue()).Contains(value))
            return Rule($"it must be one of {string.Join(", ", allowed.Items.Select(i => i.ToValue()))}");
        if (value is not Value.Number(var number))
            return null;
        if (validation["min"] is Node.Scalar { Value: Value.Number(var least) } && number < least)
            return Rule($"it must be at least {least.ToString(CultureInfo.InvariantCulture)}");
        if (validation["max"] is Node.Scalar { Value: Value.Number(var most) } && number > most)
            return Rule($"it must be at most {most.ToString(CultureInfo.InvariantCulture)}");
        return null;
    }

    private static bool Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
