using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>The keys of a test and the form of their values.</summary>
internal static class MappingTestForm
{
    private static readonly (string Key, Func<Node, bool> IsValid, string Form)[] Known =
    [
        ("name", n => n is Node.Scalar { Value: not Value.Null }, "a string"),
        ("given", IsRecords, "a record or a list of records"),
        ("expect", IsRecords, "a record or a list of records"),
        ("whole", n => n is Node.Scalar { Value: Value.Bool }, "true or false"),
        ("fails", n => n is Node.Sequence list && list.Items.All(i => i is Node.Scalar { Value: Value.Text }), "a list of targets"),
        ("now", n => n is Node.Scalar { Value: not Value.Null }, "a time such as 2026-01-31T12:00:00Z"),
        ("stubs", n => n is Node.Mapping, "a map with a value for each function"),
    ];

    /// <summary>The keys.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Known.Select(k => k.Key)];

    /// <summary>The values of the wrong form and those that are not known, each with what is wrong.</summary>
    public static IEnumerable<(Node At, string Message)> FaultsIn(Node.Mapping test) =>
        from known in Known
        let value = test[known.Key]
        where value is not null
        from fault in FaultsOf(known.Key, value, known.IsValid(value) ? null : known.Form)
        select fault;

    private static IEnumerable<(Node At, string Message)> FaultsOf(string key, Node value, string? form) =>
        form is null ? SecretsIn(value).Select(s => ((Node)s, $"'{key}' uses a sensitive variable, which is not evaluated")) : [(value, $"'{key}' must be {form}")];

    private static IEnumerable<Node.Scalar> SecretsIn(Node node) => node switch
    {
        Node.Scalar { Value: Value.Secret } secret => [secret],
        Node.Sequence list => list.Items.SelectMany(SecretsIn),
        Node.Mapping map => map.Entries.SelectMany(e => SecretsIn(e.Value)),
        _ => [],
    };

    private static bool IsRecords(Node node) => node is Node.Mapping || (node is Node.Sequence { Items.IsEmpty: false } list && list.Items.All(i => i is Node.Mapping));
}
