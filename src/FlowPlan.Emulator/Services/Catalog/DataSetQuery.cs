using System.Globalization;
using System.IO.Enumeration;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.Catalog;

/// <summary>The query parameters of a dataset list: filters, page, and fields.</summary>
internal sealed class DataSetQuery
{
    private readonly List<Func<JsonObject, bool>> filters = [];
    private readonly string[]? fields;

    public DataSetQuery(EmulatorRequest request)
    {
        Limit = Number(request, "limit", 20);
        if (Limit is < 1 or > 100)
            throw CatalogErrors.Of(400, "limit must be from 1 to 100.");
        Start = Number(request, "start", 0);
        fields = FieldsOf(request);
        filters.AddRange(request.Query["name"].Select(HasName));
        filters.AddRange(request.Query["tags"].SelectMany(t => t.Split(',')).Select(HasTag));
        filters.AddRange(request.Query["property"].Select(HasProperty));
        FilterText = string.Join('&', request.Query.Where(q => q.Key is "name" or "tags" or "property")
            .SelectMany(q => q.Select(v => $"{q.Key}={Uri.EscapeDataString(v)}")));
    }

    public int Limit { get; }

    public int Start { get; }

    public bool HasFilters => filters.Count > 0;

    /// <summary>The filters as text, which identifies them.</summary>
    public string FilterText { get; }

    public bool Matches(JsonObject dataSet) => filters.TrueForAll(f => f(dataSet));

    /// <summary>The selected fields of a dataset.</summary>
    public JsonObject Project(JsonObject dataSet) => Project(dataSet, fields);

    /// <summary>A single dataset with the fields that a request selects; all if it selects none.</summary>
    public static JsonObject Project(EmulatorRequest request, JsonObject dataSet) => Project(dataSet, FieldsOf(request));

    private static string[]? FieldsOf(EmulatorRequest request) => request.QueryValue("properties")?.Split(',');

    private static JsonObject Project(JsonObject dataSet, string[]? fields) => fields is null
        ? dataSet
        : new JsonObject(dataSet.Where(p => fields.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));

    private static Func<JsonObject, bool> HasName(string name) => dataSet => dataSet.Text("name") == name;

    private static Func<JsonObject, bool> HasTag(string pair)
    {
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        var (tag, wanted) = colon < 0 ? (pair, "*") : (pair[..colon], pair[(colon + 1)..]);
        return dataSet => (dataSet["tags"] as JsonObject ?? []).Any(t =>
            FileSystemName.MatchesSimpleExpression(tag, t.Key, ignoreCase: false)
            && t.Value is JsonArray values
            && (wanted == "*" || values.Any(v => FileSystemName.MatchesSimpleExpression(wanted, v?.ToString() ?? string.Empty, ignoreCase: false))));
    }

    private static Func<JsonObject, bool> HasProperty(string text)
    {
        if (PropertyFilter.Parse(text) is not { } filter)
            return _ => true;
        if (filter.Operator != "==" || !filter.Value.StartsWith('~'))
            return filter.Matches;
        var (path, pattern) = (filter.Path.Split('.'), PatternOf(filter.Value[1..]));
        return dataSet => IsMatch(pattern, dataSet.At(path)?.ToString() ?? string.Empty);
    }

    private static Regex PatternOf(string pattern)
    {
        try
        {
            return RequestPattern.Create(pattern);
        }
        catch (FormatException exception)
        {
            throw CatalogErrors.Of(400, $"The filter is not valid: {exception.Message}");
        }
    }

    private static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw CatalogErrors.Of(400, $"The regular expression '{pattern}' took too long.");
        }
    }

    private static int Number(EmulatorRequest request, string name, int defaultValue) =>
        request.QueryValue(name) is not { } text ? defaultValue
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw CatalogErrors.Of(400, $"{name} is not a number.");
}
