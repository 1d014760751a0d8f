using System.Globalization;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Sources;

/// <summary>Sources as text.</summary>
internal static class SourceText
{
    /// <summary>The names of all.</summary>
    public static string List()
    {
        var width = SourceTable.All.Max(s => s.Name.Length);
        return string.Concat(SourceTable.All.Select(s => $"{s.Name.PadRight(width)}  {s.Title}\n"));
    }

    /// <summary>What differs from the platform.</summary>
    public static string Of(int count, IReadOnlyList<SourceDifference> differences)
    {
        if (differences.Count == 0)
        {
            return count == 1
                ? "No differences: the source is as Flow Service has it.\n"
                : string.Create(CultureInfo.InvariantCulture, $"No differences: all {count} sources are as Flow Service has them.\n");
        }

        return string.Concat(differences.Select(d => $"{d.Source.Name}: {SafeText.Line(d.What)}\n"));
    }

    /// <summary>What a source takes.</summary>
    public static string Of(SourceType source)
    {
        var keys = SourceTable.KeysOf(source).Select(k => SourceTable.RequiredKeysOf(source).Contains(k) ? k + " (required)" : k);
        var lines = new List<string>
        {
            $"{source.Name}: {source.Title}",
            $"connection specification  {source.ConnectionSpec}",
            $"flow specification        {source.FlowSpec}",
            $"keys of the source        {string.Join(", ", keys)}",
        };
        if (KeyOfFlow(source) is { } flow)
            lines.Add($"keys of the flow          {flow}");
        foreach (var (auth, number) in source.Auth.Select((a, i) => (a, i + 1)))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"authentication {number}          {auth.Name}"));
            lines.Add($"  required                {Parameters(auth, auth.Required)}");
            if (!auth.Optional.IsEmpty)
                lines.Add($"  optional                {Parameters(auth, auth.Optional)}");
        }

        if (source.Auth.IsEmpty)
            lines.Add("authentication            any specName and params that the connection specification has");
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>A source for programs.</summary>
    public static Value ValueOf(SourceType source) => Value.Map.Of(
        ("name", Value.Of(source.Name)),
        ("title", Value.Of(source.Title)),
        ("connectionSpec", Value.Of(source.ConnectionSpec)),
        ("flowSpec", Value.Of(source.FlowSpec)),
        ("keys", Documents.Texts(SourceTable.KeysOf(source))),
        ("required", Documents.Texts(SourceTable.RequiredKeysOf(source))),
        ("authentication", Documents.List(source.Auth, auth => Value.Map.Of(
            ("name", Value.Of(auth.Name)),
            ("required", Documents.Texts(auth.Required)),
            ("optional", Documents.Texts(auth.Optional)),
            ("secret", Documents.Texts(auth.Secrets))))));

    private static string? KeyOfFlow(SourceType source) => source.Family switch
    {
        SourceFamily.Files => "schedule, encryption",
        SourceFamily.Tables => "schedule, copy",
        _ => null,
    };

    private static string Parameters(SourceAuth auth, IEnumerable<string> names) =>
        string.Join(", ", names.Select(p => auth.Secrets.Contains(p) ? p + " (secret)" : p));
}
