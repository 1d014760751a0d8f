using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Functions;

/// <summary>The functions that expressions can call, read from the table that is part of the program when they are first needed.</summary>
public sealed class FunctionTable
{
    private static readonly Lazy<FunctionTable> Builtin = new(() =>
    {
        using var stream = typeof(FunctionTable).Assembly.GetManifestResourceStream("functions.tsv")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(System.Text.Encoding.UTF8.GetString(bytes));
    });

    private readonly FrozenDictionary<string, FunctionInfo> byName;

    private FunctionTable(ImmutableArray<FunctionInfo> all)
    {
        All = all;
        byName = all.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
    }

    /// <summary>The table that is part of the program.</summary>
    public static FunctionTable Default => Builtin.Value;

    /// <summary>All functions in the order of the table.</summary>
    public ImmutableArray<FunctionInfo> All { get; }

    /// <summary>The function of that name, or null.</summary>
    public FunctionInfo? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Reads a table: a function a line, its columns separated by tabs.</summary>
    private static FunctionTable Parse(string text) =>
        new([.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => Read(line.TrimEnd('\r').Split('\t')))]);

    private static FunctionInfo Read(string[] cells)
    {
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        var (from, count) = (-1, 0);
        foreach (var part in cells[2].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("...", StringComparison.Ordinal))
            {
                count = int.Parse(part.AsSpan(3), CultureInfo.InvariantCulture);
                from = parameters.Count - count;
                continue;
            }

            var (name, type) = (part.Split(':')[0], part.Split(':')[1]);
            if (type.EndsWith('*'))
                (from, count) = (parameters.Count, 1);
            var bare = type.TrimEnd('?', '*');
            parameters.Add(new(name, bare, KindsOf(bare), type.Length > bare.Length));
        }

        return new(
            cells[0], cells[1], parameters.ToImmutable(), from, count, cells[3], cells[4],
            cells[5].Length > 0 && cells[5] != "!" ? cells[5] : null, cells[5] != "!", cells[6], cells[7]);
    }

    /// <summary>What a parameter of a type accepts. Null is accepted everywhere: a field may be missing.</summary>
    private static ValueKinds KindsOf(string type) => ValueKinds.Null | type switch
    {
        "string" => ValueKinds.Text | ValueKinds.Number | ValueKinds.Boolean | ValueKinds.Date,
        "integer" => ValueKinds.Number | ValueKinds.Text,
        "number" => ValueKinds.Number | ValueKinds.Text,
        "boolean" => ValueKinds.Boolean | ValueKinds.Text,
        "date" => ValueKinds.Date | ValueKinds.Text,
        "array" => ValueKinds.List,
        "map" => ValueKinds.Map,
        "keys" => ValueKinds.Text | ValueKinds.List,
        "function" => ValueKinds.Function,
        _ => ValueKinds.Any,
    };
}
