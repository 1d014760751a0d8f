using System.Collections.Concurrent;
using NJsonSchema;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>Holds what the executable wrote against the schemas that are published with it.</summary>
internal static class Schemas
{
    private static readonly ConcurrentDictionary<string, Lazy<JsonSchema>> Loaded = new(StringComparer.Ordinal);

    public static void Check(string schema, string text) => Assert.That(
        Loaded.GetOrAdd(schema, name => new(() => Load(name))).Value.Validate(text).Select(e => $"{e.Path}: {e.Kind}"), Is.Empty, schema);

    private static JsonSchema Load(string name) =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Repository.Root, "schema", name))).GetAwaiter().GetResult();
}
