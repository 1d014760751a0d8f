using System.Numerics;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions on URLs; of an invalid URL they return null.</summary>
internal static class Urls
{
    private static readonly Dictionary<string, int> Ports = new(StringComparer.Ordinal)
    {
        ["http"] = 80,
        ["https"] = 443,
        ["ftp"] = 21,
        ["sftp"] = 22,
        ["ssh"] = 22,
        ["ldap"] = 389,
        ["ldaps"] = 636,
    };

    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("get_url_protocol", c => DataValue.Of(UrlParts.Of(c.Text(0))?.Protocol)),
        ("get_url_host", c => DataValue.Of(UrlParts.Of(c.Text(0))?.Host)),
        ("get_url_port", Port),
        ("get_url_path", Path),
        ("get_url_query_str", Query),
        ("get_url_encoded", c => c.Text(0) is { } text ? DataValue.Of(Uri.EscapeDataString(text)) : DataValue.Null),
        ("get_url_decoded", c => c.Text(0) is { } text ? DataValue.Of(Uri.UnescapeDataString(text.Replace('+', ' '))) : DataValue.Null),
    ];

    private static DataValue Port(CallContext call) => UrlParts.Of(call.Text(0)) is not { } url
        ? DataValue.Null
        : url.Port is { } port ? DataValue.Of(new BigInteger(port))
        : Ports.TryGetValue(url.Protocol, out var usual) ? DataValue.Of(new BigInteger(usual)) : DataValue.Null;

    private static DataValue Path(CallContext call)
    {
        if (UrlParts.Of(call.Text(0)) is not { } url)
            return DataValue.Null;
        var full = call[1].IsNull || Coercion.IsTrue(call[1]);
        return DataValue.Of(full ? url.Path : url.Path[(url.Path.LastIndexOf('/') + 1)..]);
    }

    private static DataValue Query(CallContext call)
    {
        if (UrlParts.Of(call.Text(0)) is not { } url)
            return DataValue.Null;
        var anchor = call.Text(1);
        if (anchor is not ("retain" or "remove" or "append"))
            throw new EvaluationStop("the anchor is not retain, remove or append");
        var entries = new List<KeyValuePair<string, DataValue>>();
        var parts = url.Query.Split('&', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var equals = parts[i].IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? "" : parts[i][(equals + 1)..];
            if (anchor == "retain" && i == parts.Length - 1 && url.Anchor.Length > 0)
                value += "#" + url.Anchor;
            entries.Add(new(equals < 0 ? parts[i] : parts[i][..equals], DataValue.Of(value)));
        }

        if (anchor == "append" && url.Anchor.Length > 0)
            entries.Add(new("_anchor_", DataValue.Of(url.Anchor)));
        return DataValue.Of(entries);
    }
}
