using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Parsing;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests.Effects;

/// <summary>Where the service makes something else of a record than FlowPlan.</summary>
internal static class LiveDifferences
{
    /// <summary>Functions that have another value with each call, or at another time.</summary>
    private static readonly string[] Changing = ["now", "timestamp", "uuid", "guid"];

    /// <summary>A line for each difference, by path. Values are compared as text: the service converts them to the types of the schema.</summary>
    public static IEnumerable<string> Of(DataValue live, MappingResult offline)
    {
        var unknown = offline.Fields.Where(f => f.IsUnknown || IsChanging(f.Field.Expression)).Select(f => f.Field.Target).ToList();

        // A list is compared as a whole where its length differs, so it is left out where a field in it is unknown.
        return Of("", live, offline.Output).Where(d => !unknown.Exists(t => IsAtOrBelow(d.Path, t) || IsAtOrBelow(t, d.Path))).Select(d => $"{d.Path}: the service has {d.Live}, FlowPlan {d.Offline}");
    }

    private static IEnumerable<(string Path, string Live, string Offline)> Of(string path, DataValue live, DataValue offline)
    {
        if ((live is DataValue.Map || live.IsNull) && (offline is DataValue.Map || offline.IsNull) && !(live.IsNull && offline.IsNull))
        {
            var (a, b) = (live as DataValue.Map ?? new([]), offline as DataValue.Map ?? new([]));
            return a.Entries.Keys.Union(b.Entries.Keys).SelectMany(key => Of(path.Length == 0 ? key : $"{path}.{key}", a[key], b[key]));
        }

        if (live is DataValue.List(var items) && offline is DataValue.List(var others) && items.Length == others.Length)
            return items.SelectMany((item, i) => Of($"{path}[{i}]", item, others[i]));
        var (shown, other) = (ValueDifferences.Json(live), ValueDifferences.Json(offline));
        return shown == other || (IsScalar(live) && IsScalar(offline) && live.IsNull == offline.IsNull && shown.Trim('"') == other.Trim('"')) ? [] : [(path, ValueDifferences.Shown(live), ValueDifferences.Shown(offline))];
    }

    private static bool IsChanging(string? expression) =>
        expression is not null && ExpressionParser.Parse(expression).Expression?.All().Any(e => e is Expression.Call call && Changing.Contains(call.Name)) == true;

    private static bool IsScalar(DataValue value) => (value.Kind & (ValueKinds.List | ValueKinds.Map)) == 0;

    private static bool IsAtOrBelow(string path, string target) =>
        path.StartsWith(target, StringComparison.Ordinal) && (path.Length == target.Length || path[target.Length] is '.' or '[');
}
