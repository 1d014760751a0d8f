using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>Tests of mappings as they are written: next to a mapping, or in a file.</summary>
/// <param name="found">Told of what is wrong.</param>
internal sealed class MappingTestReader(DiagnosticBag found)
{
    /// <summary>The tests in a list.</summary>
    public IEnumerable<MappingTest> Read(string mapping, Node tests)
    {
        if (tests is Node.Sequence list)
            return list.Items.Select(item => ReadOne(mapping, item)).OfType<MappingTest>().ToList();
        Report(tests, "'tests' must be a list");
        return [];
    }

    /// <summary>The tests in a file: <c>mapping</c> and <c>tests</c>.</summary>
    public IEnumerable<MappingTest> ReadFile(Node root)
    {
        if (root is Node.Mapping { Entries.Length: > 0 } file && file["mapping"] is Node.Scalar mapping && file["tests"] is { } tests)
            return Read(mapping.Value.ToString(), tests);
        Report(root, "a file of tests needs 'mapping', the key of a mapping, and 'tests'");
        return [];
    }

    private MappingTest? ReadOne(string mapping, Node node)
    {
        if (node is not Node.Mapping test)
            return Report(node, "a test must be a map with 'given' and 'expect'");
        if (test.Entries.FirstOrDefault(e => !MappingTestForm.Keys.Contains(e.Key)) is { Key: not null } unknown)
            return Report(unknown.KeySpan, $"a test cannot hold '{unknown.Key}'", DidYouMean.Help(unknown.Key, MappingTestForm.Keys, string.Join(", ", MappingTestForm.Keys)));
        var faults = MappingTestForm.FaultsIn(test).ToList();
        foreach (var (at, message) in faults)
            Report(at, message);
        if (faults.Count > 0)
            return null;
        if (test["given"] is not { } given)
            return Report(node, "the test has no 'given', the source record");
        if (test["expect"] is null && test["fails"] is null)
            return Report(node, "the test has neither 'expect' nor 'fails'");
        var (records, expected) = (Many(given), test["expect"] is { } expect ? Many(expect) : null);
        if (expected is not null && expected.Count != records.Count)
            return Report(test["expect"]!, $"'expect' has {Quantity.Of(expected.Count, "record")} for {Quantity.Of(records.Count, "record")} in 'given'");
        var now = DateTimeOffset.UnixEpoch;
        if (test["now"] is Node.Scalar time
            && (!DateTimeOffset.TryParse(time.Value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out now) || now.Year is < 2 or > 9998))
        {
            return Report(time, "'now' is not a time such as 2026-01-31T12:00:00Z");
        }

        return new(
            mapping, (test["name"] as Node.Scalar)?.Value.ToString() ?? $"line {node.Span.Line}", node.Span, records, expected,
            test["whole"] is Node.Scalar { Value: Value.Bool { IsTrue: true } },
            [.. (test["fails"] as Node.Sequence)?.Items.Select(i => i.ToValue().ToString()) ?? []],
            now, (test["stubs"] as Node.Mapping)?.Entries.ToDictionary(e => e.Key, e => DataNodes.Of(e.Value), StringComparer.Ordinal) ?? []);
    }

    private static List<DataValue> Many(Node node) => node is Node.Sequence list ? [.. list.Items.Select(DataNodes.Of)] : [DataNodes.Of(node)];

    private MappingTest? Report(Node node, string message) => Report(node.Span, message, "see docs/mappings.md for the form of a test");

    private MappingTest? Report(SourceSpan span, string message, string help)
    {
        found.Add(Diagnostic.Of(MappingTestDescriptors.InvalidTest, message, span, help));
        return null;
    }
}
