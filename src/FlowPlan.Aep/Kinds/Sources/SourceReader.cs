using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>Reads what a block says of a source by name.</summary>
internal static class SourceReader
{
    /// <summary>Checks how a connection authenticates.</summary>
    public static void CheckAuth(SourceType source, Node.Mapping auth, DiagnosticBag diagnostics)
    {
        var name = (auth["specName"] as Node.Scalar)?.Value.ToString();
        if (source.Auth.IsEmpty)
            return;
        if (source.Auth.FirstOrDefault(a => a.Name == name) is not { } form)
        {
            diagnostics.Add(SourceDiagnostics.Invalid(auth["specName"]?.Span ?? auth.Span, $"{source.Title} has no way to authenticate called '{name}'", $"one of: {string.Join(", ", source.Auth.Select(a => a.Name))}"));
            return;
        }

        var given = (auth["params"] as Node.Mapping)?.Entries ?? [];
        var known = form.Required.Concat(form.Optional).ToList();
        foreach (var entry in given.Where(e => !known.Contains(e.Key)))
            diagnostics.Add(SourceDiagnostics.Invalid(entry.KeySpan, $"'{entry.Key}' is not a parameter of '{name}'", DidYouMean.Help(entry.Key, known, $"one of: {string.Join(", ", known)}")));
        if (form.Required.Where(r => given.All(e => e.Key != r)).ToList() is { Count: > 0 } missing)
            diagnostics.Add(SourceDiagnostics.Invalid(auth.Span, $"'{name}' needs {string.Join(", ", missing.Select(m => $"'{m}'"))}", "add it under 'auth.params'"));
        foreach (var entry in given.Where(e => form.Secrets.Contains(e.Key) && e.Value is Node.Scalar { Value: Value.Text { Content.Length: > 0 } or Value.Number }))
            diagnostics.Add(SourceDiagnostics.Literal(entry.KeySpan, entry.Key));
    }

    /// <summary>The fields that the keys of a block stand for, each with its place; reports keys that the source does not have, and missing ones.</summary>
    public static IEnumerable<(FieldPath Path, Node Value)> Parameters(SourceType source, Node.Mapping body, SourceSpan span, DiagnosticBag diagnostics)
    {
        var keys = SourceParameters.KeysOf(source).ToList();
        var given = SourceParameters.All.Where(p => body[p.Key] is not null).ToList();
        foreach (var other in given.Where(p => !keys.Contains(p.Key)))
            diagnostics.Add(SourceDiagnostics.Invalid(body.Entry(other.Key)!.KeySpan, $"{source.Title} has no '{other.Key}'", $"it has: {string.Join(", ", keys)}"));
        if (body["params"] is null && body["data"] is null && SourceParameters.RequiredBy(source).Where(k => body[k] is null).ToList() is { Count: > 0 } missing)
            diagnostics.Add(SourceDiagnostics.Invalid(span, $"{source.Title} needs {string.Join(", ", missing.Select(m => $"'{m}'"))}", "say what to read from it"));
        foreach (var parameter in given.Where(p => keys.Contains(p.Key)))
            yield return (parameter.Path, body[parameter.Key]!);
    }
}
